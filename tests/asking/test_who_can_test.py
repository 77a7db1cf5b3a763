"""who-can-test on the sample world: who answers, who stands apart, who is left out, and what is said of each."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kg.asking import Answer, ask
from kg.errors import UsageError
from kg.graph import Graph
from kg.matching.closeness import CLOSENESS
from kg.settings import Settings

Asks = Callable[..., Answer]
TENSILE = "GB/T 228.1-2021"


@pytest.fixture(scope="module")
def who(world: Graph, settings: Settings) -> Asks:
    def asks(as_of: str = "2026-11-23", **given: Any) -> Answer:
        return ask(world, settings, "who-can-test", {"as_of": as_of, "by": "capability", **given})

    return asks


def reasons(item: dict[str, Any]) -> dict[str, str]:
    return {reason["constraint"]: reason["status"] for reason in item["reasons"]}


def test_the_dated_standard_is_that_edition_alone(who: Asks) -> None:
    found = who(standard=TENSILE)
    assert (found.total.value, found.why.institutions, found.why.kind) == (12, 1, "answered")
    assert {m["designation"] for item in found.items for m in item["methods"]} == {TENSILE, "GB/T 228.1-2010"}
    assert all(TENSILE in [m["designation"] for m in item["methods"]] for item in found.items)
    assert found.why.words_en == "1 institution with 12 capabilities"
    assert found.why.words_zh == "1 家机构，12 项能力"


@pytest.mark.parametrize(
    "spelled", ["GB/T228.1-2021", "gb/t 228.1－2021", "GB/T\u00a0228.1-2021", "ＧＢ／Ｔ 228.1—2021"]
)
def test_one_standard_in_any_spelling(who: Asks, spelled: str) -> None:
    same = {item["capability"]["id"] for item in who(standard=TENSILE).items}
    assert {item["capability"]["id"] for item in who(standard=spelled).items} == same


@pytest.mark.parametrize("spelled", ["ICP-MS法", "电感耦合等离子体质谱法", "电感耦合等离子体质谱"])
def test_a_technique_means_the_same_with_the_word_for_method_as_without(who: Asks, spelled: str) -> None:
    same = [item["capability"]["id"] for item in who(technique="ICP-MS").items]
    assert same
    assert [item["capability"]["id"] for item in who(technique=spelled).items] == same
    assert who(technique="法").why.kind == "not-in-graph"


def test_a_limit_of_detection_that_is_met_that_is_too_high_and_that_is_not_stated(who: Asks) -> None:
    found = who(parameter="PFAS", product="生活饮用水", detection_limit="2 ng/L")
    assert [item["institution"]["id"] for item in found.items] == ["sample-yz-wat"]
    assert [item["institution"]["id"] for item in found.unknown] == ["sample-yz-uni"]
    assert found.why.left_out["limit"] == 1


def test_an_undated_standard_is_the_work_with_all_its_editions(who: Asks) -> None:
    found = who(standard="ISO 6892-1", validity="any", available_to="any")
    cited = {m["designation"] for item in found.items for m in item["methods"]}
    assert {"ISO 6892-1", "ISO 6892-1:2016", "ISO 6892-1:2019"} <= cited


def test_an_old_edition_is_answered_for_the_old_edition_only(who: Asks) -> None:
    found = who(standard="GB/T 228.1-2010", match="exact")
    assert (found.total.value, found.why.by_validity) == (3, {"valid": 3, "ran-out": 4})


def test_nobody_as_close_as_asked_says_how_many_are_less_close(who: Asks) -> None:
    why = who(standard="GB/T 228.1", match="exact").why
    assert (why.kind, why.left_out["match"] > 0) == ("none-offered", True)
    assert "(--match)" in why.words_en
    assert "--match" in why.words_zh
    assert "match" not in who(standard="GB/T 228.1", match="comparable").why.left_out


def test_a_match_widens_to_what_is_close_and_each_row_says_how(who: Asks) -> None:
    found = who(standard="ISO 6892-1:2019", match="comparable", limit=100)
    assert found.why.by_closeness == {"exact": 5, "edition": 1, "standard": 1, "comparable": 12}
    closeness = [item["technical_fit"]["closeness"] for item in found.items]
    assert closeness == sorted(closeness, key=list(CLOSENESS).index)
    told = {item["technical_fit"]["designation"]: item["technical_fit"]["words"] for item in found.items}
    assert told["GB/T 228.1-2021"]["en"] == "holds GB/T 228.1-2021, which adopts ISO 6892-1:2019 with modifications"
    assert told["ISO 6892-1:2016"]["zh"] == "持有 ISO 6892-1:2016，已被 ISO 6892-1:2019 代替（2019-11）"
    assert told["ISO 6892-1"]["en"] == "holds ISO 6892-1, without a year, of which ISO 6892-1:2019 is an edition"
    [adopts] = next(item for item in found.items if item["technical_fit"]["closeness"] == "comparable")[
        "technical_fit"
    ]["path"]
    assert (adopts["way"], adopts["degree"], adopts["known"], adopts["source"]) == (
        "adopts",
        "MOD",
        "stated",
        "table:sample",
    )


def test_close_is_not_accredited_as_asked(who: Asks) -> None:
    items = who(standard="ISO 6892-1:2019", match="comparable", limit=100).items
    accredited = {item["technical_fit"]["designation"]: reasons(item)["accredited_as_asked"] for item in items}
    assert accredited == {
        "ISO 6892-1:2019": "met",
        "ISO 6892-1": "met",
        "ISO 6892-1:2016": "unmet",
        "GB/T 228.1-2021": "unmet",
    }


@pytest.mark.parametrize(
    ("standard", "match", "closeness"),
    [
        ("ISO 6892-1:2019", "exact", {"exact": 5}),
        ("ISO 6892-1:2019", "edition", {"exact": 5, "edition": 1}),
        ("IEC 60068-2-2:2007", "equivalent", {"exact": 1, "equivalent": 1}),
        ("ISO 148-1:2016", "equivalent", {"exact": 1}),
    ],
)
def test_each_degree_of_closeness(who: Asks, standard: str, match: str, closeness: dict[str, int]) -> None:
    assert who(standard=standard, match=match).why.by_closeness == closeness


def test_every_row_leads_back_to_its_source(who: Asks, world: Graph) -> None:
    for item in who(standard=TENSILE).items:
        evidence = item["evidence"]
        assert evidence["source"] == "table:sample"
        assert evidence["records"]
        assert all(record.startswith("capability.csv:") for record in evidence["records"])
        assert evidence["accreditation"] in ("YZ-L0001", "YZ-CMA-001")
        assert (evidence["validity"], evidence["observed_on"]) == ("valid", date(2026, 11, 23))
        assert evidence["validity_en"].startswith("valid from ")
        assert evidence["validity_zh"].startswith("有效期 ")
        held = world.read("MATCH (c:Capability {id: $id}) RETURN c.record AS record", {"id": item["capability"]["id"]})
        assert held[0]["record"] == evidence["records"]


def test_reasons_name_each_constraint_that_was_asked(who: Asks) -> None:
    found = who(
        standard=TENSILE, parameter="tensile strength", product="metallic materials", region="岚浦市", kind="laboratory"
    )
    assert found.total.value == 1
    assert reasons(found.items[0]) == dict.fromkeys(
        ("standard", "accredited_as_asked", "parameter", "product", "activity", "region", "kind", "validity"), "met"
    )
    assert all(reason["words"]["en"] and reason["words"]["zh"] for reason in found.items[0]["reasons"])


def test_parameters_narrow_each_other(who: Asks) -> None:
    both = {item["capability"]["id"] for item in who(standard=TENSILE, parameter="抗拉强度").items}
    assert both == {i["capability"]["id"] for i in who(standard=TENSILE).items} & {
        i["capability"]["id"] for i in who(parameter="抗拉强度").items
    }
    assert len(both) == 3


@pytest.mark.parametrize(
    "spelled",
    ["抗拉强度", "抗 拉 强 度", "抗拉強度", "Tensile strength", "TENSILE  STRENGTH", "ｔｅｎｓｉｌｅ strength"],
)
def test_a_name_in_either_language_however_it_is_spelled(who: Asks, spelled: str) -> None:
    assert who(parameter=spelled).total.value == 9


def test_a_suspended_body_does_not_answer_and_is_counted(who: Asks) -> None:
    found = who(standard="IEC 62133-2:2017")
    assert found.why.by_validity == {"valid": 6, "suspended": 5}
    only = who(standard="GB 31241-2022")
    assert (only.why.kind, only.items, only.unknown) == ("none-valid", [], [])
    assert only.why.words_en == "none in date: 1 suspended (validity=any shows them)"
    assert only.why.words_zh == "无在有效期内者：1 家暂停（validity=any 可列出）"
    shown = who(standard="GB 31241-2022", validity="any").items
    assert [(item["evidence"]["validity"], reasons(item)["validity"]) for item in shown] == [("suspended", "unmet")]


def test_a_withdrawn_capability_is_withdrawn_though_its_body_stands(who: Asks) -> None:
    found = who(parameter="核磁共振氢谱")
    assert (found.why.kind, found.why.by_validity) == ("none-valid", {"withdrawn": 1})


def test_the_last_day_of_a_certificate_and_the_day_after(who: Asks) -> None:
    last, after = (who(as_of, standard="GB/T 5750.6-2006", match="exact") for as_of in ("2026-12-31", "2027-01-01"))
    assert (
        last.items[0]["evidence"]["validity_en"]
        == "in date until 2026-12-31 as last read on 2026-11-23; later status not known"
    )
    assert after.why.words_en == (
        "none in date: 1 ran out as printed, last read about November 2026, renewal not known (validity=any shows them)"
    )
    assert after.why.words_zh == (
        "无在有效期内者：1 家所印有效期已届满，最近读取约为 2026 年 11 月，是否续期未知（validity=any 可列出）"
    )


def test_an_own_end_comes_before_that_of_the_certificate(who: Asks) -> None:
    assert who("2027-12-31", standard="ISO 9227:2017", match="exact").why.by_validity == {"in-date": 1}
    assert who("2028-01-01", standard="ISO 9227:2017", match="exact").why.by_validity == {"ran-out": 1}


def test_what_ran_out_is_had_by_validity_any_after_what_stands(who: Asks) -> None:
    shown = [
        item["evidence"]["validity"] for item in who(standard="GB/T 228.1-2010", match="exact", validity="any").items
    ]
    assert shown == ["valid"] * 3 + ["ran-out"] * 4


def test_unknown_validity_stands_apart(who: Asks) -> None:
    found = who(parameter="微观形貌")
    assert (found.why.kind, found.items, len(found.unknown)) == ("unknown-only", [], 2)
    assert {reasons(item)["validity"] for item in found.unknown} == {"unknown"}
    assert found.why.words_en == (
        "nobody is known to meet it all; 2 capabilities of which something is not known stand apart"
    )


def test_a_range_in_a_unit_that_does_not_compare_leaves_all_unknown_rather_than_out_of_date(who: Asks) -> None:
    found = who(parameter="抗拉强度", range="600 MPa")
    assert (found.items, found.why.kind) == ([], "unknown-only")
    assert found.why.words_en.endswith("of which something is not known stand apart; 1 institution is not in date")
    assert {reasons(item)["range"] for item in found.unknown} == {"unknown"}


def test_the_past_before_a_printed_period_is_unknown_or_not_yet(who: Asks) -> None:
    found = who("2020-01-01", parameter="抗拉强度")
    assert (found.why.institutions, found.why.by_validity) == (1, {"valid": 3, "unknown": 10})
    assert found.why.words_en == "1 institution with 2 capabilities; of 11 more something is not known"
    early = who("2000-01-01", standard="IEC 62133-2:2017")
    assert (early.why.by_validity, early.why.kind) == ({"not-yet": 11}, "none-valid")


def test_restricted_rows_answer_and_are_counted_with_their_words(who: Asks) -> None:
    found = who(standard="GB/T 11170-2008")
    restricted = [item for item in found.items if item["restrictions"]]
    assert (found.why.restricted, len(restricted)) == (3, 3)
    assert {r["verbatim"] for item in restricted for r in item["restrictions"]} == {"不测氮"}
    assert all(reasons(item)["restriction"] == "partly" for item in restricted)  # nitrogen is not asked for
    assert [bool(item["restrictions"]) for item in found.items] == sorted(
        bool(item["restrictions"]) for item in found.items
    )


@pytest.mark.parametrize(
    ("standard", "by"), [("GB 38031-2020", "customer-equipment"), ("GB/T 3075-2021", "subcontract")]
)
def test_work_by_others_means_is_partly(who: Asks, standard: str, by: str) -> None:
    items = [item for item in who(standard=standard).items if item["capability"]["performed_by"] == by]
    assert [reasons(item)["performed_by"] for item in items] == ["partly"]


def test_a_whole_standard_says_so(who: Asks) -> None:
    covers = [item["capability"]["covers"] for item in who(standard="GB/T 1499.2-2018").items]
    assert "whole" in covers


def test_a_body_that_serves_its_own_group_is_left_out_unless_asked_for(who: Asks) -> None:
    found = who(standard=TENSILE)
    assert found.why.left_out == {"available_to": 4}
    asked = who(standard=TENSILE, available_to="any")
    assert (asked.total.value, asked.why.institutions) == (16, 2)
    assert [
        reasons(i)["available_to"] for i in asked.items if i["capability"]["available_to"] == "own-organisation"
    ] == ["unmet"] * 4
    alone = who(parameter="断裂韧度")
    assert alone.why.kind == "own-organisation"
    assert "available_to=any" in alone.why.words_en


def test_testing_is_meant_and_other_activities_are_told(who: Asks) -> None:
    found = who(standard="JJG 139-2014")
    assert (found.why.kind, found.why.by_activity) == ("other-activities", {"calibration": 3})
    assert found.why.words_en == "nobody in the data held can test it; 3 calibrate it (--activity)"
    assert found.why.words_zh == "所持数据中无机构从事检测；3 家从事校准（见 --activity）"
    assert who(standard="JJG 139-2014", activity="calibration").why.institutions == 3
    assert who(standard="JJG 139-2014", activity="any").why.institutions == 3


def test_another_activity_that_ran_out_is_no_present_offer(who: Asks) -> None:
    found = who("2033-01-01", standard="JJG 139-2014")
    assert (found.why.kind, found.why.by_activity) == ("none-offered", {})
    assert "3 capabilities of other activities ran out as printed" in found.why.words_en


def test_inside_and_outside_a_region(who: Asks) -> None:
    assert who(parameter="抗拉强度", region="云泽省").total.value == 9
    inside = who(parameter="抗拉强度", region="岚浦")
    assert inside.total.value == 2
    assert {r["name_zh"] for item in inside.items for r in item["regions"]} == {"岚浦市", "云泽省"}
    none = who(parameter="抗拉强度", region="墨岭市")
    assert (none.why.kind, none.why.left_out) == ("none-here", {"region": 16})
    assert none.why.words_en == "nobody in that region in the data held; 16 capabilities elsewhere"


def test_a_kind_that_nobody_is_does_not_mean_that_nobody_can(who: Asks) -> None:
    found = who(parameter="抗拉强度", kind="institute")
    assert (found.why.kind, found.why.left_out) == ("none-of-kind", {"kind": 16})
    assert who(parameter="抗拉强度", kind="laboratory").total.value == 9


@pytest.mark.parametrize(
    ("given", "near"),
    [
        ({"standard": "GB/T 228.1-2002"}, "GB/T 228.1-2021"),
        ({"parameter": "抗拉强渡"}, "抗拉强度"),
        ({"parameter": "Tensile strenght"}, "抗拉强度"),
        ({"product": "金属材枓"}, "金属材料"),
        ({"parameter": "抗拉强度", "region": "云泽市"}, "云泽省"),
    ],
)
def test_a_name_that_is_not_in_the_graph_has_near_ones(who: Asks, given: dict[str, str], near: str) -> None:
    found = who(**given)
    parameter, text = list(given.items())[-1]
    assert (found.why.kind, found.why.unknown, found.total.value) == ("not-in-graph", {parameter: text}, 0)
    assert near in [thing["name"] for thing in found.why.near]
    assert text in found.why.words_en
    assert text in found.why.words_zh


def test_not_in_the_graph_is_told_apart_from_nobody_offers_it(who: Asks) -> None:
    assert who(standard="GB/T 99999-2021").why.kind == "not-in-graph"
    assert who(standard=TENSILE, parameter="砷").why.kind == "none-so"


def test_a_standard_that_is_only_an_in_house_method_is_no_standard(who: Asks) -> None:
    assert who(standard="YZUA-SOP-017").why.kind == "not-in-graph"


@pytest.mark.parametrize("limit", [5, 12, 100])
def test_pages_cover_every_item_once(who: Asks, limit: int) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        page = who(standard=TENSILE, limit=limit, cursor=cursor)
        assert page.total.value == 12
        seen += [item["capability"]["id"] for item in page.items]
        cursor = page.next
        if cursor is None:
            break
        assert len(page.items) == limit
    assert len(seen) == len(set(seen)) == 12


def test_unknown_ones_stand_by_institution_or_by_capability_as_those_do_that_answer(who: Asks) -> None:
    grouped, alone = (who("2020-01-01", parameter="抗拉强度", by=by).unknown for by in ("institution", "capability"))
    of = Counter(item["institution"]["id"] for item in alone)
    assert {item["institution"]["id"]: item["capabilities"] for item in grouped} == of
    assert (len(alone), max(of.values()) > 1) == (11, True)


def test_unknown_ones_stand_on_the_first_page_only(who: Asks) -> None:
    first = who("2020-01-01", parameter="抗拉强度", limit=2)
    assert (len(first.items), len(first.unknown), first.next) == (2, 2, None)
    first = who(parameter="抗拉强度", limit=1)
    second = who(parameter="抗拉强度", limit=1, cursor=first.next)
    assert (len(first.unknown), second.unknown) == (1, [])


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "say at least one of standard, parameter, product, technique and classification"),
        ({"standard": TENSILE, "limit": 501}, "limit is at most 500"),
        ({"standard": TENSILE, "limit": 0}, "limit: Input should be greater"),
        ({"standard": TENSILE, "cursor": "???"}, "cursor '???' is none of ours"),
        ({"standard": TENSILE, "cursor": "LTE"}, "a cursor points forward"),
        ({"standard": TENSILE, "as_of": "2026-02-30"}, "as_of: "),
        ({"standard": TENSILE, "activity": "tasting"}, "activity: Input should be 'testing'"),
        ({"standart": TENSILE}, "who-can-test has no parameter 'standart'. Did you mean 'standard'?"),
    ],
)
def test_wrong_parameters_are_told(world: Graph, settings: Settings, given: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError) as error:
        ask(world, settings, "who-can-test", given)
    assert told in str(error.value)


def test_an_answer_names_its_sources_and_what_it_is_said_of(who: Asks) -> None:
    meta = who(standard=TENSILE).meta
    assert [(s.source, s.observed_on) for s in meta.sources] == [("table:sample", date(2026, 11, 23))]
    assert meta.held == "in the data held"
    assert meta.run is not None
    assert meta.run.startswith("table:sample-run-")
