"""Judge candidates: which answer, which stand apart as unknown, which are left out, and in what numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from kg.matching.validity import STANDING, Printed, State, validity

Row = Mapping[str, Any]


@dataclass
class Judged:
    """Rows sorted by what they say to the question."""

    standing: list[Row] = field(default_factory=list)
    unknown: list[Row] = field(default_factory=list)
    by_validity: Counter[str] = field(default_factory=Counter)
    by_activity: dict[str, set[str]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    latest_reading: date | None = None
    past: set[str] = field(default_factory=set)


@lru_cache(maxsize=100_000)
def _state(printed: Printed, as_of: date) -> State:
    return validity(printed, as_of).state


def state_of(row: Row, as_of: date) -> State:
    """Validity of a candidate or a holding on a day."""
    names = ("valid_from", "valid_to", "first_granted", "status", "observed_on")
    return _state(Printed(*(row[name] for name in names)), as_of)


def judge(
    rows: Iterable[Row],
    as_of: date,
    *,
    activity: str = "any",
    kind: str | None = None,
    any_validity: bool = False,
) -> Judged:
    """Sort candidates. A body that serves only its own organisation, another kind, another place and another activity
    are left out and counted; what is not known is neither a yes nor a no."""
    judged = Judged()
    for row in rows:
        state = state_of(row, as_of)
        if state in STANDING or state == "unknown" or any_validity:
            judged.by_activity.setdefault(row["activity"], set()).add(row["institution"])
        if reason := _left_out(row, activity, kind):
            judged.left_out[reason] += 1
            continue
        judged.by_validity[state] += 1
        judged.latest_reading = max(filter(None, (judged.latest_reading, row["observed_on"])), default=None)
        if any_validity or (state in STANDING and row.get("place") != "unknown"):
            judged.standing.append(row)
        elif state in STANDING or state == "unknown":
            judged.unknown.append(row)
        else:
            judged.past.add(row["institution"])
    return judged


def _left_out(row: Row, activity: str, kind: str | None) -> str | None:
    if activity not in ("any", row["activity"]):
        return "activity"
    if row.get("place") == "outside":
        return "region"
    if kind is not None and row.get("kind") != kind:
        return "kind"
    return "serves its own organisation only" if row.get("available_to") == "own-organisation" else None
