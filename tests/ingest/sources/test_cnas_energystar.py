"""CNAS laboratories for ENERGY STAR: the mess of the fixture, and the figures of the real files."""

from itertools import chain

import pytest

from tests.ingest.sources.reading import Drive, Reading, ends, fixture_of, real

NAME = "cnas-energystar"


@pytest.fixture
def small(drive: Drive) -> Reading:
    return drive(NAME, fixture_of(NAME))


@pytest.fixture
def whole(drive: Drive) -> Reading:
    return drive(NAME, real("cnas-scopes-2020"))


def test_register_numbers_are_repaired_and_joined(small: Reading) -> None:
    assert small.issues("register number repaired") == 2
    assert {a.id for a in small.of("Accreditation")} == {"cnas-l9101", "cnas-l9102"}
    assert "is not a register number such as CNAS L7029" in small.run.quarantined[0].reason


def test_a_laboratory_at_two_addresses_has_two_sites_and_no_site_of_its_scope(small: Reading) -> None:
    (laboratory,) = ends(small.one("Accreditation", number="L9102"), "HOLDS")
    assert sum(ends(site, "HAS_SITE") == [laboratory] for site in small.of("Site")) == 2
    scopes = {ends(s, "HOLDS")[0]: ends(s, "AT") for s in small.of("Scope")}
    assert scopes.pop(laboratory) == []
    assert [len(sites) for sites in scopes.values()] == [1]


def test_scope_of_the_fixture(small: Reading) -> None:
    assert small.run.table("scope") == {"read": 6, "accepted": 5, "repeated": 1, "quarantined": 0}
    method = small.one("TestMethod", verbatim="IES LM-79-08")
    assert method.properties["name_zh"] == "固态照明产品的电气和光度测量"
    whole, limited = small.one("Capability", item=["全部参数"]), small.one("Capability", item=["全项目"])
    assert (whole.properties["covers"], limited.properties["covers"]) == ("whole", "unknown")
    assert not ends(whole, "MEASURES")
    assert small.issues("row without a method") == 1


def test_a_persons_name_is_removed_and_counted(small: Reading) -> None:
    assert small.issues("personal data removed") == 1
    assert small.one("Capability", item=["全部参数"]).properties["note"] == "扩项, XY-0013473"
    said = chain(small.all(), small.run.issues.values(), small.run.quarantined)
    assert not [each for each in said if "黄某某" in str(each)]


def test_figures_of_the_real_files(whole: Reading) -> None:
    assert whole.run.table("institutions") == {"read": 21, "accepted": 21, "repeated": 0, "quarantined": 0}
    assert whole.run.table("scope") == {"read": 1_550, "accepted": 1_534, "repeated": 16, "quarantined": 0}
    assert whole.one("Accreditation", number="L7029").id == "cnas-l7029"
    assert whole.issues("register number repaired") == 21
    assert whole.issues("personal data removed") == 1
    assert len(whole.of("Capability")) == 1_534
    assert sum(len(c.properties["record"]) for c in whole.of("Capability")) == 1_550
