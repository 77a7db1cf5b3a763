"""In which class: of all that is cited, of the service itself; what a classification does not have is unknown in it alone."""

from dataclasses import replace
from datetime import date

import pytest

from kg.matching.constraints.classes import Line, classified
from kg.matching.offer import UNCLASSIFIED, Classified, Offer, Thing
from kg.matching.requirement import Named, Requirement
from kg.matching.verdict import judge

TESTING = Thing("ics-77.040", "金属材料试验", "Testing of metals")
MECHANICAL: Line = (Thing("ics-77.040.10", None, "Mechanical testing of metals"), TESTING)
WIDE: Line = (TESTING,)
WATER: Line = (Thing("ics-13.060"),)
CHINESE: Line = (Thing("ccs-h22"), Thing("ccs-h"))
SERVICE: Line = (Thing("kcdb-m-5.1.1"), Thing("kcdb-m"))

OFFER = Offer("c", Thing("i", "甲"), "laboratory", "testing")


def verdict(offered: Classified, *ids: str) -> str:
    asked = Requirement(date(2026, 11, 23), classification=Named(", ".join(ids), frozenset(ids)))
    reason = judge(asked, replace(OFFER, classified=offered)).of("classification")
    assert reason is not None
    assert reason.words.en
    assert reason.words.zh
    return reason.status


@pytest.mark.parametrize(
    ("cited", "asked", "status"),
    [
        ([[MECHANICAL]], ["ics-77.040.10"], "met"),
        ([[MECHANICAL]], ["ics-77.040"], "met"),
        ([[WIDE]], ["ics-77.040.10"], "unmet"),  # in the wide class, and in none below it
        ([[WATER]], ["ics-77.040"], "unmet"),
        ([[WATER], [MECHANICAL]], ["ics-77.040"], "met"),  # one of several is enough
        ([[WATER], []], ["ics-77.040"], "unknown"),  # the other one may be there
        ([[WATER], []], ["ics-13.060"], "met"),
        ([[]], ["ics-77.040"], "unknown"),
        ([], ["ics-77.040"], "unknown"),
        ([[CHINESE]], ["ics-77.040"], "unknown"),  # another classification says nothing of this one
        ([[CHINESE, WATER]], ["ics-77.040"], "unmet"),
        ([[WATER]], ["ics-77.040", "ics-13.060"], "met"),  # one of those asked for will do
        ([[WATER]], ["ics-77.040", "ccs-h22"], "unknown"),
        ([[CHINESE, WATER]], ["ics-77.040", "ccs-a"], "unmet"),
    ],
)
def test_the_standards_that_are_cited(cited: list[list[Line]], asked: list[str], status: str) -> None:
    assert verdict(classified([], cited), *asked) == status


@pytest.mark.parametrize(
    ("asked", "status"),
    [("kcdb-m", "met"), ("kcdb-em", "unmet"), ("ics-77.040", "unknown"), ("ics-13.060", "met")],
)
def test_the_service_itself(asked: str, status: str) -> None:
    """Its own class decides for it, whatever it cites."""
    assert verdict(classified([SERVICE], [[], [WATER]]), asked) == status


def test_what_nothing_classifies() -> None:
    assert classified([], []) == classified([], [[], []]) == UNCLASSIFIED
    assert verdict(UNCLASSIFIED, "ics-77.040") == "unknown"


def test_a_reason_shows_each_class_once_with_its_names() -> None:
    asked = Requirement(date(2026, 11, 23), classification=Named("77.040", frozenset({"ics-77.040"})))
    reason = judge(asked, replace(OFFER, classified=classified([], [[MECHANICAL], [WIDE, WATER]]))).of("classification")
    assert reason is not None
    assert (reason.required, reason.offered) == (
        "77.040",
        "ics-77.040.10 Mechanical testing of metals / ics-77.040 金属材料试验 | Testing of metals / ics-13.060",
    )
