"""Readers: good tables in every dress, and every wrong file told so in words a person can act on."""

import csv
import io
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.ingest.readers import delimited, workbook
from kg.ingest.readers.encoding import encoding_of
from kg.ingest.readers.layout import HEADER_WITHIN, Entry, Layout, rows
from kg.ingest.readers.table import read_table
from kg.ingest.row import Row, RowError

HEAD: list[object] = ["", "机构", "项目", "说明"]
LAYOUT = Layout("scope", ("", "机构", "项目", "说明"), index=frozenset({""}), ditto=frozenset({"说明"}))
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


def said(path: Path, layout: Layout = LAYOUT) -> list[tuple[str, ...]]:
    return [tuple(row.cells[c] for c in layout.columns if c) for row in read_table(path, layout)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_read_alike(write: Write, encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert said(write(mark + TEXT.encode(encoding))) == WANTED


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_line_ends_read_alike(write: Write, end: str) -> None:
    path = write(TEXT.replace("\r\n", end))
    assert said(path) == WANTED
    assert [row.number for row in read_table(path, LAYOUT)] == [2, 3]


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_other_delimiters_are_seen_in_the_header(write: Write, delimiter: str) -> None:
    assert said(write(TEXT.replace(",", delimiter))) == WANTED


def test_a_cell_may_hold_line_breaks_and_quotes(write: Write) -> None:
    path = write(',机构,项目,说明\n0,甲所,"拉伸\n（""室温""）",/\n\n1,乙所,硬度,/\n')
    found = list(read_table(path, LAYOUT))
    assert [row.number for row in found] == [2, 4]  # as a spreadsheet counts: the blank row is one
    assert found[0].cells["项目"] == '拉伸\n（"室温"）'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty (0 bytes)"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF document, not a CSV table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old Office file"),
        (b"\x1f\x8b\x08\x00", "gzip archive"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"\xef\xbb\xbf\n<html><table>", "web page"),
        (TEXT.encode() + b"2,\0,x,y\n", "NUL byte in line 4"),
        (TEXT.encode("utf-16-le"), "NUL byte in line 1"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "cut off"),
        (TEXT.encode()[:-4], "cut off"),
        (TEXT.encode("gb18030") + b"2,\xff\xff,x,y\n", "neither UTF-8 nor GB18030"),
        (b"a,b\n1,caf\xe9\n", "line 2 holds a byte (0xe9) that is not text"),
        (TEXT.encode() + b"2,caf\xe9,x,y\n", "line 4 holds a byte (0xe9) that is not text"),
        (TEXT.encode() + '2,甲所,"拉伸\n'.encode(), "ends inside a quoted cell of row 4"),
        (b"PK\x03\x04" + b"half a workbook", "is not a whole XLSX file"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told_so(write: Write, content: bytes, words: str) -> None:
    with pytest.raises(DataError) as caught:
        list(read_table(write(content), LAYOUT))
    assert words in str(caught.value)
    assert str(caught.value).startswith("table.csv")


def test_a_missing_file_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"cannot read 'no\.csv': No such file"):
        list(read_table(tmp_path / "no.csv", LAYOUT))


def test_a_wrong_header_names_what_is_missing_found_and_meant(write: Write) -> None:
    with pytest.raises(DataError) as caught:
        list(read_table(write(",机构名,项目,说明\n0,甲所,拉伸,/\n"), LAYOUT))
    words = str(caught.value)
    assert "lacks '机构'" in words
    assert "Did you mean '机构名'?" in words
    assert "Found: '', '机构名'" in words


def test_a_table_without_header_is_refused_by_its_first_rows() -> None:
    read = 0

    def endless() -> Iterator[Entry]:
        nonlocal read
        while True:
            read += 1
            yield Entry(read, ["0", "甲所", "拉伸", "/"])

    with pytest.raises(DataError, match="is not a table of scope"):
        next(rows(endless(), LAYOUT, "table.csv"))
    assert read == HEADER_WITHIN


def test_two_columns_of_one_name_are_refused(write: Write) -> None:
    with pytest.raises(DataError, match="two columns are named '机构'"):
        list(read_table(write(",机构,机构,项目,说明\n"), LAYOUT))


def test_header_is_found_below_titles_whatever_its_width_and_spaces(write: Write) -> None:
    path = write("检验能力附表,,,,\n,,,,\n, 机 构 ,项目,说明,ＡＢ\n0,甲所,拉伸,/,x\n")
    (row,) = read_table(path, LAYOUT)
    assert (row.number, row.cells["机构"], row.cells["ＡＢ"]) == (4, "甲所", "x")


def test_a_merged_header_names_its_columns_by_group(write: Write) -> None:
    layout = Layout("scope", ("对象", "参数 序号", "参数 名称", "限制"))
    path = write("对象,参数,,限制\n,序号,名称,\n钢,1,拉伸,/\n")
    assert said(path, layout) == [("钢", "1", "拉伸", "/")]


def test_a_header_printed_again_is_reported_and_no_row(write: Write) -> None:
    told: list[str] = []
    path = write(TEXT + ",机构,项目,说明\r\n2,乙所,弯曲,/\r\n")
    found = list(read_table(path, LAYOUT, report=lambda kind, detail: told.append(f"{kind} {detail}")))
    assert len(found) == 3
    assert told == ["header printed again table.csv:4"]


def problem(row: Row) -> str:
    with pytest.raises(RowError) as caught:
        row.check(100)
    return str(caught.value)


def test_rows_of_the_wrong_length_carry_their_problem_and_all_their_cells(write: Write) -> None:
    path = write(TEXT + "2,乙所\r\n3,乙所,弯曲,/,多,,余\r\n4,乙所,弯曲,/,,\r\n")
    *_, short, long, padded = read_table(path, LAYOUT)
    assert problem(short) == "row: it has 2 cells where the header has 4"
    assert problem(long) == "row: it has 7 cells where the header has 4"
    assert (long.cells["cell 5"], long.cells["cell 7"]) == ("多", "余")
    padded.check(100)


def test_a_row_quoted_wrongly_carries_its_problem_and_its_text(write: Write) -> None:
    path = write(TEXT + '2,"乙"所,弯曲,/\r\n3,乙所,剪切,/\r\n')
    *_, broken, good = read_table(path, LAYOUT)
    assert "its quotes cannot be read" in problem(broken)
    assert broken.cells[""] == '2,"乙"所,弯曲,/'
    assert (good.number, good.cells["项目"]) == (5, "剪切")


def test_a_large_cell_is_quarantined_with_its_reason(write: Write) -> None:
    *_, large = read_table(write(TEXT + f"2,乙所,{'x' * 10_000_000},/\r\n"), LAYOUT)
    words = "项目: holds 10,000,000 characters, and 100 are allowed (setting KG_CELL_SIZE_MAX)"
    assert problem(large) == words


def test_formula_looking_cells_stay_text(write: Write) -> None:
    cells = ["=1+1", "+86", "-5", '=HYPERLINK("x")', "@sum"]
    out = io.StringIO()
    csv.writer(out).writerows([["", "机构", "项目", "说明"], *(["0", "甲", cell, "/"] for cell in cells)])
    assert [row[1] for row in said(write(out.getvalue()))] == cells


def test_ditto_takes_the_cell_above_in_declared_columns_only(write: Write) -> None:
    head = ",机构,项目,说明\n0,甲,同上,同上\n1,甲,拉伸,甲注\n2,甲,同上,〃\n"
    path = write(head + "3,甲,硬度, Ditto \n4,甲,弯曲,\n5,甲,剪切,同上\n")
    assert said(path) == [
        ("甲", "同上", "同上"), ("甲", "拉伸", "甲注"), ("甲", "同上", "甲注"),
        ("甲", "硬度", "甲注"), ("甲", "弯曲", ""), ("甲", "剪切", ""),
    ]  # fmt: skip


def test_reading_takes_no_memory_by_the_row(write: Write) -> None:
    path = write(TEXT + "".join(f"{i},甲所,第{i}项,{'注' * 50}\r\n" for i in range(30_000)))
    tracemalloc.start()
    assert sum(1 for _ in read_table(path, LAYOUT)) == 30_002
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 5_000_000
    assert peak < 8_000_000  # the chunks of the check for encoding, not the rows


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@given(st.text(st.characters(codec="utf-8", exclude_characters="机"), min_size=1))
def test_any_text_that_is_no_table_is_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_text(text, "utf-8", newline="")
    with pytest.raises(DataError, match=r"^any\.csv"):  # no such text has our header
        list(read_table(path, LAYOUT))


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1))
def test_what_csv_writes_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.csv"
    head = ["甲", "乙"]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *table])
    assert [entry.cells for entry in delimited.entries(path)] == [head, *table]


