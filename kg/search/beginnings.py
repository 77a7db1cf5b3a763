"""What is typed in a search box: it finds the names of which every word of it begins a word, a Chinese one stands anywhere."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from kg.search.fields import Value
from kg.search.store import Array, load, save
from kg.search.words import beginnings, spans

# How well a name fits what is typed: it is that, it begins so, it has its words.
NOT, WORDS, BEGINS, WHOLE = range(4)

# Bytes of a name that are held from where a word begins: eight Chinese characters. Of a longer text the names are read.
LETTERS = 24


class Typed:
    """A text that is being typed. ``whole``: all of it from its first word on, ``words``: each of them, all levelled."""

    def __init__(self, text: str) -> None:
        letters, found = spans(text)
        self.whole = letters[found[0][0] :] if found else ""
        self.words = list(dict.fromkeys(letters[start:end] for start, end in found))

    @property
    def long(self) -> bool:
        """Whether the letters that are held do not decide."""
        return len(self.whole.encode()) >= LETTERS

    def fits(self, value: Value) -> int:
        """How well the better of a value's names fits; words may be of both."""
        names = [beginnings(name) for name in (value.zh, value.en) if name]
        wholes = [letters[starts[0] :] for letters, starts in names if starts]
        if not self.words:
            return NOT
        if any(whole.startswith(self.whole) for whole in wholes):
            return WHOLE if self.whole in wholes else BEGINS
        has = (any(letters.startswith(word, at) for letters, starts in names for at in starts) for word in self.words)
        return WORDS if all(has) else NOT


class Beginnings:
    """Where words begin in the names of a field's values, in the order of the ``letters`` there; ``whose``: twice the number of
    the value, and one more where it is the first word of a name."""

    def __init__(self, letters: Array, whose: Array) -> None:
        self.letters, self.whose = letters, whose

    @classmethod
    def of(
        cls, named: Iterable[tuple[int, Value]], before: "Beginnings | None" = None, renamed: Sequence[int] = ()
    ) -> "Beginnings":
        """Those of some values, after those that are there already, less those of the ``renamed`` ones."""
        held = [each for number, value in named for each in _held(number, value)]
        letters = np.array([each[0] for each in held], f"S{LETTERS}")
        whose = np.array([each[1] for each in held], np.int32)
        if before is not None:
            stays = ~np.isin(before.whose >> 1, renamed)
            letters = np.concatenate((before.letters[stays], letters))
            whose = np.concatenate((before.whose[stays], whose))
        order = np.argsort(letters, kind="stable")
        return cls(letters[order], whose[order])

    @classmethod
    def load(cls, folder: Path, name: str) -> "Beginnings":
        return cls(load(folder, f"{name}.letters"), load(folder, f"{name}.whose"))

    def save(self, folder: Path, name: str) -> None:
        save(folder, f"{name}.letters", self.letters)
        save(folder, f"{name}.whose", self.whose)

    def fits(self, typed: Typed, size: int, value: Callable[[int], Value]) -> Array:
        """How well each of the ``size`` values fits what is typed."""
        fits = np.zeros(size, np.uint8)
        if not typed.words:
            return fits
        has = np.ones(size, bool)
        for word in typed.words:
            there = np.zeros(size, bool)
            there[self._from(word) >> 1] = True
            has &= there
        fits[has] = WORDS
        for how, whose in ((BEGINS, self._from(typed.whole)), (WHOLE, self._from(typed.whole, only=True))):
            fits[whose[whose & 1 == 1] >> 1] = how
        if typed.long:
            for number in np.flatnonzero(fits).tolist():
                fits[number] = typed.fits(value(number))
        return fits

    def _from(self, text: str, *, only: bool = False) -> Array:
        """Whose letters begin with a text; with nothing after it, where it stands ``only``."""
        first = text.encode()[:LETTERS]
        ends = np.array([first, first if only else first.ljust(LETTERS, b"\xff")], self.letters.dtype)
        start, end = np.searchsorted(self.letters, ends[0], "left"), np.searchsorted(self.letters, ends[1], "right")
        return self.whose[start:end]


def _held(number: int, value: Value) -> Iterable[tuple[bytes, int]]:
    for letters, starts in (beginnings(name) for name in (value.zh, value.en) if name):
        for place, at in enumerate(starts):
            yield letters[at : at + LETTERS].encode()[:LETTERS], number * 2 + (place == 0)
