"""The source ``table``: our headers, two languages, names across tables, and all that can be wrong."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from kg.errors import DataError, UsageError
from kg.ingest.ingest import Request
from kg.ingest.places import Gazetteer, Place
from kg.ingest.row import Row
from kg.ingest.run import Run
from kg.ingest.source import Source
from kg.ingest.sources.table import TABLE
from kg.ingest.spool import Spool
from kg.schema.core import IRI, TEXT, EntityType
from kg.schema.derive.table import Column, columns, header, tabled
from kg.settings import Settings
from tests.ingest.sources.tables import Reading, reading

OWN = Path(__file__).parents[3] / "examples" / "own-headers"

Read = Callable[..., Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return partial(reading, folder=tmp_path)


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str, name: str = "capability.csv", encoding: str = "utf-8") -> Path:
        folder = tmp_path / "tables"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(text.encode(encoding))
        return folder / name

    return write


HEADER = "id,institution,activity,parameter,method,valid_from,valid_to,status\n"


def test_restrictions_are_read_with_the_standards_they_name(read: Read, table: Callable[..., Path]) -> None:
    path = table("institution,activity,parameter,method,restriction,note\n甲,检测,硬度,GB/T 230.1-2018,"
                 "仅限 GB/T 230.1-2018 的 HRC,借用工厂设备\n")  # fmt: skip
    mine = read(path)
    restriction = mine.one("Restriction")
    assert restriction.properties["verbatim"] == "仅限 GB/T 230.1-2018 的 HRC"
    assert (restriction.properties["read"], restriction.properties["terms"]) == (True, ["HRC"])
    assert restriction.properties["applies_to"] == ["GB/T 230.1-2018"]
    assert mine.linked(restriction, "RESTRICTED_BY") == mine.all("Capability")
    assert mine.one("Capability").properties["performed_by"] == "customer-equipment"


def test_a_lone_table_states_what_its_cells_name(read: Read, table: Callable[..., Path]) -> None:
    path = table("institution,accreditation,site,activity,parameter,method\n"
                 "甲检测中心 | Lab A,CNAS L99999,东,testing,强度,GB/T 228.1-2021; ISO 6892-1\n")  # fmt: skip
    mine = read(path)
    assert mine.one("Institution", name_zh="甲检测中心", name_en="Lab A", kind="unknown")
    assert mine.one("Accreditation", scheme="CNAS", number="L99999", legal_kind="unknown")
    assert mine.linked(mine.one("Site", name_zh="东"), "HAS_SITE") == mine.all("Institution")
    cited = {r.id for method in mine.all("TestMethod") for r in mine.linked(method, "DEFINED_BY")}
    assert cited == {"gb-228.1-2021", "iso-6892-1"}
    assert mine.dangling == []


def test_the_same_words_make_the_same_ids_and_a_new_column_moves_none(read: Read, table: Callable[..., Path]) -> None:
    lone = "institution,activity,parameter{0}\n甲,testing,硬度{1}\n"
    first = read(table(lone.format("", ""))).all("Capability")
    again = read(table(lone.format(",note", ","))).all("Capability")
    assert [r.id for r in first] == [r.id for r in again]


@pytest.mark.parametrize("written", ["2026-03-01", "2026/3/1", "2026年3月1日", "2026.03.01"])
def test_days_as_people_write_them(read: Read, table: Callable[..., Path], written: str) -> None:
    mine = read(table(f"{HEADER}1,甲,testing,硬度,GB/T 230.1-2018,{written},,\n"))
    assert mine.one("Capability").properties["valid_from"] == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("1,甲,testing,硬度,,2026-02-30,,", "valid_from", "no day of the calendar"),
        ("1,甲,testing,硬度,,长期,,", "valid_from", "write it like"),
        ("1,甲,testing,硬度,,2026-03-01,2025-03-01,", "valid_to", "lies before"),
        ("1,甲,tasting,硬度,,,,", "activity", "Did you mean 'testing'?"),
        ("1,,testing,硬度,,,,", "institution", "is empty"),
        ("1,甲,testing,硬度", "row length", "4 cells, where the header has 8"),
        ("1,甲,testing,硬度,,,,,more", "row length", "9 cells"),
        ("1,同上,testing,硬度,,,,", "institution", "nothing stands above"),
        (f"1,甲,testing,{'x' * 10_000_000},,,,", "parameter", "at most"),
    ],
)
def test_a_wrong_row_is_refused_whole_with_its_column(
    read: Read, table: Callable[..., Path], row: str, column: str, reason: str
) -> None:
    mine = read(table(f"{HEADER}{row}\n2,甲,testing,硬度,,,,\n"))
    ((number, field, why),) = mine.refused
    assert (number, field) == (2, column)
    assert reason in why
    assert len(mine.all("Capability")) == 1


def test_an_id_used_twice_is_refused_and_an_equal_row_is_repeated(read: Read, table: Callable[..., Path]) -> None:
    mine = read(table(f"{HEADER}1,甲,testing,硬度,,,,\n1,甲,testing,强度,,,,\n1,甲,testing,硬度,,,,\n"))
    assert [(row, column) for row, column, _ in mine.refused] == [(3, "id")]
    assert mine.run.total()["repeated"] == 1
    assert mine.one("Capability").properties["record"] == ["capability.csv:2", "capability.csv:4"]


def test_a_word_that_is_not_listed_is_an_issue_and_unknown(read: Read, table: Callable[..., Path]) -> None:
    mine = read(table(f"{HEADER}1,甲,检测,硬度,,,,怪\n2,甲,检测,强度,,,,暂停\n"))
    assert [r.properties["status"] for r in mine.all("Capability")] == ["unknown", "suspended"]
    assert mine.run.issues["unlisted status"].examples == ["capability.csv:2: 怪"]


def test_cells_that_look_like_formulas_are_text(read: Read, table: Callable[..., Path]) -> None:
    mine = read(table(f"{HEADER}1,=1+1,testing,@SUM(A1),+GB/T 230.1-2018,,,\n"))
    assert mine.one("Institution").properties["name_en"] == "=1+1"
    assert mine.one("Parameter").properties["name_en"] == "@SUM(A1)"


def test_a_name_that_no_table_beside_has_is_refused_with_the_nearest(read: Read, table: Callable[..., Path]) -> None:
    table("id,name_zh,kind\nA1,甲检测中心,laboratory\n", "institution.csv")
    path = table(f"{HEADER}1,甲检测中，,testing,硬度,,,,\n2,a1,testing,硬度,,,,\n")
    mine = read(path.parent)
    ((row, column, reason),) = mine.refused
    assert (row, column) == (2, "institution")
    assert "no Institution '甲检测中，'" in reason
    assert "Did you mean '甲检测中心'?" in reason


def test_what_belongs_to_another_institution_cannot_be_named(read: Read, table: Callable[..., Path]) -> None:
    table("id,name_zh,kind\nA,甲,laboratory\nB,乙,laboratory\n", "institution.csv")
    table("institution,scheme,legal_kind,number\nA,CNAS,认可,L1\n", "accreditation.csv")
    path = table("institution,accreditation,activity,parameter\nB,L1,testing,硬度\nA,L1,testing,硬度\n")
    ((row, column, reason),) = read(path.parent).refused
    assert (row, column) == (2, "accreditation")
    assert "belongs to another institution" in reason


def test_a_certificate_of_two_institutions_has_a_scope_for_each(read: Read, table: Callable[..., Path]) -> None:
    table("id,name_zh,kind\nA,甲,laboratory\nB,乙,laboratory\n", "institution.csv")
    table("institution,scheme,legal_kind,number\nA; B,CNAS,认可,L1\n", "accreditation.csv")
    path = table("institution,accreditation,activity,parameter\nB,L1,testing,硬度\nA,L1,testing,硬度\n")
    mine = read(path.parent)
    assert len(mine.all("Accreditation")) == 1
    for capability in mine.all("Capability"):
        (scope,) = mine.linked(capability, "COVERS")
        assert mine.linked(scope, "HOLDS") == mine.linked(capability, "OFFERS")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("capability.csv", b"", "is empty"),
        ("capability.csv", b"\x89PNG\r\n\x1a\n", "picture"),
        ("capability.csv", b"id,institution\x00,activity\n", "NUL"),
        ("capability.csv", b"id,institution,activty\n1,A,testing\n", "Did you mean 'activity'?"),
        ("capability.csv", b"id,institution\n1,A\n", "needs a column 'activity'"),
        ("capability.csv", b"id,institution,activity,id\n1,A,testing,1\n", "'id' twice"),
        ("capability.csv", b'institution,activity,note\nA,testing,"cut off', "cut off"),
        ("my.csv", b"name_zh,name_en\n\xe7\xa2\xb3,Carbon\n", "fit several tables"),
        ("my.csv", b"a,b,c\n1,2,3\n", "no header of ours"),
        ("my.xlsx", b"not a workbook", "not an .xlsx workbook"),
    ],
)  # fmt: skip
def test_a_file_of_the_wrong_kind_is_told_by_its_first_row(
    read: Read, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=reason):
        read(tmp_path / name)


def test_a_folder_without_tables_is_told_so(read: Read, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    with pytest.raises(DataError, match="holds no table"):
        read(tmp_path / "notes")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(read: Read, table: Callable[..., Path], encoding: str) -> None:
    mine = read(table(f"{HEADER}1,甲检测中心,testing,抗拉强度,,,,\n", encoding=encoding))
    assert mine.one("Institution").properties["name_zh"] == "甲检测中心"


def test_a_workbook_is_read_like_a_csv(read: Read, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["institution", "name_zh", "address", "lat", "lon"])
    sheet.append(["甲", "东区", "虚构路1号", 30.5, 115])
    sheet.append(["同上", "西区", "虚构路2号"])
    book.save(tmp_path / "site.xlsx")
    mine = read(tmp_path / "site.xlsx")
    assert mine.refused == []
    assert mine.one("Site", name_zh="东区").properties["lon"] == 115.0
    assert "lat" not in mine.one("Site", name_zh="西区").properties
    assert len(mine.all("Institution")) == 1


def test_latitudes_have_bounds(read: Read, table: Callable[..., Path]) -> None:
    path = table("institution,name_zh,lat,lon\n甲,东区,115.0,30.5\n甲,西区,北纬30度,115\n", "site.csv")
    assert [(row, column) for row, column, _ in read(path).refused] == [(2, "lat"), (3, "lat")]


def test_a_site_without_a_region_is_located_by_its_address(read: Read, table: Callable[..., Path]) -> None:
    places = [Place("cn-42", "42", "province", "湖北省", "Hubei", None)]
    path = table("institution,name_zh,address,region\n甲,东,湖北省虚构路1号,\n甲,西,,湖北\n甲,南,,无此地\n", "site.csv")
    mine = read(path, places=Gazetteer(places))
    located = {r.properties["name_zh"]: [k.id for k in r.links if k.relation == "LOCATED_IN"] for r in mine.all("Site")}
    assert located == {"东": ["cn-42"], "西": ["cn-42"], "南": []}
    assert mine.run.issues["region not known"].examples == ["site.csv:4: 无此地"]


def test_persons_are_not_kept(read: Read, table: Callable[..., Path]) -> None:
    path = table("institution,name_zh,booking\n甲,天平,预约电话：13800000000\n", "instrument.csv")
    mine = read(path)
    assert "13800000000" not in str(mine.one("Instrument").properties)
    assert mine.run.issues["personal data removed"].count >= 1


def test_an_owners_own_table_by_its_mapping(read: Read) -> None:
    mine = read(OWN / "scope-list.csv", mapping=str(OWN / "mapping.toml"))
    assert mine.refused == []
    assert mine.run.issues == {}
    assert len(mine.all("Capability")) == 5
    assert {r.properties["valid_from"] for r in mine.all("Capability")} == {date(2026, 3, 1)}
    assert [r.properties["status"] for r in mine.all("Capability")] == [
        *["active"] * 3,
        "suspended",
        "active",
    ]
    assert {r.properties["name_zh"] for r in mine.all("Product")} == {
        "焊接接头",
        "金属材料",
    }  # 同上 is what stands above
    assert mine.one("TestMethod", in_house_code="LPWJ-WI-012-2025")
    assert len(mine.all("Restriction")) == 2
    bend = mine.one("TestMethod", verbatim="GB/T 2653-2008")
    assert bend.properties["name_zh"] == "焊接接头弯曲试验方法"


def test_another_source_takes_no_mapping(settings: Settings) -> None:
    other = Source(**{**vars(TABLE), "name": "other", "options": ()})
    with pytest.raises(UsageError, match="'other' takes no mapping"):
        Request(other, OWN, options={"mapping": str(settings.home / "map.toml")})


_ODD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "",
            "同上",
            "GB/T 228.1-2021; ISO 6892-1",
            "甲 | A",
            " | ",
            ";",
            "1e999",
            "nan",
            "测",
            "CN",
            "\n",
            ".",
        ]
    ),
)
_PLAUSIBLE = {
    date: ["2026-03-01"],
    bool: ["是", "no"],
    float: ["1", "-2.5"],
    int: ["2021"],
    str: ["甲", "A-1", "GB/T 1-2021"],
}


def _cell(column: Column) -> st.SearchStrategy[str]:
    type = column.property.type if column.property else TEXT
    plausible = ["https://qudt.org/x"] if type is IRI else list(type.choices) or _PLAUSIBLE[type.python]
    return st.one_of(st.sampled_from(plausible), st.sampled_from(plausible), st.sampled_from(plausible), _ODD)


@pytest.mark.parametrize("entity", tabled(), ids=lambda entity: entity.slug)
@given(data=st.data())
@hypothesis.settings(max_examples=20, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
def test_any_row_is_read_or_refused_with_its_column(entity: EntityType, data: st.DataObject, tmp_path: Path) -> None:
    (tmp_path / f"{entity.slug}.csv").write_text(",".join(header(entity)) + "\n", "utf-8")
    spool = Spool(tmp_path / f"{uuid4()}.db")
    try:
        run = Run("test", "table:mine", spool)
        crawl = TABLE.crawl(run)
        assert list(crawl.rows(tmp_path / f"{entity.slug}.csv")) == []
        for number in range(3):
            cells = {column.name: data.draw(_cell(column), column.name) for column in columns(entity)}
            run.read(crawl, Row("f.csv", number, entity.slug, cells))
        total = run.total()
        assert total["read"] == total["accepted"] + total["repeated"] + total["quarantined"] == 3
        spool.settle()
        assert {name for name, _ in spool.targets()} == set()
    finally:
        spool.close()


def test_a_limit_of_0_is_kept_and_reported(read: Read, table: Callable[..., Path]) -> None:
    path = table("institution,activity,parameter,method,range_text\n甲,检测,铅,GB/T 5750.6-2023,检出限 0 mg/L\n")
    mine = read(path)
    limit = mine.one("Limit").properties
    assert (limit["role"], limit["value"], limit["verbatim"]) == ("detection", 0.0, "检出限 0 mg/L")
    assert mine.run.issues["limit of 0 or less"].count == 1