def test_the_encoding_of_a_large_file_is_judged_by_all_of_it(write: Write) -> None:
    path = write(b"a,b\n" * 300_000 + "甲,乙\n".encode("gb18030"))
    assert encoding_of(path) == "gb18030"


def sheet(path: Path, table: list[list[object]], *more: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for at, content in enumerate((table, *more)):
        page = book.worksheets[0] if at == 0 else book.create_sheet(f"more{at}")
        for line in content:
            page.append(line)
    book.save(path)
    return path


def test_a_workbook_reads_like_a_csv_whatever_its_name(tmp_path: Path) -> None:
    table: list[list[object]] = [HEAD, [0, "甲所", "拉伸", "不测高温"], [1, "甲所", "硬度", "同上"]]
    path = sheet(tmp_path / "table.csv", table)
    assert said(path) == WANTED
    assert [row.locator for row in read_table(path, LAYOUT)] == ["table.csv:2", "table.csv:3"]


def test_a_merged_header_of_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for line in (["能力附表"], ["对象", "参数", None, "限制"], [None, "序号", "名称"], ["钢", 1.0, "拉伸"]):
        page.append(line)
    page.merge_cells("A1:D1")
    page.merge_cells("B2:C2")
    page.merge_cells("A2:A3")
    book.save(tmp_path / "merged.xlsx")
    layout = Layout("scope", ("对象", "参数 序号", "参数 名称", "限制"))
    assert said(tmp_path / "merged.xlsx", layout) == [("钢", "1", "拉伸", "")]


def test_every_sheet_with_the_header_is_read_and_the_others_are_reported(tmp_path: Path) -> None:
    told: list[str] = []
    more: tuple[list[list[object]], ...] = ([["封面"]], [HEAD, [0, "乙", "硬度", "/"]])
    path = sheet(tmp_path / "t.xlsx", [HEAD, [0, "甲", "拉伸", "/"]], *more)
    found = list(read_table(path, LAYOUT, report=lambda kind, detail: told.append(f"{kind} {detail}")))
    assert [row.locator for row in found] == ["t.xlsx#Sheet:2", "t.xlsx#more2:2"]
    assert [told[0].partition(":")[0]] == ["sheet without the table t.xlsx#more1"]


def test_a_workbook_without_the_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"t\.xlsx is not a table of scope"):
        list(read_table(sheet(tmp_path / "t.xlsx", [["a", "b"]]), LAYOUT))


