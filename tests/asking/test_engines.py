"""The search index and the graph answer alike: rows, totals, reasons, counts."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.asking import ask
from kg.asking.demand import demand
from kg.asking.match import match
from kg.asking.scope import check_scope
from kg.graph import Graph
from kg.search import Generations, build
from kg.settings import Settings

FACETS = ("region", "standard", "parameter", "product", "technique", "classification", "scheme", "kind", "activity")
TENSILE = {"standard": "GB/T 228.1-2021"}
QUESTIONS: list[dict[str, Any]] = [
    TENSILE,
    {"standard": "GB/T 228.1"},
    {"standard": "GB/T 228.1-2010", "match": "comparable", "by": "capability", "limit": 3},
    {"standard": "GB/T 228.1-2010", "validity": "any", "match": "current"},
    {"parameter": "抗拉强度", "range": "200~1200 kN", "by": "capability"},
    {"parameter": "抗拉强度", "range": "100 kN", "uncertainty": "1 %"},
    {"parameter": "抗拉强度", "range": "100 kN", "uncertainty": "0.4 %"},
    {"product": "环境试验设备", "activity": "calibration", "range": "50 ℃", "uncertainty": "0.35 ℃"},
    {
        "product": "环境试验设备",
        "activity": "calibration",
        "range": "50 %RH",
        "uncertainty": "2 %RH",
        "by": "capability",
    },
    {"parameter": "抗拉强度", "region": "云泽省", "kind": "laboratory", "scheme": ["CMA"]},
    {"parameter": "抗拉强度", "purpose": "court"},
    {"parameter": "抗拉强度", "available_to": "any"},
    {"product": "金属材料"},
    {"technique": "ICP-MS"},
    {"technique": "ICP-MS法"},
    {"technique": "电感耦合等离子体质谱"},
    {"classification": ["77.040"]},
    {"classification": ["ICS 77.040.10"], "by": "capability", "limit": 3, "range": "100 kN"},
    {"parameter": "抗拉强度", "classification": ["77.040.10"]},
    {"standard": "GB/T 230.1-2018", "classification": ["77.040"], "activity": "any"},
    {"parameter": "抗拉强度", "instrument": "电子万能试验机"},
    {"parameter": "抗拉强度", "instrument_kind": "Universal testing machine", "instrument_range": "200 kN"},
    {"parameter": "抗拉强度", "instrument_range": "400~700 kN", "instrument_access": "by-agreement"},
    {"product": "金属材料", "instrument_access": "open", "by": "capability"},
    {"product": "金属材料", "instrument_calibrated": True, "as_of": "2026-01-10", "validity": "any"},
    {"parameter": "抗拉强度", "instrument_calibrated": True},
    {"parameter": "微观形貌"},
    {"parameter": "断裂韧度"},
    {"standard": "GB/T 11170-2008", "parameter": "砷"},
    {"standard": "JJG 139-2014"},
    {"product": "标准测力仪", "activity": "calibration", "condition": ["环境温度 25 ℃"]},
    {"parameter": "力值", "activity": "calibration", "condition": ["temperature 10~20 ℃", "frequency 50 Hz"]},
    {"parameter": "力值", "activity": "calibration", "condition": ["5 ℃"], "by": "capability"},
    {"standard": "JJG 139-2014", "activity": "any", "where": "on-site"},
    {"standard": "ISO 9227:2017", "range": "35 ℃", "as_of": "2033-01-01"},
    {"standard": "GB/T 228.1-2021", "near": "30.5,114.3", "within_km": 100_000 / 10},
    {"standard": "GB/T 228.1-2021", "exclude": ["云泽省材料检测中心"]},
    {"parameter": "抗拉强度", "as_of": "2020-01-01"},
]


@pytest.fixture(scope="module")
def indexed(world: Graph, settings: Settings) -> Iterator[Graph]:
    generations = Generations(settings.home)
    build(generations, world, lambda *_: None)
    yield world
    shutil.rmtree(generations.folder)


@pytest.mark.parametrize("given", QUESTIONS, ids=str)
def test_the_index_answers_as_the_graph_does(indexed: Graph, settings: Settings, given: dict[str, Any]) -> None:
    asked = {"as_of": "2026-11-23", "facets": list(FACETS), **given}
    by_index = ask(indexed, settings, "who-can-test", asked)
    by_graph = ask(indexed, settings.model_copy(update={"search_index": False}), "who-can-test", asked)
    assert (by_index.meta.engine, by_graph.meta.engine) == ("index", "graph")
    assert by_index.items == by_graph.items
    assert by_index.unknown == by_graph.unknown
    assert (by_index.why, by_index.total, by_index.next) == (by_graph.why, by_graph.total, by_graph.next)
    assert by_index.facets == by_graph.facets


def test_pages_of_the_index_cover_every_item_once(indexed: Graph, settings: Settings) -> None:
    whole = ask(indexed, settings, "who-can-test", {"parameter": "抗拉强度", "by": "capability", "as_of": "2026-11-23"})
    seen, cursor = [], None
    while True:
        page = ask(indexed, settings, "who-can-test",
                   {"parameter": "抗拉强度", "by": "capability", "as_of": "2026-11-23", "limit": 2, "cursor": cursor})  # fmt: skip
        seen += page.items
        cursor = page.next
        if cursor is None:
            break
    assert seen == whole.items


def test_a_demand_and_a_scope_are_answered_alike(indexed: Graph, settings: Settings) -> None:
    plain = settings.model_copy(update={"search_index": False})
    entries = [{"id": "a", **TENSILE}, {"id": "b", "parameter": "抗拉强度", "range": "100 kN", "uncertainty": "0.4 %"},
               {"id": "c", "any_of": [{"id": "d", "technique": "ICP-MS"}, {"id": "e", "product": "金属材料"}]},
               {"id": "f", "parameter": "抗拉强度", "instrument_kind": "万能试验机", "instrument_range": "300 kN"},
               {"id": "h", "parameter": "抗拉强度", "classification": ["77.040"]}, {"id": "i", "classification": ["77.040.10"]},
               {"id": "g", "parameter": "力值", "activity": "calibration", "condition": ["ambient temperature 12 ℃"]}]  # fmt: skip
    wanted = demand({"requirements": entries, "candidates": 50}, date(2026, 11, 23))
    by_index, by_graph = match(indexed, settings, wanted), match(indexed, plain, wanted)
    items = [TENSILE, {"parameter": "抗拉强度", "range": "100 kN"}, {"classification": "77.040; 77.040.10"}]
    checked = [
        check_scope(indexed, each, "云泽省材料检测中心", items, date(2026, 11, 23)) for each in (settings, plain)
    ]
    for told in (by_index, by_graph, *checked):
        del told["meta"]["took_ms"]
    assert by_index == by_graph
    assert any(each["institutions"]["met"] for each in by_index["requirements"])
    assert checked[0] == checked[1]


def test_without_an_index_or_with_a_damaged_one_the_graph_answers(
    indexed: Graph, settings: Settings, tmp_path: Path
) -> None:
    """A copy is damaged: the files of the one in use are mapped into memory."""
    generations = Generations(tmp_path)
    shutil.copytree(Generations(settings.home).folder, generations.folder)
    number = generations.number()
    assert number is not None
    folder = generations.path(number)
    for file in folder.iterdir():
        if file.is_file() and file.name != "manifest.json":
            file.write_bytes(b"")
    afresh = settings.model_copy(update={"home": tmp_path})
    assert ask(indexed, afresh, "who-can-test", TENSILE).meta.engine == "graph"
