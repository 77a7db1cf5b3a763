"""Verdicts: each constraint on its own, and unknown never becomes met."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.matching.reason import Reason
from kg.matching.validity import STATES, validity
from kg.matching.verdict import Requirement, name, printed, reasons

AS_OF = date(2026, 11, 23)
ASKED = Requirement(AS_OF)
UNREAD = {"kind": "unknown", "read": False, "verbatim": "x"}


def card(**changed: Any) -> dict[str, Any]:
    """What a capability card holds, with nothing remarkable in it."""
    plain: dict[str, Any] = {
        "institution": {"id": "i", "name_zh": "甲", "name_en": None, "kind": "laboratory"},
        "activity": "testing", "methods": [], "parameters": [], "products": [], "regions": [], "restrictions": [],
        "performed_by": "own", "available_to": "anyone", "valid_from": date(2026, 1, 1), "valid_to": date(2027, 1, 1),
        "first_granted": None, "status": "active", "observed_on": AS_OF,
    }  # fmt: skip
    return plain | changed


def verdicts(asked: Requirement, offered: dict[str, Any]) -> dict[str, Reason]:
    found = reasons(asked, offered)
    assert len({reason.constraint for reason in found}) == len(found)
    return {reason.constraint: reason for reason in found}


def test_what_is_not_asked_has_no_reason() -> None:
    assert list(verdicts(ASKED, card())) == ["activity", "validity"]


def test_a_named_thing_is_met_in_the_words_of_the_row() -> None:
    asked = Requirement(AS_OF, parameter="Tensile strength", product="steel", kind="laboratory")
    found = verdicts(asked, card(
        parameters=[{"id": "p", "name_zh": "抗拉强度", "name_en": "Tensile strength"}],
        products=[{"id": "q", "name_zh": "钢", "name_en": None}],
    ))  # fmt: skip
    assert {key: (reason.status, reason.required, reason.offered) for key, reason in found.items()} == {
        "parameter": ("met", "Tensile strength", "抗拉强度 | Tensile strength"),
        "product": ("met", "steel", "钢"),
        "activity": ("met", "testing", "testing"),
        "kind": ("met", "laboratory", "laboratory"),
        "validity": ("met", "2026-11-23", "valid"),
    }


@pytest.mark.parametrize(
    ("required", "offered", "status"),
    [("testing", "testing", "met"), ("any", "calibration", "met"), ("testing", "calibration", "unmet")],
)
def test_activity(required: str, offered: str, status: str) -> None:
    assert verdicts(Requirement(AS_OF, required), card(activity=offered))["activity"].status == status


@pytest.mark.parametrize(
    ("dates", "status", "state"),
    [
        ({}, "met", "valid"),
        ({"observed_on": date(2026, 11, 22)}, "met", "in-date"),
        ({"valid_to": None}, "unknown", "unknown"),
        ({"valid_to": date(2026, 11, 22)}, "unmet", "ran-out"),
        ({"status": "suspended"}, "unmet", "suspended"),
        ({"status": "withdrawn"}, "unmet", "withdrawn"),
        ({"valid_from": date(2026, 12, 1), "first_granted": date(2026, 12, 1)}, "unmet", "not-yet"),
    ],
)
def test_validity(dates: dict[str, Any], status: str, state: str) -> None:
    found = verdicts(ASKED, card(**dates))["validity"]
    assert (found.status, found.offered) == (status, state)


def test_a_place_that_is_not_stated_is_unknown_rather_than_outside() -> None:
    asked = Requirement(AS_OF, region="云泽省")
    assert verdicts(asked, card())["region"].status == "unknown"
    inside = [{"id": "cn-yz", "name_zh": "云泽省", "name_en": "Yunze"}]
    assert verdicts(asked, card(regions=inside))["region"].status == "met"


def test_a_restriction_that_was_not_read_is_unknown_and_shown_verbatim() -> None:
    stated = [UNREAD | {"verbatim": verbatim} for verbatim in ("不测氮", "仅限直条钢筋")]
    found = verdicts(ASKED, card(restrictions=stated))["restriction"]
    assert (found.status, found.offered) == ("unknown", "不测氮; 仅限直条钢筋")


@pytest.mark.parametrize("by", ["customer-equipment", "external-data", "subcontract"])
def test_work_with_what_others_own_is_partly_at_best(by: str) -> None:
    assert verdicts(ASKED, card(performed_by=by))["performed_by"].status == "partly"


@pytest.mark.parametrize("by", ["own", "unknown", None])
def test_work_of_its_own_needs_no_reason(by: str | None) -> None:
    assert "performed_by" not in verdicts(ASKED, card(performed_by=by))


def test_a_body_that_serves_its_own_organisation_serves_nobody_else() -> None:
    assert verdicts(ASKED, card(available_to="own-organisation"))["available_to"].status == "unmet"


def test_every_reason_has_words_in_both_languages() -> None:
    asked = Requirement(AS_OF, "testing", "p", "q", "r", "laboratory")
    found = reasons(asked, card(performed_by="subcontract", available_to="own-organisation", restrictions=[UNREAD]))
    assert len(found) == 9
    assert all(reason.words.en and reason.words.zh for reason in found)


def test_a_name_shows_both_languages_and_falls_back_to_the_id() -> None:
    assert name({"id": "x", "name_zh": "钢", "name_en": "Steel"}) == "钢 | Steel"
    assert name({"id": "x", "name_zh": None, "name_en": "Steel"}) == "Steel"
    assert name({"id": "x"}) == "x"


maybe_day = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
regions = st.lists(
    st.fixed_dictionaries({"id": st.just("r"), "name_zh": st.just("省"), "name_en": st.none()}), max_size=2
)
cards = st.builds(
    card,
    regions=regions,
    restrictions=st.lists(st.text(min_size=1).map(lambda words: UNREAD | {"verbatim": words}), max_size=2),
    performed_by=st.sampled_from([None, "own", "unknown", "customer-equipment", "external-data", "subcontract"]),
    available_to=st.sampled_from([None, "anyone", "own-organisation", "unknown"]),
    valid_from=maybe_day, valid_to=maybe_day, first_granted=maybe_day, observed_on=maybe_day,
    status=st.sampled_from([None, "active", "suspended", "withdrawn"]),
)  # fmt: skip


@given(cards, maybe_day.filter(bool))
def test_unknown_never_becomes_met(offered: dict[str, Any], as_of: date) -> None:
    found = verdicts(Requirement(as_of, region="省"), offered)
    state = validity(printed(offered), as_of).state
    assert state in STATES
    met = {"valid": "met", "in-date": "met", "unknown": "unknown"}.get(state, "unmet")
    assert found["validity"].status == met
    assert found["region"].status == ("met" if offered["regions"] else "unknown")
    assert ("restriction" in found) == bool(offered["restrictions"])
    assert all(found[key].status != "met" for key in ("restriction", "performed_by", "available_to") if key in found)


@given(cards)
def test_taking_a_fact_away_never_turns_a_verdict_into_met(offered: dict[str, Any]) -> None:
    """Whoever prints less is not better off: without its dates, its place or its reading nothing becomes met."""
    asked = Requirement(AS_OF, region="省")
    before = verdicts(asked, offered)
    for lost in ("valid_from", "valid_to", "observed_on", "regions"):
        after = verdicts(asked, offered | {lost: [] if lost == "regions" else None})
        gained = {key for key in ("validity", "region") if after[key].status == "met" and before[key].status != "met"}
        assert gained == set(), lost
