"""The parts of an index, each held once, with the values of their fields: which values a part has, which parts a value."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from kg.schema.folding import fold
from kg.search import plain
from kg.search.beginnings import Beginnings
from kg.search.fields import FOLDED, Part, Value
from kg.search.ranges import Ranges, Rows
from kg.search.store import Array, Found, Lists, Texts, Writing, digest

# Parts and values of fields that are kept once they were read, of each kind.
KEPT = 50_000


# Between the two names of a value.
_BETWEEN = "\x1f"


class Field:
    """The values of a field: by key, with their names; ``of_part``: of each part; ``parts``: that have each; ``folded``: by their
    names, where these are looked up, as are ``beginnings`` by which they are suggested."""

    def __init__(self, keys: Texts, found: Found, names: Texts, of_part: Lists, parts: Lists | None = None,
                 folded: Found | None = None, beginnings: Beginnings | None = None) -> None:  # fmt: skip
        self.keys, self.found, self.names, self.of_part = keys, found, names, of_part
        self.parts = parts or of_part.turned(len(keys))
        self.value = lru_cache(KEPT)(partial(_named, keys, names))
        self.folded, self.beginnings = folded, beginnings

    @classmethod
    def load(cls, folder: Path, name: str) -> "Field":
        return cls(Texts.load(folder, f"{name}.keys"), Found.load(folder, f"{name}.found"), Texts.load(folder, f"{name}.names"),
                   Lists.load(folder, f"{name}.of_part"), Lists.load(folder, f"{name}.parts"),
                   Found.load(folder, f"{name}.folded") if name in FOLDED else None,
                   Beginnings.load(folder, f"{name}.beginnings") if name in FOLDED else None)  # fmt: skip

    def save(self, folder: Path, name: str) -> None:
        self.keys.save(folder, f"{name}.keys")
        self.found.save(folder, f"{name}.found")
        self.names.save(folder, f"{name}.names")
        self.of_part.save(folder, f"{name}.of_part")
        self.parts.save(folder, f"{name}.parts")
        if self.folded is not None:
            self.folded.save(folder, f"{name}.folded")
        if self.beginnings is not None:
            self.beginnings.save(folder, f"{name}.beginnings")

    def bearing(self, name: str) -> list[int]:
        """The numbers of the values that bear a name, however it is written (``fold``)."""
        key = fold(name)
        found = self.folded.having(digest(key)) if self.folded is not None else ()
        return sorted({number for number in found if key in _folds(self.value(number))})

    def find(self, keys: Iterable[str]) -> Array:
        """The numbers of values, of those keys that the index knows."""
        numbers = (self.found.find(key, self.keys) for key in keys)
        return np.array(sorted(number for number in numbers if number is not None), np.int64)


class Table:
    """The parts of one kind, by number; of extents with their ``ranges`` as columns."""

    def __init__(
        self, part: Part, texts: Texts, found: Found, fields: Mapping[str, Field], ranges: Ranges | None = None
    ) -> None:
        self.part, self.texts, self.found, self.fields = part, texts, found, fields
        self.ranges = ranges
        self.value = lru_cache(KEPT)(partial(_read, part.type, texts))

    @classmethod
    def load(cls, folder: Path, part: Part) -> "Table":
        fields = {name: Field.load(folder, name) for name in part.fields}
        ranges = Ranges.load(folder) if part.ranged else None
        return cls(part, Texts.load(folder, part.name), Found.load(folder, part.name), fields, ranges)

    def save(self, folder: Path) -> None:
        self.texts.save(folder, self.part.name)
        self.found.save(folder, self.part.name)
        for name, field in self.fields.items():
            field.save(folder, name)
        if self.ranges is not None:
            self.ranges.save(folder)

    def __len__(self) -> int:
        return len(self.texts)


class _Filling:
    """A field being filled: the values of the new parts."""

    def __init__(self, name: str, before: Field | None) -> None:
        self.name, self.before = name, before
        self._known: dict[str, tuple[int, Value]] = {}
        self.new: list[Value] = []
        self.renamed: dict[int, Value] = {}
        self._lengths, self._items = array("i"), array("i")

    def add(self, values: Sequence[Value]) -> None:
        numbers = dict.fromkeys([self._number(value) for value in values])
        self._lengths.append(len(numbers))
        self._items.extend(numbers)

    def _number(self, value: Value) -> int:
        known = self._known.get(value.key)
        if known is not None and known[1] == value:
            return known[0]
        number = known[0] if known else self.before.found.find(value.key, self.before.keys) if self.before else None
        if number is None:
            number = len(self.new) + (len(self.before.keys) if self.before else 0)
            self.new.append(value)
        elif self._was(number) != value:
            self.renamed[number] = value
        self._known[value.key] = number, value
        return number

    def _was(self, number: int) -> Value:
        start = len(self.before.keys) if self.before else 0
        if number in self.renamed:
            return self.renamed[number]
        return self.new[number - start] if number >= start or not self.before else self.before.value(number)

    def named(self) -> Iterator[tuple[int, Value]]:
        """The values that are new, and those of another name than before."""
        yield from enumerate(self.new, len(self.before.keys) if self.before else 0)
        yield from self.renamed.items()

    def filled(self) -> Field:
        before = self.before
        names = Texts.of((_names(value) for value in self.new), before.names if before else None)
        names = names.replaced(list(self.renamed), [_names(value) for value in self.renamed.values()])
        digests = np.fromiter((digest(value.key) for value in self.new), np.uint64, len(self.new))
        starts = np.concatenate(([0], np.cumsum(np.array(self._lengths, np.int64))))
        lists = Lists(starts, np.array(self._items, np.int32))
        if before:
            digests = np.concatenate((before.found.unsorted(), digests))
            lists = Lists(np.concatenate((before.of_part.starts, lists.starts[1:] + before.of_part.starts[-1])),
                          np.concatenate((before.of_part.items, lists.items)))  # fmt: skip
        keys = Texts.of((value.key for value in self.new), before.keys if before else None)
        return Field(keys, Found.of(digests), names, lists, folded=self._folded(), beginnings=self._beginnings())

    def _folded(self) -> Found | None:
        """By their names: those that were there, less the renamed ones, and the new."""
        if self.name not in FOLDED:
            return None
        pairs = [(digest(key), number) for number, value in self.named() for key in _folds(value)]
        digests, numbers = (
            np.array([pair[0] for pair in pairs], np.uint64),
            np.array([pair[1] for pair in pairs], np.int32),
        )
        if self.before and self.before.folded:
            was = self.before.folded
            stays = ~np.isin(was.numbers, list(self.renamed))
            digests, numbers = (
                np.concatenate((was.digests[stays], digests)),
                np.concatenate((was.numbers[stays], numbers)),
            )
        return Found.of(digests, numbers)

    def _beginnings(self) -> Beginnings | None:
        if self.name not in FOLDED:
            return None
        before = self.before.beginnings if self.before else None
        named = dict(self.named())
        return Beginnings.of(named.items(), before, list(self.renamed)) if named or before is None else before


class Filling:
    """A table being filled with parts, after those that are there already."""

    def __init__(self, part: Part, before: Table | None = None) -> None:
        self.part, self.before = part, before
        self._start = len(before) if before else 0
        self._numbers: dict[Any, int] = {}
        self._new = Writing()
        self._digests = array("Q")
        self._rows = Rows() if part.ranged else None
        self.fields = {name: _Filling(name, before.fields[name] if before else None) for name in part.fields}

    def number(self, value: Any) -> int:
        """The number of a part; a new one where it is not held yet."""
        key: Any = value
        if self.part.own and value:  # hardly two capabilities have it alike: the value itself is not kept
            text = plain.dump(value)
            key = digest(text)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self._find_or_add(value)
        return number

    def _find_or_add(self, value: Any) -> int:
        text = plain.dump(value)
        found = self.before.found.find(text, self.before.texts) if self.before else None
        if found is None:
            found = self._start + len(self._new)
            self._new.add(text)
            self._digests.append(digest(text))
            if self._rows is not None:
                self._rows.add(value)
            for name, values in self.part.fields.items():
                self.fields[name].add(list(values(value)))
        return found

    def filled(self) -> Table:
        before = self.before
        digests = np.array(self._digests, np.uint64)
        if before:
            digests = np.concatenate((before.found.unsorted(), digests))
        fields = {name: field.filled() for name, field in self.fields.items()}
        ranges = Ranges.of(self._rows, before.ranges if before else None) if self._rows is not None else None
        return Table(self.part, self._new.texts(before.texts if before else None), Found.of(digests), fields, ranges)


def _folds(value: Value) -> set[str]:
    return {fold(name) for name in (value.zh, value.en) if name}


def _names(value: Value) -> str:
    return f"{value.zh or ''}{_BETWEEN}{value.en or ''}"


def _named(keys: Texts, names: Texts, number: int) -> Value:
    zh, _, en = names[number].partition(_BETWEEN)
    return Value(keys[number], zh or None, en or None)


def _read(hint: Any, texts: Texts, number: int) -> Any:
    return plain.read(hint, texts[number])
