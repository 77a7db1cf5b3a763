"""A list of objects as JSON: what its rows are, and every wrong file told so in words that a person can act on."""

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.ingest.readers.jsonarray import objects
from kg.ingest.row import Row, RowError

TEXT = '[{"id": 1, "value": "20 ºC", "unit": {"label": null}},\n {"id": 2, "value": "乙", "unit": {"label": "K"}}]\n'


def read(folder: Path, content: str | bytes) -> list[Row]:
    path = folder / "list.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(objects(path, "term", ("id", "value"), "mine", key="id"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_object_is_a_row_with_a_cell_for_each_value_in_it(tmp_path: Path, encoding: str) -> None:
    rows = read(tmp_path, TEXT.encode(encoding))
    assert [dict(row.cells) for row in rows] == [
        {"id": "1", "value": "20 ºC", "unit.label": ""},
        {"id": "2", "value": "乙", "unit.label": "K"},
    ]
    assert [row.locator for row in rows] == ["list.json:1", "list.json:2"]
    assert {row.key for row in rows} == {"id"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (TEXT.rstrip()[:-1], "is no JSON at line 2, column 49: Expecting ',' delimiter. Is the file whole?"),
        (TEXT[:30], "Is the file whole?"),
        (TEXT.replace('"id": 2,', '"id": 2'), "is no JSON at line 2, column 11: Expecting ',' delimiter."),
        (TEXT.encode("latin-1", "replace"), "is not UTF-8"),
        (TEXT.encode("gb18030"), "is not UTF-8"),
        ("", "is empty"),
        ("[]", "no list of objects"),
        ('{"id": 1, "value": "one"}', 'no list of objects: it begins \'{"id": 1'),
        ('[{"id": 1, "valve": "one"}]', "its first row lacks 'value' Did you mean 'valve'?"),
        ("[[1, 2]]", "its first row lacks 'id'"),
        ("[" * 200_000, "nested too deep"),
        (b"\x89PNG" + bytes(range(256)), "a picture"),
    ],
)
def test_a_file_that_is_no_such_list_is_told_so(tmp_path: Path, content: str | bytes, words: str) -> None:
    with pytest.raises(DataError) as caught:
        read(tmp_path, content)
    assert words in str(caught.value)
    assert str(caught.value).startswith("list.json ")


def test_a_file_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no file"):
        list(objects(tmp_path / "none.json", "term", ("id",), "mine"))


def test_what_is_no_object_as_expected_is_refused_alone(tmp_path: Path) -> None:
    good, *others = read(tmp_path, '[{"id": 1, "value": "one"}, 7, {"id": 3}, null]')
    good.check()
    for row, reason in zip(others, ("no JSON object", "an object without 'value'", "no JSON object"), strict=True):
        with pytest.raises(RowError, match=reason):
            row.check()
