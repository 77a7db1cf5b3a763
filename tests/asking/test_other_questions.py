"""The other questions on the sample world."""

from collections.abc import Callable
from typing import Any

import pytest

from kg.asking import Answer, ask, question
from kg.errors import UsageError
from kg.graph import Graph
from kg.queries import QUESTIONS
from kg.settings import Settings

Asks = Callable[..., Answer]


@pytest.fixture(scope="module")
def asks(world: Graph, settings: Settings) -> Asks:
    def asked(name: str, **given: Any) -> Answer:
        return ask(world, settings, name, {"as_of": "2026-11-23", **given})

    return asked


def test_an_unknown_question_hints_at_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"unknown question 'who-can-tst'\. Did you mean 'who-can-test'\?"):
        question("who-can-tst")


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_page_of_every_question_covers_each_item_once(name: str, asks: Asks) -> None:
    example = dict(QUESTIONS[name].example)
    whole = asks(name, **example, limit=500).items
    seen: list[Any] = []
    page = asks(name, **example, limit=25)
    seen += page.items
    while page.next:
        page = asks(name, **example, limit=25, cursor=page.next)
        seen += page.items
    assert seen == whole


def test_coverage_counts_zero_and_what_is_not_in_the_graph(asks: Asks) -> None:
    found = asks("coverage", standards=["GB/T 228.1-2021", "JJG 139-2014", "GB/T 1-2020"])
    assert [(i["standard"], i["in_graph"], i["institutions"], i["capabilities"]) for i in found.items] == [
        ("GB/T 228.1-2021", True, 1, 12), ("JJG 139-2014", True, 0, 0), ("GB/T 1-2020", False, 0, 0),
    ]  # fmt: skip
    assert [(r["name"], r["institutions"]) for r in found.items[0]["by_region"]] == [("云泽省", 1)]
    assert all(item["held"] == "in the data held" for item in found.items)
    assert found.why.words_en == (
        "3 standards; 1 not in the graph; 1 with nobody in date; "
        "4 capabilities serve their own organisation only, not counted (available_to=any); in the data held"
    )
    assert "1 项不在图中；1 项无在有效期内的机构" in found.why.words_zh


def test_coverage_of_nothing_in_the_graph_says_so(asks: Asks) -> None:
    assert asks("coverage", standards=["GB/T 1-2020"]).why.kind == "not-in-graph"


def test_coverage_counts_by_the_place_of_the_work_not_of_its_institution(asks: Asks) -> None:
    """The materials centre works in two cities; each row names its site."""
    both = asks("coverage", standards=["GB/T 228.1-2021"], region="云泽省").items[0]
    parts = [
        asks("coverage", standards=["GB/T 228.1-2021"], region=city).items[0] for city in ("泽阳市", "岚浦市", "墨岭市")
    ]
    assert [part["capabilities"] for part in parts] == [8, 4, 0]
    assert both["capabilities"] == 12


def test_coverage_leaves_out_what_is_not_in_date_unless_asked(asks: Asks) -> None:
    standing = asks("coverage", standards=["GB/T 230.1-2018"])
    assert (standing.items[0]["institutions"], standing.why.by_validity) == (1, {"valid": 1, "ran-out": 1})
    assert "1 institution not in date, not counted" in standing.why.words_en
    whole = asks("coverage", standards=["GB/T 230.1-2018"], validity="any", available_to="any")
    assert whole.items[0]["institutions"] == 3


def test_a_sole_provider_is_alone_in_the_region(asks: Asks) -> None:
    found = asks("sole-providers", region="云泽省", limit=500)
    assert found.total.value == len(found.items) == 122
    dated = [item["designation"] for item in found.items if item["designation"][-4:].isdigit()]
    held = asks("coverage", standards=dated, region="云泽省", limit=500).items
    assert {item["standard"]: item["institutions"] for item in held} == dict.fromkeys(dated, 1)
    assert {item["held"] for item in found.items} == {"in the data held"}


def test_a_provider_with_several_sites_counts_where_the_work_is_done(asks: Asks) -> None:
    """Rockwell hardness in Zeyang: the centre's head office does it, so nobody else there is alone with it."""
    here = {
        i["designation"]: i["institution"]["name"] for i in asks("sole-providers", region="泽阳市", limit=500).items
    }
    assert here["GB/T 230.1-2018"] == "云泽省材料检测中心"
    with_past = asks("sole-providers", region="泽阳市", limit=500, validity="any").items
    assert "GB/T 230.1-2018" not in {item["designation"] for item in with_past}


def test_sole_providers_of_a_region_without_any(asks: Asks) -> None:
    assert asks("sole-providers", region="墨岭市", activity="inspection").why.kind == "nothing"


def test_others_of_unknown_validity_are_counted_beside_a_sole_provider(asks: Asks) -> None:
    """The university's rows state no dates: it may hold HJ 700-2014 too."""
    found = {i["designation"]: i["perhaps_also"] for i in asks("sole-providers", region="云泽省", limit=500).items}
    assert found["HJ 700-2014"] == 1
    assert found["HJ 828-2017"] == 0


