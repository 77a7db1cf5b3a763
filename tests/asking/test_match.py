"""Demands on the sample world: each requirement, the whole, the smallest set, the nearest misses; and scopes against items."""

from datetime import date
from typing import Any

import pytest

from kg.asking.answer import NAME_LENGTH, listed
from kg.asking.demand import demand
from kg.asking.match import match
from kg.asking.scope import check_scope
from kg.errors import NotFoundError, UsageError
from kg.graph import Graph
from kg.settings import Settings

DAY = date(2026, 11, 23)
TENSILE = {"standard": "GB/T 228.1-2021", "parameter": "抗拉强度"}
CENTRE = "云泽省材料检测中心"


def matched(graph: Graph, *requirements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return match(graph, Settings(), demand({"requirements": list(requirements), **more}, DAY))


def one(found: dict[str, Any]) -> dict[str, Any]:
    (item,) = found["requirements"]
    return dict(item)


def test_a_requirement_that_is_met_shows_by_whom_and_why(world: Graph) -> None:
    item = one(matched(world, {"id": "t", **TENSILE, "range": "100 kN", "uncertainty": "1 %"}))
    assert (item["id"], item["status"], item["institutions"]["met"]) == ("t", "met", 1)
    assert item["candidates"][0]["institution"]["name_zh"] == CENTRE
    assert {r["constraint"]: r["status"] for r in item["candidates"][0]["reasons"]}["uncertainty"] == "met"
    assert "misses" not in item


def test_the_nearest_miss_says_what_failed_by_how_much_and_what_relaxing_gives(world: Graph) -> None:
    item = one(matched(world, {**TENSILE, "range": "100 kN", "uncertainty": "0.4 %"}))
    assert (item["status"], item["candidates"]) == ("unmet", [])
    (failed,) = item["misses"][0]["failed"]
    assert (failed["constraint"], failed["status"], failed["gap"]) == ("uncertainty", "unmet", pytest.approx(2.0))
    assert {"constraint": "uncertainty", "institutions": 1} in item["relaxed"]


def test_of_those_that_ran_out_who_ran_out_last_comes_nearest(world: Graph) -> None:
    asked = {"parameter": "抗拉强度", "product": "金属材料", "available_to": "any"}
    found = match(world, Settings(), demand({"requirements": [asked]}, date(2040, 1, 1)))
    nearest = one(found)["misses"]
    assert [each["institution"]["id"] for each in nearest] == ["sample-yz-mtc", "sample-lp-hvy", "sample-zy-met"]
    assert [reason["constraint"] for each in nearest for reason in each["failed"]] == ["validity"] * 3


def test_an_interval_is_shared_only_where_the_demand_says_so(world: Graph) -> None:
    span = {"id": "t", **TENSILE, "range": "0.6~2000 kN"}
    whole = matched(world, span)
    assert whole["smallest"]["uncovered"] == ["t"]
    shared = matched(world, {**span, "divisible": True})
    divided = one(shared)["divided"]
    assert (divided["unit"], divided["gaps"]) == ("kN", [{"lo": 1000.0, "hi": 2000.0}])
    assert divided["pieces"][-1]["institutions"] == []
    assert shared["smallest"]["uncovered"] == ["t"]
    covered = matched(world, {**span, "range": "0.6~900 kN", "divisible": True})["smallest"]
    assert (covered["uncovered"], len(covered["institutions"])) == ([], 1)


def test_the_temperatures_that_no_laboratory_covers_alone(world: Graph) -> None:
    asked = {"id": "t", "parameter": "温度", "activity": "calibration", "range": "-196~1200 ℃"}
    assert matched(world, asked)["smallest"]["uncovered"] == ["t"]
    found = matched(world, {**asked, "divisible": True})
    assert one(found)["divided"]["gaps"] == []
    assert {each["institution"]["name_zh"] for each in found["smallest"]["institutions"]} == {
        "云泽省计量科学研究院", "墨岭精密校准有限公司",
    }  # fmt: skip


def test_the_fewest_institutions_that_cover_a_product(world: Graph) -> None:
    found = matched(
        world,
        {"id": "tensile", **TENSILE},
        {"id": "battery", "standard": "GB 38031-2020", "match": "standard"},
        {"id": "either", "any_of": [{"standard": "GB/T 99999-2020"}, {"parameter": "抗拉强度"}]},
        accept="partly",
    )
    smallest = found["smallest"]
    assert (smallest["exact"], smallest["uncovered"], smallest["at_least"]) == (True, [], 2)
    covered = {each["institution"]["name_zh"]: each["covers"] for each in smallest["institutions"]}
    assert covered[CENTRE] == ["either", "tensile"]
    assert found["whole"]["candidates"] == []


def test_none_of_turns_a_status_round(world: Graph) -> None:
    asked: list[dict[str, Any]] = [
        {"id": "t", **TENSILE},
        {"id": "not", "none_of": [{"standard": "GB/T 228.1-2021", "scheme": ["CNAS"]}]},
    ]
    found = matched(world, *asked)
    assert found["requirements"][1]["institutions"]["unmet"] >= 1
    assert CENTRE not in {each["institution"]["name_zh"] for each in found["whole"]["candidates"]}


def test_what_is_not_in_the_graph_is_said(world: Graph) -> None:
    item = one(matched(world, {"standard": "GB/T 99999-2020"}))
    assert (item["status"], item["why"]["kind"], item["candidates"]) == ("unmet", "not-in-graph", [])


def test_a_name_as_long_as_a_paragraph_is_told_by_its_beginning() -> None:
    told = listed([{"name": "perfluorinated " * 20}, {"name": "lead"}])
    assert told.endswith("…, lead")
    assert len(told) <= NAME_LENGTH + len(", lead")


@pytest.mark.parametrize(("said", "told"), [
    ({}, "at least one requirement"), ({"requirements": []}, "at least one requirement"), ({"requirements": [{}]}, "requirement 1: say at least"),
    ({"requirements": [TENSILE] * 51}, "at most 50"),
    ({"requirements": [{**TENSILE, "id": "a"}] * 2}, "requirement 1 and requirement 2 have one id, 'a'"),
    ({"requirements": [{"any_of": [{**TENSILE, "id": "a"}]}, {**TENSILE, "id": "a"}]}, "requirement 1, any_of 1 and requirement 2 have"),
    ({"requirements": [{**TENSILE, "id": "r2"}, TENSILE]}, "have one id, 'r2'"),
    ({"requirements": [{**TENSILE, "divisible": True}]}, "it has none"), ({"requirements": [{**TENSILE, "limit": 3}]}, "not a requirement's to say"),
    ({"requirements": [{**TENSILE, "facets": ["region"]}]}, "'facets' is not a requirement's to say"),
    ({"requirements": [{"any_of": []}]}, "list of requirements"), ({"requirements": [{"any_of": [TENSILE], "standard": "x"}]}, "stands alone"),
    ({"requirements": [TENSILE], "acept": "met"}, "Did you mean 'accept'"), ({"requirements": [TENSILE], "accept": "no"}, "accept is"),
    ({"requirements": [TENSILE], "as_of": "soon"}, "is no day"), ({"requirements": [{**TENSILE, "candidates": 1}]}, "requirement 1"),
    ({"requirements": [{"all_of": [{"all_of": [{"all_of": [{"all_of": [TENSILE]}]}]}]}]}, "4 deep"), ({"requirements": ["x"]}, "is no object"),
])  # fmt: skip
def test_a_wrong_demand_says_what_is_wrong_where(said: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        demand(said)


def test_a_tender_is_checked_item_by_item(world: Graph) -> None:
    items = [
        {"id": "1", **TENSILE, "range": "100 kN"},
        {"id": "2", "standard": "GB/T 228.1-2021", "parameter": "砷"},
        {"id": "3", "standard": "GB/T 99999-2020"},
        {"id": "4", **TENSILE, "range": "200~400 kN", "scheme": "CMA; CNAS"},
    ]
    found = check_scope(world, Settings(), CENTRE, items, DAY)
    assert [(item["id"], item["status"]) for item in found["items"]] == [
        ("1", "met"),
        ("2", "unmet"),
        ("3", "unmet"),
        ("4", "met"),
    ]
    assert found["items"][0]["evidence"]["accreditation"] == "YZ-L0001"
    assert found["items"][2]["words"]["en"].startswith("standard 'GB/T 99999-2020' is not in the graph")
    assert found["counts"] == {"met": 2, "partly": 0, "unknown": 0, "unmet": 2}
    past = check_scope(world, Settings(), CENTRE, items[:1], date(2033, 1, 1))
    assert (past["items"][0]["status"], "validity" in past["items"][0]["words"]["en"]) == ("unmet", True)


def test_a_scope_that_cannot_be_checked(world: Graph) -> None:
    with pytest.raises(NotFoundError, match="Near"):
        check_scope(world, Settings(), "云泽省材料检测中", [TENSILE], DAY)
    with pytest.raises(UsageError, match="1 to 1000"):
        check_scope(world, Settings(), CENTRE, [], DAY)
    with pytest.raises(UsageError, match="item 1: 'facets' is not an item's to say"):
        check_scope(world, Settings(), CENTRE, [{**TENSILE, "facets": ["region"]}], DAY)
    with pytest.raises(UsageError, match="item 1 and item 3 have one id, '7'"):
        check_scope(world, Settings(), CENTRE, [{"id": 7, **TENSILE}, TENSILE, {"id": "7", **TENSILE}, TENSILE], DAY)
    with pytest.raises(UsageError, match="item 2: range"):
        check_scope(world, Settings(), CENTRE, [TENSILE, {**TENSILE, "range": "5 kX"}], DAY)
