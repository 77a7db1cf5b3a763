"""Places: two regions of one name, an institution of several sites whose rows name none, one without any."""

from pathlib import Path

import pytest

from kg.asking import Answer, ask
from kg.graph import Graph
from kg.ingest.ingest import Request, ingest
from kg.ingest.registry import source
from kg.settings import Settings

TABLES = {
    "region.csv": "code,name_zh,name_en,level,part_of\nP1,东省,East,province,\nP2,西省,West,province,\n"
    "P1-N,北区,,county,东省\nP2-N,北区,,county,西省\n",
    "institution.csv": "id,name_zh,kind\nA,甲所,laboratory\nB,乙所,laboratory\nC,丙所,laboratory\n",
    "site.csv": "institution,name_zh,address,region\nA,东部,东省一路,东省\nA,西部,西省一路,西省\nB,本部,东省二路,东省\n",
    "capability.csv": "id,institution,activity,parameter,method,valid_from,valid_to,site\n"
    "A1,A,testing,硬度,GB/T 1-2020,2026-01-01,2030-01-01,\n"
    "A2,A,testing,强度,GB/T 1-2020,2026-01-01,2030-01-01,东部\n"
    "B1,B,testing,硬度,GB/T 1-2020,2026-01-01,2030-01-01,\n"
    "C1,C,testing,硬度,GB/T 2-2020,2026-01-01,2030-01-01,\n",
}


@pytest.fixture(scope="module")
def here(empty_graph: Graph, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder: Path = tmp_path_factory.mktemp("places")
    for name, text in TABLES.items():
        (folder / name).write_text(text, "utf-8")
    ingest(empty_graph, settings, Request(source("table"), folder))
    return empty_graph


def asked(graph: Graph, settings: Settings, name: str, **given: object) -> Answer:
    return ask(graph, settings, name, {"as_of": "2026-06-01", **given})


def who(items: list[dict[str, dict[str, str]]]) -> list[str]:
    return sorted(item["institution"]["name_zh"] for item in items)


def test_a_row_without_a_site_of_a_body_with_several_is_of_unknown_place(here: Graph, settings: Settings) -> None:
    found = asked(here, settings, "who-can-test", parameter="硬度", region="东省")
    assert (who(found.items), who(found.unknown)) == (["乙所"], ["丙所", "甲所"])
    assert {r["status"] for item in found.unknown for r in item["reasons"] if r["constraint"] == "region"} == {
        "unknown"
    }


def test_elsewhere_only_the_unknown_ones_remain(here: Graph, settings: Settings) -> None:
    found = asked(here, settings, "who-can-test", parameter="硬度", region="西省")
    assert (found.why.kind, found.why.left_out, who(found.unknown)) == ("unknown-only", {"region": 1}, ["丙所", "甲所"])


def test_coverage_counts_an_unknown_place_nowhere(here: Graph, settings: Settings) -> None:
    east = asked(here, settings, "coverage", standards=["GB/T 1-2020"], region="东省")
    assert (east.items[0]["institutions"], east.items[0]["capabilities"]) == (2, 2)
    assert "1 of unknown validity or place, not counted" in east.why.words_en
    whole = asked(here, settings, "coverage", standards=["GB/T 1-2020"]).items[0]
    assert (whole["institutions"], whole["capabilities"]) == (2, 3)
    assert {(r["name"], r["institutions"]) for r in whole["by_region"]} == {("东省", 2), (None, 1)}


def test_nobody_is_alone_where_another_has_the_same(here: Graph, settings: Settings) -> None:
    assert asked(here, settings, "sole-providers", region="东省").items == []


def test_a_name_of_two_regions_lists_both(here: Graph, settings: Settings) -> None:
    found = asked(here, settings, "who-can-test", parameter="硬度", region="北区")
    assert (found.why.kind, found.items) == ("ambiguous", [])
    assert {thing["name"] for thing in found.why.near} == {"东省北区", "西省北区"}
    assert "东省北区" in found.why.words_en
    by_code = asked(here, settings, "who-can-test", parameter="硬度", region="P1-N")
    assert by_code.why.kind != "ambiguous"
