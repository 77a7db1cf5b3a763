"""Sifting: from what a request is about to the documents that are looked at, and what each constraint says of them."""

from collections.abc import Callable
from functools import cached_property

import numpy as np

from kg.matching.verdict import Status
from kg.search.documents import COLUMN, DRIVING
from kg.search.fields import FIELDS
from kg.search.opened import Opened, Parts
from kg.search.ranges import MET, STATUSES, UNKNOWN, UNMET
from kg.search.request import Chosen, Constraint, Request, Span, Verdict
from kg.search.store import Array, distinct
from kg.search.words import phrases


class Sifted:
    """The documents that a request is about, by layer, and columns of them."""

    def __init__(self, index: Opened, documents: list[Array]) -> None:
        self.index, self.documents = index, documents

    def __len__(self) -> int:
        return sum(map(len, self.documents))

    def part(self, name: str) -> Array:
        """The number of a part of each document."""
        return self._parts[:, COLUMN[name]]

    @cached_property
    def _parts(self) -> Array:
        layers = zip(self.index.layers, self.documents, strict=True)
        return np.concatenate([layer.parts[numbers] for layer, numbers in layers])

    @cached_property
    def owners(self) -> tuple[Array, Array]:
        """The institutions of the documents, and for each document which of these is its own."""
        numbers = self.index.institution_of_owner[self.part("owner")]
        there = member(numbers, len(self.index.field("institution").keys))
        return np.flatnonzero(there), (np.cumsum(there) - 1)[numbers]

    def order(self) -> Array:
        """Where each document stands in the order of ids."""
        layers = zip(self.index.layers, self.documents, strict=True)
        return np.concatenate([layer.order(numbers) for layer, numbers in layers])

    def only(self, mask: Array) -> "Sifted":
        cut = len(self.documents[0])
        return Sifted(self.index, [self.documents[0][mask[:cut]], self.documents[1][mask[cut:]]])


def sift(index: Opened, request: Request) -> Sifted:
    """The documents that the request is about: found by the constraint that has the fewest, sifted by the others."""
    wanted = [_parts(index, chosen) for chosen in request.about]
    words = [index.worded(phrase) for phrase in dict.fromkeys(phrases(request.text))]
    if request.text and not words:
        return Sifted(index, [np.empty(0, np.int32), np.empty(0, np.int32)])
    driving = [
        parts
        for chosen, parts in zip(request.about, wanted, strict=True)
        if not chosen.exclude and parts.keys() <= set(DRIVING)
    ]
    driving += words
    first = min(driving, key=lambda parts: _size(index, parts), default=None)
    found = Sifted(index, _documents(index, first) if first is not None else index.everything())
    for chosen, parts in zip(request.about, wanted, strict=True):
        if parts is not first:
            found = found.only(chosen_status(index, found, chosen) == MET)
    for parts in words:
        if parts is not first:
            found = found.only(_have(index, found, parts))
    return found


def _parts(index: Opened, chosen: Chosen) -> Parts:
    """The parts that have any of the values."""
    field = index.field(chosen.field)
    return {FIELDS[chosen.field].name: distinct(field.parts.of_all(field.find(chosen.values))[0])}


def _size(index: Opened, parts: Parts) -> int:
    """How many documents have the parts, counted double where two kinds of parts find them."""
    total = 0
    for name, numbers in parts.items():
        lists = index.layers[0].of_part[name]
        numbers = numbers[numbers < len(lists)]
        total += int((lists.starts[numbers + 1] - lists.starts[numbers]).sum())
    return total


def _documents(index: Opened, parts: Parts) -> list[Array]:
    by_kind = [index.having(name, numbers) for name, numbers in parts.items() if len(numbers)]
    if len(by_kind) == 1:
        return by_kind[0]
    empty = np.empty(0, np.int32)
    return [distinct(np.concatenate(layer)) for layer in zip(*by_kind, strict=True)] if by_kind else [empty, empty]


def _have(index: Opened, found: Sifted, parts: Parts) -> Array:
    """Whether each document has one of the parts, of any kind."""
    mask = np.zeros(len(found), bool)
    for name, numbers in parts.items():
        mask |= member(numbers, len(index.tables[name]))[found.part(name)]
    return mask


def member(numbers: Array, size: int) -> Array:
    """For each number below ``size`` whether it is among some."""
    mask = np.zeros(size, bool)
    mask[numbers] = True
    return mask


def chosen_status(index: Opened, found: Sifted, chosen: Chosen) -> Array:
    """The status of each document by one constraint."""
    field, part = index.field(chosen.field), FIELDS[chosen.field].name
    of_part = np.full(len(field.of_part), MET if chosen.exclude else UNMET, np.uint8)
    if chosen.missing == "unknown":
        of_part[field.of_part.lengths == 0] = UNKNOWN
    of_part[field.parts.of_all(field.find(chosen.unsure))[0]] = UNKNOWN
    of_part[field.parts.of_all(field.find(chosen.values))[0]] = UNMET if chosen.exclude else MET
    return of_part[found.part(part)]


def status_by(index: Opened, found: Sifted, constraint: Constraint) -> Array:
    """The status of each document by one constraint."""
    if isinstance(constraint, Chosen):
        return chosen_status(index, found, constraint)
    return (
        span_status(index, found, constraint)
        if isinstance(constraint, Span)
        else verdict_status(index, found, constraint)
    )


def span_status(index: Opened, found: Sifted, span: Span) -> Array:
    """The status of each document by a range: by its ends where it states one of the quantity, else by all that it states."""
    table, parts = index.tables["extents"], found.part("extents")
    assert table.ranges is not None  # extents are declared so
    statuses, several = table.ranges.judge(span, parts)
    if len(several):
        statuses[several] = _each_once(parts[several], lambda part: span.judge(table.value(part)))
    return statuses


def verdict_status(index: Opened, found: Sifted, verdict: Verdict) -> Array:
    """The status of each document by a function of its parts."""
    tables = [index.tables[name] for name in verdict.parts]
    keys = found.part(verdict.parts[0]).astype(np.int64)
    for name, table in zip(verdict.parts[1:], tables[1:], strict=True):
        keys = keys * len(table) + found.part(name)

    def judge(key: int) -> Status:
        numbers = []
        for table in reversed(tables[1:]):
            key, number = divmod(key, len(table))
            numbers.append(number)
        return verdict.judge(
            *(table.value(number) for table, number in zip(tables, [key, *reversed(numbers)], strict=True))
        )

    return _each_once(keys, judge)


def _each_once(keys: Array, judge: Callable[[int], Status]) -> Array:
    """What ``judge`` says of each number; it is asked once for each that is different."""
    different = distinct(keys)
    statuses = np.fromiter((STATUSES.index(judge(key)) for key in different.tolist()), np.uint8, len(different))
    return statuses[np.searchsorted(different, keys)]
