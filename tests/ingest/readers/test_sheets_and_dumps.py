"""Readers: good tables in every dress, and every wrong file told so in words that a person can act on."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from kg.errors import DataError
from kg.ingest.readers.decode import encoding_of
from kg.ingest.readers.pgdump import copied
from kg.ingest.readers.sheet import lines, rows
from kg.ingest.row import Row, RowError

COLUMNS = ("", "机构", "项目", "说明")
TEXT = ",机构,项目,说明\r\n0,甲所,拉伸,不测高温\r\n1,甲所,硬度,同上\r\n"
WANTED = [("甲所", "拉伸", "不测高温"), ("甲所", "硬度", "不测高温")]

Write = Callable[[bytes | str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(content: bytes | str) -> Path:
        path = tmp_path / "table.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def read(path: Path) -> list[Row]:
    return list(rows(path, "scope", COLUMNS, "mine", index=[""], ditto=["说明"]))


def said(path: Path) -> list[tuple[str, ...]]:
    return [tuple(row.cells[c] for c in COLUMNS if c) for row in read(path)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_read_alike(write: Write, encoding: str) -> None:
    assert said(write(TEXT.encode(encoding))) == WANTED


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_line_ends_read_alike(write: Write, end: str) -> None:
    path = write(TEXT.replace("\r\n", end))
    assert said(path) == WANTED
    assert [row.locator for row in read(path)] == ["table.csv:2", "table.csv:3"]


def test_the_encoding_of_a_large_file_is_judged_by_all_of_it(write: Write) -> None:
    assert encoding_of(write(b"a,b\n" * 300_000 + "甲,乙\n".encode("gb18030"))) == "gb18030"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\xd0\xcf\x11\xe0" + bytes(9), "old Excel"),
        (b"\x1f\x8b\x08\x00", "compressed"),
        (TEXT.encode() + b"2,\0,x,y\n", "NUL byte"),
        (TEXT.encode("utf-16-le"), "NUL byte"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "is the file whole"),
        (TEXT.encode("utf-8-sig")[:-6], "is the file whole"),
        (TEXT.encode("gb18030") + b"2,\xff\xff,x,y\n", "neither UTF-8 nor GB18030"),
        (TEXT.encode() + '2,甲所,"拉伸\n'.encode(), "cut off inside a quoted cell"),
        (b"a,b\n1,2\n", "its first row lacks '机构'"),
    ],
)
def test_a_wrong_file_is_told_so(write: Write, content: bytes, words: str) -> None:
    with pytest.raises(DataError, match=words) as caught:
        read(write(content))
    assert str(caught.value).startswith("table.csv")


def test_a_wrong_header_says_what_was_meant(write: Write) -> None:
    with pytest.raises(DataError, match=r"lacks '机构'.*Did you mean '机构名'\?.*It has: "):
        read(write(",机构名,项目,说明\n0,甲所,拉伸,/\n"))


def test_rows_of_the_wrong_length_say_so_and_no_other(write: Write) -> None:
    *good, short, long = read(write(TEXT + "2,乙所\r\n3,乙所,弯曲,/,多\r\n"))
    for row in good:
        row.check()
    with pytest.raises(RowError, match="2 cells, where the header has 4"):
        short.check()
    with pytest.raises(RowError, match="5 cells, where the header has 4"):
        long.check()


def test_as_above_is_taken_in_declared_columns_only(write: Write) -> None:
    head = ",机构,项目,说明\n0,甲,同上,同上\n1,甲,拉伸,甲注\n2,甲,同上,〃\n"
    assert said(write(head + "3,甲,硬度, Ditto \n4,甲,弯曲,\n")) == [
        ("甲", "同上", "同上"), ("甲", "拉伸", "甲注"), ("甲", "同上", "甲注"), ("甲", "硬度", "甲注"), ("甲", "弯曲", ""),
    ]  # fmt: skip


def test_a_workbook_reads_like_a_csv(tmp_path: Path) -> None:
    book = Workbook()
    for row in ([*COLUMNS], [0, "甲所", "拉伸", "不测高温"], [1.0, "甲所", "=1+1", "同上"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "table.xlsx")
    assert said(tmp_path / "table.xlsx") == [WANTED[0], ("甲所", "=1+1", "不测高温")]


def test_a_damaged_workbook_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "table.xlsx").write_bytes(b"PK\x03\x04 half")
    with pytest.raises(DataError, match="is damaged"):
        list(lines(tmp_path / "table.xlsx"))


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1))
def test_what_csv_writes_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("any") / "any.csv"
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["甲", "乙"], *table])
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    assert [line.cells for line in lines(path)] == [["甲", "乙"], *table]


DUMP = "--\nCOPY public.t (a, b) FROM stdin;\n1\t\\N\n2\tx\\ty\\\\z\\n\n\\.\n\nCOPY public.u (c) FROM stdin;\n9\n\\.\n"


@pytest.fixture
def dump(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        (tmp_path / "t.sql").write_text(text, "utf-8")
        return tmp_path / "t.sql"

    return write


def test_a_dump_gives_one_table_with_its_escapes_undone(dump: Callable[[str], Path]) -> None:
    found = list(copied(dump(DUMP), "t", ["a"]))
    assert [(row.number, row.cells) for row in found] == [
        (3, {"a": "1", "b": ""}),
        (4, {"a": "2", "b": "x\ty\\z\n"}),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (DUMP.replace("public.t ", "public.other "), "is no dump of table t"),
        (DUMP.replace("(a, b)", "(c, b)"), "has no column 'a'"),
        (DUMP.partition("2\t")[0], "ends in the middle of table t"),
    ],
)
def test_a_wrong_dump_is_told_so(dump: Callable[[str], Path], text: str, words: str) -> None:
    with pytest.raises(DataError, match=words):
        list(copied(dump(text), "t", ["a"]))


def test_a_row_of_a_dump_of_the_wrong_length_says_so(dump: Callable[[str], Path]) -> None:
    *_, long = copied(dump(DUMP.replace("1\t\\N", "1\t2\t3")), "t", ["a"])
    long.check()
    first = next(iter(copied(dump(DUMP.replace("1\t\\N", "1\t2\t3")), "t", ["a"])))
    with pytest.raises(RowError, match="3 cells, where the table has 2 columns"):
        first.check()
