"""Judge holdings: which answer, which stand apart as unknown, which are left out, and in what numbers."""

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
    past: dict[State, set[str]] = field(default_factory=dict)

    def institutions_past(self) -> int:
        """Institutions that are known and not in date, whatever the reason."""
        return len(set().union(*self.past.values()))


@lru_cache(maxsize=100_000)
def _state(printed: Printed, as_of: date) -> State:
    return validity(printed, as_of).state


def state_of(row: Row, as_of: date) -> State:
    """Validity of a holding on a day."""
    names = ("valid_from", "valid_to", "first_granted", "status", "observed_on")
    return _state(Printed(*(row[name] for name in names)), as_of)


def judge(
    rows: Iterable[Row],
    as_of: date,
    *,
    activity: str = "any",
    any_validity: bool = False,
    any_customer: bool = False,
) -> Judged:
    """Sort holdings. Another activity, another place and a body that serves only its own organisation are left out and counted;
    what is not known is neither a yes nor a no. Activities are counted of what is left out for nothing else."""
    judged = Judged()
    for row in rows:
        state = state_of(row, as_of)
        reason = _left_out(row, any_customer)
        if reason is None and (state in STANDING or state == "unknown" or any_validity):
            judged.by_activity.setdefault(row["activity"], set()).add(row["institution"])
        if activity not in ("any", row["activity"]):
            reason = "activity"
        capabilities = row["capabilities"]
        if reason is not None:
            judged.left_out[reason] += capabilities
            continue
        judged.by_validity[state] += capabilities
        judged.latest_reading = max(filter(None, (judged.latest_reading, row["observed_on"])), default=None)
        if any_validity or (state in STANDING and row["place"] != "unknown"):
            judged.standing.append(row)
        elif state in STANDING or state == "unknown":
            judged.unknown.append(row)
        else:
            judged.past.setdefault(state, set()).add(row["institution"])
    return judged


OWN_ONLY = "serves its own organisation only"


def _left_out(row: Row, any_customer: bool) -> str | None:
    if row["place"] == "outside":
        return "region"
    return OWN_ONLY if row["available_to"] == "own-organisation" and not any_customer else None
