"""Are these results of a certificate inside the scope of the institution that states them? The rule of PTB's ``basic_isInCMC``: the
value lies inside the range of a CMC, and the uncertainty stated is no smaller than that CMC; the CMC is valid on that day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from kg.asking.scope import ASKED, Item, each_read, held_against, params, told
from kg.errors import UsageError, did_you_mean
from kg.graph.driver import Graph
from kg.matching import asked
from kg.queries.named.who_can_test import WHO_CAN_TEST
from kg.settings import Settings

# What a result says by its value and its uncertainty.
_MEASURED = frozenset({"range", "scale", "at", "detection_limit", "quantification_limit"})
_OWN = ("id", "value", "uncertainty", "k")
_KNOWN = frozenset(_OWN) | set(WHO_CAN_TEST.params.model_fields) - _MEASURED - ASKED
# A CMC is the laboratory's in calibration (ILAC-P14:09/2020); a result of a test says so.
_ACTIVITY = "calibration"


def in_scope(
    graph: Graph, settings: Settings, institution: str, results: Sequence[Mapping[str, Any]], as_of: date, today: date
) -> dict[str, Any]:
    """The best capability of an institution (by id or name) for each result, with its verdict. A result has a ``value`` with its unit,
    the ``uncertainty`` stated with it and its ``k``; what it is a result of, in parameters of ``who-can-test`` (a parameter, a
    product, a standard, a technique or a class at least); and an ``id`` if it has one. ``UsageError`` for a day after ``today`` (by more than
    the time zones of the Earth make)."""
    if as_of > today + timedelta(days=1):
        raise UsageError(f"nothing is measured yet on {as_of}: say the day of the certificate.")
    found = held_against(graph, settings, institution, each_read("result", results, _result), as_of)
    return told(found, "in-scope", institution=institution, results=results)


def _result(said: Mapping[str, Any]) -> Item:
    if wrong := sorted((_MEASURED | ASKED) & set(said)):
        raise UsageError(f"'{wrong[0]}' is not a result's to say; it has a value.")
    if strange := sorted(set(said) - _KNOWN):
        raise UsageError(f"a result has no '{strange[0]}'.{did_you_mean(strange[0], _KNOWN)}")
    own = {name: str(said[name]).strip() for name in _OWN if said.get(name) not in (None, "")}
    if "value" not in own:
        raise UsageError("it has no value: what was measured, with its unit, such as 50 kN.")
    if "k" in own and "uncertainty" not in own:
        raise UsageError("k is the coverage factor of an uncertainty, and it states none.")
    value = asked.value(own["value"])
    stated = asked.stated(own.get("uncertainty"), own.get("k"), value)
    of = {name: text for name, text in said.items() if name not in _OWN and text not in (None, "")}
    return Item(said, params({"activity": _ACTIVITY} | of | {"range": own["value"]}), stated)
