"""CNAS reference material producers: the mess of the fixture, and the figures of the real files."""

import pytest

from tests.ingest.sources.reading import Drive, Reading, ends, fixture_of, real

NAME = "cnas-reference-materials"


@pytest.fixture
def small(drive: Drive) -> Reading:
    return drive(NAME, fixture_of(NAME))


@pytest.fixture
def whole(drive: Drive) -> Reading:
    return drive(NAME, real("cnas-scopes-2020"))


def test_rows_that_look_alike_stay_apart(small: Reading) -> None:
    assert small.run.table("scope") == {"read": 5, "accepted": 5, "repeated": 0, "quarantined": 0}
    alike = small.found("Capability", range_text="（1000-1000）µg/mL", uncertainty_text="（7-7）µg/mL(k=2)")
    assert [c.properties["record"] for c in alike] == [["rm_capabilities.csv:3"], ["rm_capabilities.csv:4"]]


def test_techniques_are_told_apart(small: Reading) -> None:
    steel = small.one("Capability", range_text="0.50-0.0010%")
    named = {t.id: t.properties.get("name_zh") or t.properties["name_en"] for t in small.of("Technique")}
    assert {named[id] for id in ends(steel, "BY_TECHNIQUE")} == {"光度法", "ICP-AES法", "AAS法"}
    assert len(ends(steel, "MEASURES")) == 1
    cited = small.one("Capability", range_text="10-100")
    assert not ends(cited, "BY_TECHNIQUE")
    assert len(ends(cited, "USES")) == 1


def test_status_is_looked_up_and_codes_are_kept(small: Reading) -> None:
    assert {c.properties["status"] for c in small.of("Capability")} == {"active", "unknown"}
    assert small.run.issues["unlisted status"].examples == ["rm_capabilities.csv:6: 暂缓"]
    assert small.issues("code of value assignment not read") == 5
    assert small.one("Capability", range_text="定性").properties["note"] == "定值方式：v2"


def test_figures_of_the_real_files(whole: Reading) -> None:
    assert whole.run.total() == {"read": 1_575, "accepted": 1_575, "repeated": 0, "quarantined": 0}
    capabilities = whole.of("Capability")
    assert len(capabilities) == 1_558
    assert len(whole.of("Institution")) == len(whole.of("Accreditation")) == 17
    assert all(c.properties["range_text"] and c.properties["uncertainty_text"] for c in capabilities)
    assert {c.properties["status"] for c in capabilities} == {"active"}
    assert {c.properties["activity"] for c in capabilities} == {"rm"}
