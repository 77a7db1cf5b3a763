"""The sample world: read whole, every state of a certificate in it, loaded once and not again."""

from datetime import date
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.ingest.ingest import Request, Summary, ingest
from kg.ingest.sources.table import TABLE
from kg.settings import Settings
from tests.ingest.sources.tables import Reading, reading

SAMPLE = Path(__file__).parents[3] / "examples" / "sample"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return reading(SAMPLE, tmp_path_factory.mktemp("sample"))


def test_the_sample_world_is_read_whole(sample: Reading) -> None:
    assert sample.refused == []
    assert sample.run.total() == {"read": 418, "accepted": 418, "repeated": 0, "quarantined": 0}
    assert len(sample.all("Capability")) == 310
    assert sample.run.issues == {}


def test_a_row_hangs_on_what_its_cells_name(sample: Reading) -> None:
    first = next(r for r in sample.all("Capability") if r.id == "mine-yz-mtc-001")
    assert [r.properties["name_en"] for r in sample.linked(first, "OFFERS")] == ["Yunze Materials Testing Centre"]
    assert [r.properties["name_zh"] for r in sample.linked(first, "MEASURES")] == ["抗拉强度"]
    assert [r.properties["identifier"] for r in sample.linked(first, "PERFORMED_WITH")] == [["MTC-001"]]
    (site,) = sample.linked(first, "AT")
    assert [r.properties["code"] for r in sample.linked(site, "LOCATED_IN")] == ["YZ-01"]
    (scope,) = sample.linked(first, "COVERS")
    (accreditation,) = sample.linked(scope, "HAS_SCOPE")
    assert accreditation.id == "mine-cnas-yz-l0001"
    assert accreditation.properties["valid_to"] == date(2032, 3, 15)
    assert [r.id for r in sample.linked(accreditation, "GRANTED_BY")] == ["cnas"]
    assert sample.linked(accreditation, "HOLDS") == sample.linked(scope, "HOLDS") == sample.linked(first, "OFFERS")
    (method,) = sample.linked(first, "USES")
    assert [r.id for r in sample.linked(method, "DEFINED_BY")] == ["gb-228.1-2021"]


def test_sites_of_one_name_are_told_apart_by_their_institution(sample: Reading) -> None:
    laboratories = [r for r in sample.all("Site") if r.properties["name_zh"] == "实验室"]
    assert len(laboratories) == 3
    for capability in sample.all("Capability"):
        for site in sample.linked(capability, "AT"):
            assert sample.linked(site, "HAS_SITE") == sample.linked(capability, "OFFERS")


def test_every_state_of_a_certificate_is_in_the_sample(sample: Reading) -> None:
    found = {r.properties["number"]: r.properties for r in sample.all("Accreditation")}
    assert found["YZ-L0006"]["status"] == "suspended"
    assert found["YZ-CMA-002"]["valid_to"] == date(2025, 9, 9)
    assert found["YZ-CMA-004"]["valid_to"] == date(2026, 12, 31)
    assert {properties["legal_kind"] for properties in found.values()} == {
        "accreditation", "licence", "metrology-authorisation",
    }  # fmt: skip


@pytest.fixture(scope="module")
def loaded(empty_graph: Graph, settings: Settings) -> tuple[Graph, Summary, Summary]:
    request = Request(TABLE, SAMPLE, observed_on=date(2026, 11, 1))
    return empty_graph, ingest(empty_graph, settings, request), ingest(empty_graph, settings, request)


def test_the_sample_world_loads_and_again_writes_nothing(loaded: tuple[Graph, Summary, Summary]) -> None:
    graph, first, again = loaded
    assert first.source == "table:sample"
    assert first.records["Capability"] == {"created": 310, "updated": 0, "unchanged": 0, "ended": 0}
    for counts in again.records.values():
        assert (counts["created"], counts["updated"], counts["ended"]) == (0, 0, 0)
    (found,) = graph.read(
        """
        MATCH (c:Capability)-[:USES]->(:TestMethod)-[:DEFINED_BY]->(:StandardEdition {id: $id})
        MATCH (i:Institution)-[:OFFERS]->(c)
        MATCH (c)<-[:COVERS]-(:Scope)<-[:HAS_SCOPE]-(a:Accreditation)<-[:HOLDS]-(i)
        RETURN collect(DISTINCT i.name_zh) AS names LIMIT 1
        """,
        {"id": "gb-228.1-2021"},
    )
    assert len(found["names"]) == 2
    assert {"云泽省材料检测中心", "岚浦重工集团理化实验室"} == set(found["names"])
