"""What an answer about capabilities amounts to, in numbers: what its `why` is made of, whoever counted."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kg.matching.closeness import CLOSENESS, Fit
from kg.matching.constraints.citing import closest
from kg.matching.offer import Offer
from kg.matching.reason import STATUSES, worst
from kg.matching.requirement import Requirement
from kg.matching.validity import STANDING, State
from kg.matching.verdict import Verdict, constraints, judge

# From the surest.
SURE: Mapping[State, int] = {
    "valid": 0, "in-date": 1, "unknown": 2, "ran-out": 3, "suspended": 4, "not-yet": 5, "withdrawn": 6,
}  # fmt: skip


@dataclass
class Summary:
    """``capabilities`` and ``institutions`` that answer, those that stand ``apart`` since something is not known, and why the rest
    is left out: by the first constraint that is unmet, validity last. ``past``: institutions by a state that is no longer good."""

    capabilities: int = 0
    institutions: int = 0
    restricted: int = 0
    apart: int = 0
    apart_institutions: int = 0
    by_validity: Mapping[State, int] = field(default_factory=dict)
    institutions_by_validity: Mapping[State, int] = field(default_factory=dict)
    by_activity: Mapping[str, int] = field(default_factory=dict)
    by_closeness: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    latest_reading: date | None = None

    @property
    def past(self) -> Mapping[State, int]:
        return {
            state: n
            for state, n in self.institutions_by_validity.items()
            if state not in STANDING and state != "unknown"
        }


class Rank(NamedTuple):
    """What puts one capability before another, the first that differs: the closest standard; what is met before what is partly met;
    how much of the range is not covered, in thousandths; the surest validity; the unrestricted; the id."""

    closeness: int
    status: int
    uncovered: int
    validity: int
    restricted: bool
    id: str


class Candidate(NamedTuple):
    """A capability with its verdict and its place among others; ``fit``: how what it cites leads to the standard asked for."""

    offer: Offer
    verdict: Verdict
    state: State
    rank: Rank
    fit: Fit | None


class Judge:
    """Holds a requirement against offers."""

    def __init__(self, asked: Requirement) -> None:
        self._asked, self._constraints = asked, constraints(asked)

    def candidate(self, offer: Offer) -> Candidate:
        """An offer with its verdict. The closest standard comes first, then what is met, what is surest, unrestricted."""
        verdict = judge(self._asked, offer, self._constraints)
        valid = verdict.of("validity")
        state: State = valid.offered if valid else "unknown"  # type: ignore[assignment]  # what it offers is a state
        fit = closest(self._asked.standard, offer.methods) if self._asked.standard else None
        close = CLOSENESS.index(fit.closeness) if fit else 0
        but = worst([reason.status for reason in verdict.deciding if reason.constraint != "validity"])
        span = verdict.of("range")
        uncovered = 1000 - math.floor(span.share * 1000) if span and span.share is not None else 0
        rank = Rank(close, STATUSES.index(but), uncovered, SURE[state], bool(offer.restrictions), offer.id)
        return Candidate(offer, verdict, state, rank, fit)


@dataclass
class Sorted:
    """Candidates that answer, those that stand apart, and those that are left out, the best first; with the summary of all."""

    answering: list[Candidate]
    apart: list[Candidate]
    out: list[Candidate]
    summary: Summary


def sort(asked: Requirement, offers: Iterable[Offer]) -> Sorted:
    """Judge every offer, one by one."""
    found = sorted(map(Judge(asked).candidate, offers), key=lambda each: each.rank)
    answering = [each for each in found if each.verdict.status in ("met", "partly")]
    apart = [each for each in found if each.verdict.status == "unknown"]
    out = [each for each in found if each.verdict.status == "unmet"]
    left = Counter(name for each in found if (name := _left_out(each)))
    rest = [each for each in found if not _left_out(each)]
    held: defaultdict[State, set[str]] = defaultdict(set)
    for each in rest:
        held[each.state].add(each.offer.institution.id)
    return Sorted(answering, apart, out, Summary(
        len(answering), _institutions(answering), sum(bool(each.offer.restrictions) for each in answering),
        len(apart), _institutions(apart), dict(Counter(each.state for each in rest)),
        {state: len(some) for state, some in held.items()}, _by_activity(found), _by_closeness(asked, answering), dict(left),
        max((each.offer.observed_on for each in rest if each.offer.observed_on), default=None),
    ))  # fmt: skip


def _institutions(some: Iterable[Candidate]) -> int:
    return len({each.offer.institution.id for each in some})


def _left_out(each: Candidate) -> str | None:
    """The first constraint that is unmet, other than validity."""
    unmet = (reason.constraint for reason in each.verdict.deciding if reason.status == "unmet")
    return next((name for name in unmet if name != "validity"), None)


def _by_activity(found: Iterable[Candidate]) -> dict[str, int]:
    """Institutions by activity, of what is left out for nothing else."""
    held: defaultdict[str, set[str]] = defaultdict(set)
    for each in found:
        if not any(reason.status == "unmet" and reason.constraint != "activity" for reason in each.verdict.deciding):
            held[each.offer.activity].add(each.offer.institution.id)
    return {activity: len(some) for activity, some in sorted(held.items())}


def _by_closeness(asked: Requirement, answering: Iterable[Candidate]) -> dict[str, int]:
    if asked.standard is None:
        return {}
    counts = Counter(each.rank.closeness for each in answering)
    return {closeness: counts[rank] for rank, closeness in enumerate(CLOSENESS) if counts[rank]}