def test_capabilities_of_a_body_include_those_it_keeps_to_itself(asks: Asks) -> None:
    found = asks("capabilities-of", institution="岚浦重工集团理化实验室")
    assert (found.total.value, found.why.kind) == (10, "answered")
    assert (
        asks("capabilities-of", institution="岚浦重工集团理化实验室", available_to="anyone").why.kind
        == "own-organisation"
    )


def test_capabilities_of_are_of_all_activities_unless_one_is_named(asks: Asks) -> None:
    whole = asks("capabilities-of", institution="云泽省水环境监测中心", limit=500)
    assert {item["capability"]["activity"] for item in whole.items} == {"testing", "sampling"}
    assert asks("capabilities-of", institution="云泽省水环境监测中心", activity="sampling").total.value == 2


def test_a_former_or_foreign_name_finds_the_institution(asks: Asks) -> None:
    by_id = asks(
        "institution", institution=asks("institution", institution="Yunze EMC Laboratory").items[0]["institution"]
    )
    assert by_id.items[0]["name_zh"] == "云泽电磁兼容实验室"


def test_the_card_of_an_institution(asks: Asks) -> None:
    card = asks("institution", institution="云泽省材料检测中心").items[0]
    assert {site["region_zh"] for site in card["sites"]} == {"泽阳市", "岚浦市"}
    assert [(a["number"], a["scheme"], a["legal_kind"]) for a in sorted(card["accreditations"], key=lambda a: str(a["number"]))] == [
        ("YZ-CMA-001", "CMA", "licence"), ("YZ-L0001", "CNAS", "accreditation"),
    ]  # fmt: skip
    assert card["capabilities"] == [{"activity": "testing", "capabilities": 57}]
    assert (card["instruments"], card["former_names"]) == (7, ["云泽省冶金产品质量检验站"])
    assert card["source"] == "table:sample"


def test_methods_of_an_undated_standard_are_of_all_its_editions(asks: Asks) -> None:
    found = asks("methods-of", standard="ISO 6892-1").items
    assert {item["designation"] for item in found} == {"ISO 6892-1", "ISO 6892-1:2016", "ISO 6892-1:2019"}
    assert [item["institutions"] for item in found] == [2, 2, 1]


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ({}, 34),
        ({"access": "open"}, 14),
        ({"text": "UTM"}, 4),
        ({"text": "utm", "access": "open"}, 1),
        ({"institution": "云泽省材料检测中心"}, 7),
        ({"text": "100%_"}, 0),
        ({"institution": "云泽特种设备与钢结构检验所", "text": "质谱"}, 0),
    ],
)
def test_instruments(asks: Asks, given: dict[str, str], count: int) -> None:
    found = asks("instruments", **given)
    assert found.total.value == count
    assert found.why.kind == ("answered" if count else "nothing")


def test_sites_in_a_region_by_name_code_or_id(asks: Asks) -> None:
    by_name = asks("sites-in", region="云泽省")
    assert by_name.total.value == 17
    assert asks("sites-in", region="YZ").items == by_name.items
    assert asks("sites-in", region="Yunze").items == by_name.items
    assert {item["region_zh"] for item in by_name.items} == {"泽阳市", "澜湖市", "墨岭市", "岚浦市"}


def test_paths_are_shortest_bounded_and_of_named_steps(asks: Asks) -> None:
    found = asks("paths", start="云泽省材料检测中心", end="GB/T 228.1-2021")
    assert {item["steps"] for item in found.items} == {3}
    first = found.items[0]
    assert [thing["type"] for thing in first["things"]] == [
        "Institution",
        "Capability",
        "TestMethod",
        "StandardEdition",
    ]
    assert [relation["relation"] for relation in first["relations"]] == ["OFFERS", "USES", "DEFINED_BY"]
    assert all(item["steps"] <= 8 for item in asks("paths", start="云泽特种设备与钢结构检验所", end="ISO 6892-1").items)


def test_a_path_from_a_thing_to_itself_is_none(asks: Asks) -> None:
    assert asks("paths", start="GB/T 228.1-2021", end="GB/T 228.1-2021").why.kind == "nothing"


def test_a_path_by_type_and_id(asks: Asks) -> None:
    id = asks("institution", institution="云泽省材料检测中心").items[0]["institution"]
    found = asks("paths", start=f"institution/{id}", end="standard-edition/gb-228.1-2021")
    assert found.items == asks("paths", start="云泽省材料检测中心", end="GB/T 228.1-2021").items


def test_a_path_to_what_is_not_in_the_graph_says_which(asks: Asks) -> None:
    found = asks("paths", start="云泽省材料检测中心", end="没有这样的东西")
    assert (found.why.kind, found.why.unknown) == ("not-in-graph", {"end": "没有这样的东西"})
