"""The documents of an index: for each its id, the numbers of its parts, and where it stands in the order of ids."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from kg.matching.offer import Offer
from kg.search.fields import PARTS
from kg.search.store import Array, Lists, Texts, load, save
from kg.search.table import Filling, Table

# Parts by which documents are found; by the others they are only sifted.
DRIVING = ("owner", "period", "places", "parameters", "products", "techniques", "instruments", "methods", "classified")

COLUMN = {part.name: number for number, part in enumerate(PARTS)}

# Between two ids of the base there is room for so many of the tail.
ROOM_BITS = 16
ROOM = 1 << ROOM_BITS

# Ids that are kept while others are looked for.
IDS_KEPT = 8192


class Documents:
    """Documents by number. ``parts`` has a row for each, with the numbers of its parts (``COLUMN`` says which is where): what
    is asked of one document lies together. ``by_id``: their numbers in the order of their ids; ``order``: where each stands among
    all of the index, ids in order have numbers in order."""

    def __init__(self, ids: Texts, parts: Array, of_part: Mapping[str, Lists], by_id: Array, order: Array) -> None:
        self.ids, self.parts, self.of_part, self.by_id, self.order = ids, parts, of_part, by_id, order

    @classmethod
    def load(cls, folder: Path) -> "Documents":
        of_part = {name: Lists.load(folder, f"{name}.documents") for name in DRIVING}
        return cls(
            Texts.load(folder, "ids"), load(folder, "parts"), of_part, load(folder, "by_id"), load(folder, "order")
        )

    def save(self, folder: Path) -> None:
        folder.mkdir()
        self.ids.save(folder, "ids")
        save(folder, "parts", self.parts)
        for name, lists in self.of_part.items():
            lists.save(folder, f"{name}.documents")
        save(folder, "by_id", self.by_id)
        save(folder, "order", self.order)

    def __len__(self) -> int:
        return len(self.ids)

    def having(self, part: str, numbers: Array) -> Array:
        """The documents that have one of several parts, in no order."""
        lists = self.of_part[part]
        return lists.of_all(numbers[numbers < len(lists)])[0]  # parts that came later are in the tail alone

    def number(self, id: str) -> int | None:
        """The number of a document."""
        at = self.place(id)
        number = int(self.by_id[at]) if at < len(self) else None
        return number if number is not None and self.ids[number] == id else None

    def place(self, id: str) -> int:
        """Where an id stands, or would, in the order of ids."""
        return bisect_left(self.by_id, id, key=self._id)

    @cached_property
    def _id(self) -> Callable[[int], str]:
        """The id of a document: those in the middle are looked at again and again."""
        return lru_cache(IDS_KEPT)(self.ids.__getitem__)

    @cached_property
    def everything(self) -> Array:
        return np.arange(len(self), dtype=np.int32)


class Collected:
    """Documents being collected from offers, which come in the order of their ids."""

    def __init__(self, fillings: Mapping[str, Filling]) -> None:
        self._todo = [(part.of, fillings[part.name].number) for part in PARTS]
        self._ids: list[str] = []
        self._rows = array("i")

    def add(self, offers: Iterable[Offer]) -> None:
        todo, ids, rows = self._todo, self._ids, self._rows
        for offer in offers:
            ids.append(offer.id)
            rows.extend([number(of(offer)) for of, number in todo])

    def __len__(self) -> int:
        return len(self._ids)

    def documents(self, tables: Mapping[str, Table]) -> Documents:
        """The documents collected, as a base: those that cite alike lie together, for they are asked for together."""
        parts = np.array(self._rows, np.int32).reshape(-1, len(PARTS))
        by_number = _together(parts, tables)
        by_id = np.empty(len(parts), np.int32)
        by_id[by_number] = np.arange(len(parts))
        ids = Texts.of(self._ids[number] for number in by_number.tolist())
        return _documents(ids, parts[by_number], tables, by_id, by_number.astype(np.int64) << ROOM_BITS)

    def beside(self, base: Documents, tables: Mapping[str, Table], kept: "Kept | None" = None) -> Documents:
        """The documents collected, with those of an earlier tail that are ``kept``, as the tail of a base. Each stands after the
        last of the base whose id is not beyond its own."""
        ids = self._ids
        parts = np.array(self._rows, np.int32).reshape(-1, len(PARTS))
        if kept is not None:
            ids = [*kept.ids(), *ids]
            order = sorted(range(len(ids)), key=ids.__getitem__)
            ids = [ids[number] for number in order]
            parts = np.concatenate((kept.documents.parts[kept.numbers], parts))[order]
        return _documents(Texts.of(ids), parts, tables, np.arange(len(ids), dtype=np.int32), _between(ids, base))


def _documents(ids: Texts, parts: Array, tables: Mapping[str, Table], by_id: Array, order: Array) -> Documents:
    of_part = {name: Lists.inverted(parts[:, COLUMN[name]], len(tables[name])) for name in DRIVING}
    return Documents(ids, parts, of_part, by_id, order)


def _together(parts: Array, tables: Mapping[str, Table]) -> Array:
    """Documents in an order in which those that cite the same standard first, and then those of the same products, follow each other."""
    cited = tables["methods"].fields["standard"].of_part
    first = np.full(len(cited), len(cited.items), np.int64)
    some = np.flatnonzero(cited.lengths)
    first[some] = cited.items[cited.starts[some]]
    methods, products = parts[:, COLUMN["methods"]], parts[:, COLUMN["products"]]
    return np.lexsort((products, methods, first[methods]))


class Kept(NamedTuple):
    """Documents of an earlier tail that nothing has changed."""

    documents: Documents
    numbers: Array

    def ids(self) -> list[str]:
        return [self.documents.ids[number] for number in self.numbers]


def _between(ids: list[str], base: Documents) -> Array:
    order = np.empty(len(ids), np.int64)
    place, after = -1, 0
    for number, id in enumerate(ids):
        at = base.place(id)
        after = after + 1 if at == place else 1
        place = at
        order[number] = (at - 1 << ROOM_BITS) + after
    return order
