"""Sifting: from what a request is about to the documents that are looked at, and what each constraint says of them."""

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from kg.matching.offer import Offer
from kg.search.documents import COLUMN, DRIVING
from kg.search.fields import FIELDS
from kg.search.opened import UNJUDGED, Opened, Parts
from kg.search.ranges import MET, STATUSES, UNKNOWN, UNMET
from kg.search.request import CLOSEST, Chosen, Constraint, Request, Span, Verdict
from kg.search.store import Array, distinct
from kg.search.words import phrases

# To look a document up takes as long as to read so many numbers of a list.
LISTED = 16


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
        return np.concatenate([layer.order[numbers] for layer, numbers in layers])

    def offers(self, most: int) -> list[Offer]:
        """The capabilities in the order of their ids, the first ones."""
        places = [(layer, number) for layer, numbers in enumerate(self.documents) for number in numbers.tolist()]
        first = np.argsort(self.order(), kind="stable")[:most]
        return self.index.offers([places[at] for at in first])

    def only(self, mask: Array) -> "Sifted":
        cut = len(self.documents[0])
        return Sifted(self.index, [self.documents[0][mask[:cut]], self.documents[1][mask[cut:]]])


def sift(index: Opened, request: Request) -> Sifted:
    """The documents that the request is about: found by the constraint that has the fewest, sifted by the others."""
    wanted = [_parts(index, chosen) for chosen in request.about]
    words = [index.worded(phrase) for phrase in dict.fromkeys(phrases(request.text))]
    if request.text and not words:
        return Sifted(index, [np.empty(0, np.int32), np.empty(0, np.int32)])
    found_by = [
        not chosen.exclude and parts.keys() <= set(DRIVING) for chosen, parts in zip(request.about, wanted, strict=True)
    ]
    driving = [*(parts for parts, by in zip(wanted, found_by, strict=True) if by), *words]
    sized = sorted(((_size(index, parts), parts) for parts in driving), key=lambda pair: pair[0])
    found = Sifted(index, _documents(index, sized[0][1]) if sized else index.everything())
    for size, parts in sized[1:]:
        have = _listed if size < LISTED * len(found) else _have
        found = found.only(have(index, found, parts))
    for chosen, by in zip(request.about, found_by, strict=True):
        if not by:
            found = found.only(chosen_status(index, found, chosen) == MET)
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


def _listed(index: Opened, found: Sifted, parts: Parts) -> Array:
    """The same from the lists of documents of the parts."""
    masks = []
    for layer, documents in zip(index.layers, found.documents, strict=True):
        listed = np.zeros(len(layer), bool)
        for name, numbers in parts.items():
            listed[layer.having(name, numbers)] = True
        masks.append(listed[documents])
    return np.concatenate(masks)


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


Judged = tuple[Array, Array | None]


class Closest(NamedTuple):
    """The closest document that each cites (its place among ``documents``): the one that the request ranks first."""

    documents: Sequence[str | None]
    of: Array


def closest_of(index: Opened, found: Sifted, closeness: Mapping[str, int]) -> Closest:
    """Of each document the closest of what it cites; the last of all where that is nothing that was asked for."""
    field, documents = index.field("standard"), [*closeness, None]
    of_part = np.full(len(field.of_part), len(closeness), np.int32)
    for place in reversed(range(len(closeness))):
        of_part[field.parts.of_all(field.find([documents[place] or ""]))[0]] = place
    return Closest(documents, of_part[found.part("methods")])


def status_by(index: Opened, found: Sifted, constraint: Constraint, closest: Closest) -> Judged:
    """The status of each document by one constraint; of a range also how much it leaves uncovered, in thousandths."""
    if isinstance(constraint, Chosen):
        return chosen_status(index, found, constraint), None
    if isinstance(constraint, Span):
        return span_status(index, found, constraint)
    return verdict_status(index, found, constraint, closest), None


def span_status(index: Opened, found: Sifted, span: Span) -> Judged:
    """By its ends where a document states one range of the measurand that covers all or nothing, else by all that it states."""
    table, parts = index.tables["extents"], found.part("extents")
    assert table.ranges is not None  # extents are declared so
    if span.asked is None:
        statuses, several = np.full(len(parts), UNKNOWN, np.uint8), np.arange(len(parts))
    else:
        statuses, several = table.ranges.judge(span.dimension, span.kind, span.asked, parts)
    uncovered = np.where(statuses == UNMET, 1000, 0)
    if len(several):
        first, of = _numbered(parts[several])
        told = [span.judge(table.value(int(part))) for part in parts[several][first]]
        statuses[several] = np.array([STATUSES.index(status) for status, _ in told], np.uint8)[of]
        uncovered[several] = np.array([0 if share is None else 1000 - math.floor(share * 1000) for _, share in told])[
            of
        ]
    return statuses, uncovered


def verdict_status(index: Opened, found: Sifted, verdict: Verdict, closest: Closest) -> Array:
    """The status of each document by a function of its parts."""
    if verdict.kept is not None:
        return _kept_status(index, found.part(*verdict.parts), verdict)
    columns = [closest.of if name == CLOSEST else found.part(name) for name in verdict.parts]
    values = [closest.documents.__getitem__ if name == CLOSEST else index.tables[name].value for name in verdict.parts]
    statuses, some = np.full(len(found), MET, np.uint8), np.arange(len(found))
    if verdict.only:
        some = np.flatnonzero(chosen_status(index, found, verdict.only) == MET)
        columns = [column[some] for column in columns]
    if not len(some):
        return statuses
    first, of = _alike(columns)
    judged = (
        verdict.judge(*(value(int(column[at])) for value, column in zip(values, columns, strict=True))) for at in first
    )
    statuses[some] = np.array([STATUSES.index(status) for status in judged], np.uint8)[of]
    return statuses


def _kept_status(index: Opened, parts: Array, verdict: Verdict) -> Array:
    """The same of one part each, of which most have been judged before."""
    (name,) = verdict.parts
    of_part, table = index.judged(name, (verdict.name, verdict.kept)), index.tables[name]
    statuses = of_part[parts]
    new = distinct(parts[statuses == UNJUDGED])
    for part in new.tolist():
        of_part[part] = STATUSES.index(verdict.judge(table.value(part)))
    return of_part[parts] if len(new) else statuses


def _alike(columns: Sequence[Array]) -> tuple[Array, Array]:
    """Rows of columns that are alike throughout: where the first of each stands, and for each row which of these it is like."""
    first, of = _numbered(columns[0])
    for column in columns[1:]:
        other, numbers = _numbered(column)
        first, of = _numbered(of * len(other) + numbers)
    return first, of


def _numbered(keys: Array) -> tuple[Array, Array]:
    order = np.argsort(keys, kind="stable")
    level = keys[order]
    begins = np.ones(len(keys), bool)
    begins[1:] = level[1:] != level[:-1]
    of = np.empty(len(keys), np.int64)
    of[order] = np.cumsum(begins) - 1
    return order[begins], of
