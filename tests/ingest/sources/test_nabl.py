"""NABL: the mess of the fixture, and the figures of the real folder."""

from collections import Counter
from pathlib import Path

import pytest

from kg.errors import DataError
from tests.ingest.sources.reading import Drive, Reading, ends, fixture_of, real, rows_of

NAME = "nabl"
FIRST = "EXAMPLE TEST HOUSE PVT. LTD..csv"


@pytest.fixture
def small(drive: Drive) -> Reading:
    return drive(NAME, fixture_of(NAME))


@pytest.fixture
def whole(drive: Drive) -> Reading:
    return drive(NAME, real("nabl-scopes", "raw_csvs"))


def test_rows_of_the_fixture(small: Reading) -> None:
    assert small.run.total() == {"read": 13, "accepted": 10, "repeated": 2, "quarantined": 1}
    (odd,) = small.run.quarantined
    assert (odd.row, odd.reason) == (17, "its first cell is no number")
    assert small.issues("numbers left out") == 1
    assert small.run.issues["file without rows"].examples == ["EXAMPLE TEST HOUSE PRIVATE LIMITED_1.csv"]
    assert small.issues("row without a method") == 1


def test_sections_say_where(small: Reading) -> None:
    several = small.one("Capability", where=["on-site", "permanent"])
    assert several.properties["record"] == [f"{FIRST}:{row}" for row in (5, 6, 11)]
    found = Counter(tuple(c.properties["where"]) for c in small.of("Capability"))
    assert found[("mobile",)] == found[("unknown",)] == found[("on-site",)] == 1
    assert small.run.issues["unlisted section"].examples == ["Roadside Facility"]


def test_a_row_of_several_standards_is_one_capability(small: Reading) -> None:
    several = small.one("Capability", item=["Bending Test"])
    assert len(ends(several, "USES")) == 2


def test_what_is_excluded_is_a_restriction_unread(small: Reading) -> None:
    (limit,) = small.of("Restriction")
    words = (limit.properties["verbatim"], limit.properties["read"])
    assert words == ("Construction (Excluding clause 25.14)", False)


def test_each_file_is_a_laboratory_and_same_names_are_candidates(small: Reading) -> None:
    assert len(small.of("Institution")) == len(small.of("Accreditation")) == 4
    assert not any("number" in a.properties for a in small.of("Accreditation"))
    links = [link for i in small.of("Institution") for link in i.links if link.relation == "SAME_AS"]
    assert len(links) == 3
    assert {dict(link.properties)["reviewed"] for link in links} == {False}
    assert {dict(link.properties)["score"] for link in links} == {1.0}
    assert all(ends(site, "LOCATED_IN") == ["in"] for site in small.of("Site"))


def test_another_table_in_the_folder_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(DataError, match=r"other\.csv is not a NABL scope of testing.*found: 'a', 'b'"):
        list(rows_of(NAME, tmp_path))


def test_a_folder_without_tables_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is no folder with CSV files"):
        list(rows_of(NAME, tmp_path))


def test_figures_of_the_real_folder(whole: Reading) -> None:
    assert whole.run.total() == {"read": 25_417, "accepted": 24_270, "repeated": 1_147, "quarantined": 0}
    assert whole.issues("file without rows") == 9
    assert "unlisted section" not in whole.run.issues
    capabilities = whole.of("Capability")
    files = {place.rpartition(":")[0] for c in capabilities for place in c.properties["record"]}
    assert len(files) == 61
    assert sum(len(c.properties["record"]) for c in capabilities) == 25_417
    assert {
        "WABTEC LAB (WABTEC INDIA INDUSTRIAL PRIVATE LIMITED).csv",
        "YATHVA ENERGY SOLUTIONS PVT LTD.csv",
    } <= files
    assert len(whole.of("Accreditation")) == len(whole.of("Institution")) == 70
    assert not any("valid_from" in c.properties or "valid_to" in c.properties for c in capabilities)


def test_rows_of_several_standards_stay_one(whole: Reading) -> None:
    work = {m.id: (ends(m, "DEFINED_BY") or [m.id])[0] for m in whole.of("TestMethod")}
    several = [c for c in whole.of("Capability") if len({work[m] for m in ends(c, "USES")}) > 1]
    assert 4_000 < sum(len(c.properties["record"]) for c in several) < 5_500


def test_same_names_of_the_real_folder_are_candidates(whole: Reading) -> None:
    named = {i.id: i.properties["name_en"] for i in whole.of("Institution")}
    pairs = {
        frozenset((named[i.id], named[link.id]))
        for i in whole.of("Institution") for link in i.links if link.relation == "SAME_AS"
    }  # fmt: skip
    assert frozenset(("YATHVA ENERGY SOLUTIONS PRIVATE LIMITED", "YATHVA ENERGY SOLUTIONS PVT LTD")) in pairs
    assert frozenset(("METER TESTING LABORATORY UHBVN", "METER TESTING LABORATORY, UHBVN")) in pairs
    assert frozenset(("QUALITEK LABS LIMITED",)) in pairs  # two files of one name
    assert not any("VIMTA" in str(pair) and "TARANG" in str(pair) for pair in pairs)
