"""The documents of an index: for each its id, the numbers of its parts, and where it stands in the order of ids."""

from array import array
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from kg.matching.offer import Offer
from kg.search.fields import PARTS
from kg.search.store import Array, Lists, Texts, load, save
from kg.search.table import Filling, Table

# Parts by which documents are found; by the others they are only sifted.
DRIVING = ("owner", "period", "places", "parameters", "products", "techniques", "instruments", "methods")

COLUMN = {part.name: number for number, part in enumerate(PARTS)}

# Between two ids of the base there is room for so many of the tail.
ROOM_BITS = 16
ROOM = 1 << ROOM_BITS


class Documents:
    """Documents by number. ``parts`` has a row for each, with the numbers of its parts (``COLUMN`` says which is where): what
    is asked of one document lies together. ``order`` says where each stands among all of the index: ids in order have
    numbers in order."""

    def __init__(self, ids: Texts, parts: Array, of_part: Mapping[str, Lists], order: Array | None) -> None:
        self.ids, self.parts, self.of_part, self._order = ids, parts, of_part, order

    @classmethod
    def load(cls, folder: Path) -> "Documents":
        order = load(folder, "order") if (folder / "order.npy").exists() else None
        return cls(Texts.load(folder, "ids"), load(folder, "parts"),
                   {name: Lists.load(folder, f"{name}.documents") for name in DRIVING}, order)  # fmt: skip

    def save(self, folder: Path) -> None:
        folder.mkdir()
        self.ids.save(folder, "ids")
        save(folder, "parts", self.parts)
        for name, lists in self.of_part.items():
            lists.save(folder, f"{name}.documents")
        if self._order is not None:
            save(folder, "order", self._order)

    def __len__(self) -> int:
        return len(self.ids)

    def order(self, numbers: Array) -> Array:
        """Where documents stand in the order of ids."""
        return self._order[numbers] if self._order is not None else (numbers.astype(np.int64) << ROOM_BITS)

    def having(self, part: str, numbers: Array) -> Array:
        """The documents that have one of several parts, in no order."""
        lists = self.of_part[part]
        return lists.of_all(numbers[numbers < len(lists)])[0]  # parts that came later are in the tail alone

    def number(self, id: str) -> int | None:
        """The number of a document, among documents in the order of ids."""
        at = self.ids.bisect(id)
        return at if at < len(self) and self.ids[at] == id else None

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

    def documents(
        self, tables: Mapping[str, Table], base: Documents | None = None, kept: "Kept | None" = None
    ) -> Documents:
        """The documents collected, with those of an earlier tail that are ``kept``. Beside a ``base``, each stands after the
        last of the base whose id is not beyond its own."""
        ids = self._ids
        parts = np.array(self._rows, np.int32).reshape(-1, len(PARTS))
        if kept is not None:
            ids = [*kept.ids(), *ids]
            order = sorted(range(len(ids)), key=ids.__getitem__)
            ids = [ids[number] for number in order]
            parts = np.concatenate((kept.documents.parts[kept.numbers], parts))[order]
        of_part = {name: Lists.inverted(parts[:, COLUMN[name]], len(tables[name])) for name in DRIVING}
        return Documents(Texts.of(ids), parts, of_part, _between(ids, base.ids) if base is not None else None)


class Kept(NamedTuple):
    """Documents of an earlier tail that nothing has changed."""

    documents: Documents
    numbers: Array

    def ids(self) -> list[str]:
        return [self.documents.ids[number] for number in self.numbers]


def _between(ids: list[str], base: Texts) -> Array:
    order = np.empty(len(ids), np.int64)
    place, after = -1, 0
    for number, id in enumerate(ids):
        at = base.bisect(id)
        after = after + 1 if at == place else 1
        place = at
        order[number] = (at - 1 << ROOM_BITS) + after
    return order
