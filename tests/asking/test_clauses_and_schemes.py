"""who-can-test on the sample world: clauses, schemes that nobody has, and words that are in no closed list."""

from typing import Any

import pytest

from kg.asking import Answer, ask
from kg.errors import UsageError
from kg.graph import Graph
from kg.settings import Settings

TENSILE = "GB/T 228.1-2021"


@pytest.fixture(scope="module")
def who(world: Graph, settings: Settings) -> Any:
    def asks(**given: Any) -> Answer:
        return ask(world, settings, "who-can-test", {"as_of": "2026-11-23", **given})

    return asks


def test_a_scheme_that_no_accreditation_states_is_told_as_such(who: Any) -> None:
    assert who(standard=TENSILE, scheme=["cnas"]).why.kind == "answered"
    why = who(standard=TENSILE, scheme=["CNAS", "CNSA"]).why
    assert (why.kind, why.unknown, why.near[0]["name"]) == ("not-in-graph", {"scheme": "CNSA"}, "CNAS")
    assert why.words_en.startswith("scheme 'CNSA' is not in the graph. Near: CNAS")
    assert who(standard=TENSILE, scheme=["unknown"]).why.kind == "not-in-graph"


@pytest.mark.parametrize(
    ("name", "text"), [("kind", "labratory"), ("activity", "test"), ("where", "onsite"), ("purpose", "cnas")]
)
def test_a_word_that_is_not_in_a_closed_list_is_an_error(who: Any, name: str, text: str) -> None:
    with pytest.raises(UsageError, match=f"{name}: Input should be"):
        who(standard=TENSILE, **{name: text})


def test_a_clause_has_a_reason_of_its_own(who: Any) -> None:
    found = who(standard=TENSILE, clause="10.2")
    assert (found.why.kind, "clause" in found.why.left_out) == ("unknown-only", False)
    told = [reason for item in found.unknown for reason in item["reasons"] if reason["constraint"] == "clause"]
    assert {(reason["status"], reason["required"], reason["offered"]) for reason in told} == {("unknown", "10.2", "")}
    assert told[0]["words"] == {"en": "no clause is cited", "zh": "未载明条款"}
    with pytest.raises(UsageError, match="'clause' is one of a standard"):
        who(parameter="抗拉强度", clause="10.2")