def test_a_workbook_with_a_damaged_sheet_is_refused(tmp_path: Path) -> None:
    whole = sheet(tmp_path / "t.xlsx", [HEAD, [0, "甲", "拉伸", "/"]])
    torn = tmp_path / "torn.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(torn, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, content[: len(content) // 2] if "sheet1" in info.filename else content)
    with pytest.raises(DataError, match="is not a whole XLSX file"):
        list(read_table(torn, LAYOUT))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), ("1.0", "1.0"), (1.0, "1"), (0.1, "0.1"), (1e-07, "0.0000001"), (1e22, "1" + "0" * 22),
        (-3, "-3"), (True, "TRUE"), (date(2019, 5, 22), "2019-05-22"), (datetime(2019, 5, 22), "2019-05-22"),
        (datetime(2019, 5, 22, 8, 30), "2019-05-22 08:30:00"), (time(8, 30), "08:30:00"), ("=1+1", "=1+1"),
    ],
)  # fmt: skip
def test_cells_of_a_workbook_as_text(value: object, text: str) -> None:
    assert workbook.cell_text(value) == text


def test_a_formula_of_a_workbook_stays_as_written(tmp_path: Path) -> None:
    path = sheet(tmp_path / "t.xlsx", [HEAD, [0, "甲", "=SUM(1,2)", "/"]])
    assert said(path) == [("甲", "=SUM(1,2)", "/")]
