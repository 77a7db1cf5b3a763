"""Mapping files: what they say is checked before the table is read, and errors name the key."""

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.ingest.mapping import load_mapping

GOOD = """entity = "capability"
[columns]
institution = "机构"
activity = "类别"
method = ["标准号", "标准名"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "map.toml"
    path.write_text(text, "utf-8")
    return path


def test_columns_are_renamed_joined_translated_and_filled(tmp_path: Path) -> None:
    mapping = load_mapping(
        written(tmp_path, GOOD + '[constants]\nwhere = "permanent"\n[values.activity]\n"做实验" = "testing"\n')
    )
    row = {"机构": "甲", "类别": " 做实验 ", "标准号": "GB/T 230.1-2018", "标准名": "洛氏硬度", "序": "1"}
    assert mapping.apply(row) == {
        "序": "1",
        "institution": "甲",
        "activity": "testing",
        "method": "GB/T 230.1-2018 洛氏硬度",
        "where": "permanent",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("entity = \n", "no TOML"),
        ('entity = "capabilty"\n', "entity 'capabilty' is no table. Did you mean 'capability'?"),
        ("header_row = 2\n", "entity is missing"),
        ('entiti = "capability"\n', "no key 'entiti'. Did you mean 'entity'?"),
        (GOOD + 'methd = "x"\n', "columns.methd: there is no column 'methd'. Did you mean 'method'?"),
        (GOOD + "site = 3\n", "columns.site is the name of a column"),
        (
            'entity = "capability"\n[columns]\ninstitution = "机构"\n',
            "needs 'activity': give columns.activity",
        ),
        (GOOD + '[constants]\ninstitution = "甲"\n', "constants.institution and columns.institution both"),
        (GOOD + '[values.activity]\n"做" = "tasting"\n', "becomes 'tasting', which is none of"),
        (GOOD + '[values]\nactivity = "testing"\n', "values.activity is a section"),
        ("header_row = 0\n" + GOOD, "header_row is a row number"),
        ('encoding = "utf-9"\n' + GOOD, "encoding 'utf-9' is not known"),
    ],
)
def test_a_wrong_mapping_names_its_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        load_mapping(written(tmp_path, text))
    assert message in str(caught.value)


def test_a_header_that_lacks_a_mapped_column_names_the_key(tmp_path: Path) -> None:
    mapping = load_mapping(written(tmp_path, GOOD))
    with pytest.raises(DataError, match=r"columns.activity names '类别', which row 1 of t.csv lacks"):
        mapping.check_header(Path("t.csv"), ["机构", "类", "标准号", "标准名"])


def test_a_missing_mapping_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no mapping file"):
        load_mapping(tmp_path / "nowhere.toml")
