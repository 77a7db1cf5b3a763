"""An index that is open: its tables, its documents and its words, mapped from the folder of one generation."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path

import numpy as np

from kg.matching.offer import Offer
from kg.search import fields
from kg.search.documents import COLUMN, Documents
from kg.search.fields import Value
from kg.search.store import Array, distinct, load
from kg.search.suggesting import Cited
from kg.search.table import Field, Table
from kg.search.timeline import Timeline
from kg.search.wordindex import Names

# Words whose values are kept: a common one is in the names of ten thousands of things.
WORDS_KEPT = 512

# Verdicts whose statuses of parts are kept, and the status of a part that none has been told of.
VERDICTS_KEPT, UNJUDGED = 64, 255

# Numbers of parts, by kind of part.
Parts = Mapping[str, Array]


class Holder:
    """Something to hold a generation by: it is kept for as long as this is in use."""


class Opened:
    """``layers``: documents in two layers, those of the last whole build, of which the ``dead`` ones have been replaced or
    ended since, and those written since. ``observed``: when each source was last read."""

    def __init__(self, folder: Path, observed: Mapping[str, date | None], holder: Holder | None = None) -> None:
        self.observed, self.holder = dict(observed), holder
        self.tables = {part.name: Table.load(folder / "parts", part) for part in fields.PARTS}
        self._values = [
            (part.name, self.tables[part.name].value) for part in fields.PARTS
        ]  # as the columns of documents
        self.layers = (Documents.load(folder / "base"), Documents.load(folder / "tail"))
        self.dead = load(folder, "dead")
        self.timeline = Timeline(*(load(folder, f"timeline.{name}") for name in Timeline._fields))
        self.names = Names(folder / "words")
        # No cache refers to this object: it goes, and lets go of its generation, when nobody uses it any more.
        self.worded = lru_cache(WORDS_KEPT)(
            partial(_worded, self.names, {name: self.field(name) for name in fields.NAMED})
        )
        self.judged = lru_cache(VERDICTS_KEPT)(partial(_unjudged, self.tables))
        self.institution_of_owner = self.field("institution").of_part.items  # each owner is one institution
        self.living = np.flatnonzero(~self.dead).astype(np.int32)
        self._capabilities: dict[str, Array] = {}

    def field(self, name: str) -> Field:
        return self.tables[fields.FIELDS[name].name].fields[name]

    def __len__(self) -> int:
        return len(self.living) + len(self.layers[1])

    def everything(self) -> list[Array]:
        """All documents, by layer."""
        return [self.living, self.layers[1].everything]

    def having(self, part: str, numbers: Array) -> list[Array]:
        """The documents that have one of several parts, in order, by layer."""
        base, tail = (layer.having(part, numbers) for layer in self.layers)
        return [_ordered(base[~self.dead[base]], len(self.dead)), _ordered(tail, len(self.layers[1]))]

    def capabilities(self, name: str) -> Array:
        """How many capabilities have each value of a field by whose parts documents are found."""
        if name not in self._capabilities:
            field, part = self.field(name), fields.FIELDS[name].name
            of_part = np.zeros(len(field.of_part), np.int64)
            for layer in self.layers:
                lengths = layer.of_part[part].lengths
                of_part[: len(lengths)] += lengths
            gone = self.layers[0].parts[np.flatnonzero(self.dead), COLUMN[part]]
            of_part -= np.bincount(gone, minlength=len(of_part))
            until = np.concatenate(([0], np.cumsum(of_part[field.parts.items])))
            self._capabilities[name] = until[field.parts.starts[1:]] - until[field.parts.starts[:-1]]
        return self._capabilities[name]

    @cached_property
    def cited(self) -> Cited:
        """The standards that capabilities cite."""
        field, capabilities = self.field("standard"), self.capabilities("standard")
        there = np.flatnonzero(capabilities).tolist()
        return Cited((field.value(number), int(capabilities[number])) for number in there)

    def named(self, field: str, text: str) -> list[Value]:
        """The values of a field with a name, or with that key, that a capability has."""
        column = self.field(field)
        numbers = {*column.bearing(text.strip()), *column.find([text.strip()]).tolist()}
        part = fields.FIELDS[field].name
        return [
            column.value(number)
            for number in sorted(numbers)
            if any(len(some) for some in self.having(part, column.parts.of_all(np.array([number]))[0]))
        ]

    def offers(self, found: Sequence[tuple[int, int]]) -> list[Offer]:
        """The offers that documents (layer, number) were made of."""
        return [self._offer(self.layers[layer], number) for layer, number in found]

    def _offer(self, layer: Documents, number: int) -> Offer:
        row = layer.parts[number].tolist()
        parts = {name: value(part) for (name, value), part in zip(self._values, row, strict=True)}
        return fields.offer(layer.ids[number], parts, self.observed)

    def find(self, id: str) -> tuple[int, int] | None:
        """Where the document of a capability is; None where there is none."""
        number = self.layers[1].number(id)
        if number is not None:
            return 1, number
        number = self.layers[0].number(id)
        return None if number is None or self.dead[number] else (0, number)


def _ordered(numbers: Array, size: int) -> Array:
    """Different numbers below ``size`` in order; of very many a list of all tells it sooner."""
    if len(numbers) * 16 < size:
        return np.sort(numbers)
    there = np.zeros(size, bool)
    there[numbers] = True
    return np.flatnonzero(there).astype(np.int32)


def _unjudged(tables: Mapping[str, Table], part: str, _: Hashable) -> Array:
    """A status for each part of a kind, to be told as it is asked for: one verdict's own."""
    return np.full(len(tables[part]), UNJUDGED, np.uint8)


def _worded(names: Names, by_name: Mapping[str, Field], phrase: tuple[str, ...]) -> Parts:
    """The parts whose values have a word in their names."""
    parts: dict[str, list[Array]] = {}
    for name, numbers in names.having(phrase).items():
        if len(numbers):
            parts.setdefault(fields.FIELDS[name].name, []).append(by_name[name].parts.of_all(numbers)[0])
    return {name: distinct(np.concatenate(some)) for name, some in parts.items()}
