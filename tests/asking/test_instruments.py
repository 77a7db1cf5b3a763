"""The instrument that is asked for, on the sample world."""

from collections.abc import Callable
from typing import Any

import pytest

from kg.asking import Answer, ask
from kg.graph import Graph
from kg.settings import Settings

Asks = Callable[..., Answer]


@pytest.fixture(scope="module")
def who(world: Graph, settings: Settings) -> Asks:
    def asks(as_of: str = "2026-11-23", **given: Any) -> Answer:
        return ask(world, settings, "who-can-test", {"as_of": as_of, "by": "capability", "limit": 200, **given})

    return asks


def test_the_instrument_that_the_work_is_done_with(who: Asks) -> None:
    machine = {"parameter": "抗拉强度", "instrument_kind": "Universal testing machine", "instrument_range": "500 kN"}
    found = who(**machine, instrument_access="by-agreement")
    assert {item["reasons"][1]["offered"] for item in found.items} == {
        "电液伺服万能试验机 | Servo-hydraulic universal testing machine; 万能试验机 | Universal testing machine; "
        "[20, 1000] kN; by-agreement"
    }
    assert found.why.left_out["instrument"] > found.total.value
    assert who(parameter="铅", instrument_access="open").why.left_out == {"instrument": 3}  # theirs are by agreement
    nobody = who(**machine | {"instrument_range": "5 MN"})
    assert (nobody.total.value, nobody.unknown != [], nobody.why.kind) == (0, True, "unknown-only")
    assert who(parameter="抗拉强度", instrument_kind="Tensile tester").why.unknown == {
        "instrument_kind": "Tensile tester"
    }


def test_the_calibration_of_the_instrument_holds_on_the_day(who: Asks) -> None:
    given = {"parameter": "抗拉强度", "instrument_calibrated": True, "validity": "any"}
    found = who(**given)
    told = [
        each
        for item in (*found.items, *found.unknown)
        for each in item["reasons"]
        if each["constraint"] == "instrument"
    ]
    met = [each for each in told if each["status"] == "met"]
    assert len(met) >= found.total.value > 0
    assert all(each["offered"].endswith("calibrated 2026-03-02; due 2027-03-01") for each in met)
    later = who(as_of="2027-03-02", **given)
    assert (later.total.value, [item for item in later.unknown if "met" in _statuses(item)]) == (0, [])
    assert later.why.left_out["instrument"] >= len(met)
    assert who(**given | {"instrument_calibrated": False}).total.value > found.total.value


def _statuses(item: dict[str, Any]) -> set[str]:
    return {each["status"] for each in item["reasons"] if each["constraint"] == "instrument"}
