"""Answering a request from an open index: judge, count, order, group, cut a page."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from kg.matching.validity import STATES
from kg.search.facets import counted
from kg.search.found import Found, Group, Hit
from kg.search.opened import Opened
from kg.search.ranges import MET, PARTLY, UNKNOWN, UNMET
from kg.search.request import Request
from kg.search.sifted import closest_of, member, sift, status_by
from kg.search.store import Array

# The order of answers: of states the surest first, as asking has it.
_SURE = np.array(
    [("valid", "in-date", "unknown", "ran-out", "suspended", "not-yet", "withdrawn").index(s) for s in STATES], np.uint8
)
_ORDER_BITS = 44
WORST_RANK = 7  # of three bits


class Judged:
    """The documents of a request with what every constraint says of each."""

    def __init__(self, index: Opened, request: Request) -> None:
        self.index, self.request = index, request
        self.found = sift(index, request)
        self.state = index.timeline.on(request.as_of, self.found.part("period"))
        self.names = [constraint.name for constraint in request.constraints]
        closest = closest_of(index, self.found, request.closeness)
        ranks = np.array([*request.closeness.values(), WORST_RANK if request.closeness else 0], np.uint8)
        self.rank = ranks[closest.of]
        told = [status_by(index, self.found, constraint, closest) for constraint in request.constraints]
        self.statuses = [status for status, _ in told]
        self.uncovered = np.minimum(
            sum((of for _, of in told if of is not None), np.zeros(len(self.found), np.int64)), 1000
        )
        if request.loose:
            self.names.append("standard")
            of_rank = [PARTLY if rank in request.loose else MET for rank in range(WORST_RANK + 1)]
            self.statuses.append(np.array(of_rank, np.uint8)[self.rank])
        self.validity = self._validity()
        self.worst_but_validity = self._worst(self.statuses)
        self.worst = np.maximum(self.worst_but_validity, self.validity)

    def _validity(self) -> Array:
        states = self.request.states
        statuses = [MET if state in states else UNKNOWN if state == "unknown" else UNMET for state in STATES]
        return np.array(statuses, np.uint8)[self.state]

    def _worst(self, statuses: Sequence[Array]) -> Array:
        worst = np.full(len(self.found), MET, np.uint8)
        for status in statuses:
            np.maximum(worst, status, out=worst)
        return worst

    def worst_without(self, field: str) -> Array:
        """The worst status when the constraints on one field do not count."""
        if field not in self.names:
            return self.worst
        rest = [status for name, status in zip(self.names, self.statuses, strict=True) if name != field]
        return self._worst([*rest, self.validity])

    def restricted(self) -> Array:
        return self.index.field("restriction").of_part.lengths[self.found.part("restrictions")] > 0


def answer(index: Opened, request: Request) -> Found:
    """The answer to a request."""
    judged = Judged(index, request)
    found = judged.found
    answers, apart = np.flatnonzero(judged.worst <= PARTLY), np.flatnonzero(judged.worst == UNKNOWN)
    restricted = judged.restricted()
    keys = _keys(judged, restricted)
    institutions = found.owners[1]
    facets = {facet.field: counted(judged, facet) for facet in request.facets}
    page = _groups if request.grouped else _single
    return Found(
        len(answers), _distinct(institutions[answers]), page(judged, answers, keys, request.skip, request.limit),
        page(judged, apart, keys, 0, request.apart), len(apart), _distinct(institutions[apart]),
        restricted=int(np.count_nonzero(restricted[answers])), facets=facets,
        by_rank=_counts(judged.rank[answers]) if request.closeness else {}, **_why(judged),
    )  # fmt: skip


def _keys(judged: Judged, restricted: Array) -> Array:
    """One number for each document by which they are in order, the best first: the closest standard, met before partly
    met, the surest state, what is not restricted, then the id."""
    key = judged.rank.astype(np.int64)
    key = key << 2 | judged.worst_but_validity
    key = key << 10 | judged.uncovered
    key = key << 3 | _SURE[judged.state]
    key = key << 1 | restricted
    return np.asarray(key << _ORDER_BITS | judged.found.order() + (1 << 32))


def _groups(judged: Judged, some: Array, keys: Array, skip: int, limit: int) -> tuple[Group, ...]:
    """A page of the institutions of some documents."""
    if not limit or not len(some):
        return ()
    most, field = judged.request.members, judged.index.field("institution")
    numbers, institutions = judged.found.owners
    mine, of = keys[some], institutions[some]
    counts = np.bincount(of)
    best = np.full(len(counts), np.iinfo(np.int64).max)
    np.minimum.at(best, of, mine)
    page = _smallest(best, skip, limit, int(np.count_nonzero(counts)))
    inside = np.zeros(len(counts), bool)
    inside[page] = True
    chosen = np.flatnonzero(inside[of])
    chosen = chosen[np.argsort(mine[chosen], kind="stable")]
    members: dict[int, list[int]] = {int(institution): [] for institution in page}
    for at, institution in zip(some[chosen].tolist(), of[chosen].tolist(), strict=True):
        if len(members[institution]) < most:
            members[institution].append(at)
    return tuple(
        Group(field.value(int(numbers[institution])), int(counts[institution]), _hits(judged, best))
        for institution, best in members.items()
    )


def _single(judged: Judged, some: Array, keys: Array, skip: int, limit: int) -> tuple[Group, ...]:
    """A page of some documents, each a group of its own."""
    field, places = judged.index.field("institution"), some[_smallest(keys[some], skip, limit, len(some))]
    numbers, institutions = judged.found.owners
    owners = numbers[institutions[places]].tolist()
    hits = _hits(judged, places.tolist())
    return tuple(Group(field.value(owner), 1, (hit,)) for owner, hit in zip(owners, hits, strict=True))


def _smallest(keys: Array, skip: int, limit: int, most: int) -> Array:
    """The places of the smallest keys, in order, from the ``skip``-th; no more than there are."""
    end = min(skip + limit, most)
    if skip >= end:
        return np.empty(0, np.int64)
    some = np.argpartition(keys, end - 1)[:end] if end < len(keys) else np.arange(len(keys))
    return some[np.argsort(keys[some], kind="stable")][skip:end]


def _hits(judged: Judged, places: Sequence[int]) -> tuple[Hit, ...]:
    index, found = judged.index, judged.found
    base = len(found.documents[0])
    documents = [
        (0, int(found.documents[0][at])) if at < base else (1, int(found.documents[1][at - base])) for at in places
    ]
    return tuple(
        Hit(offer, STATES[judged.state[at]], int(judged.rank[at]), bool(judged.worst_but_validity[at] == PARTLY))
        for at, offer in zip(places, index.offers(documents), strict=True)
    )


def _distinct(numbers: Array) -> int:
    return int(np.count_nonzero(np.bincount(numbers))) if len(numbers) else 0


def _counts(codes: Array) -> dict[int, int]:
    return {code: n for code, n in enumerate(np.bincount(codes).tolist()) if n} if len(codes) else {}


def _why(judged: Judged) -> dict[str, Any]:
    """What was left out by which constraint, and of the rest how many are in which state."""
    left: dict[str, int] = {}
    out = np.zeros(len(judged.found), bool)
    for name, status in zip(judged.names, judged.statuses, strict=True):
        unmet = (status == UNMET) & ~out
        if n := int(np.count_nonzero(unmet)):
            left[name] = left.get(name, 0) + n
        out |= unmet
    rest = ~out
    states = judged.state[rest]
    institutions, of = judged.found.owners
    there = member(states * np.int64(len(institutions)) + of[rest], len(STATES) * len(institutions))
    of_states = there.reshape(len(STATES), -1).sum(axis=1).tolist()
    return {
        "left_out": left,
        "by_state": {STATES[code]: n for code, n in _counts(states).items()},
        "institutions_by_state": {state: n for state, n in zip(STATES, of_states, strict=True) if n},
        "latest_reading": _latest(judged, rest),
    }


def _latest(judged: Judged, rest: Array) -> date | None:
    """When the latest of the sources of some documents was read."""
    index = judged.index
    source = index.field("source")
    read = np.array([(index.observed.get(key) or date.min).toordinal() for key in source.keys], np.int64)
    numbers = source.of_part.of_all(judged.found.part("period")[rest])[0]
    latest = int(read[numbers].max()) if len(numbers) else 1
    return date.fromordinal(latest) if latest > 1 else None
