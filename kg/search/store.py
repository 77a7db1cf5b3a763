"""What an index is made of on disk: arrays that are mapped rather than read, texts by number, lists by number."""

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def save(folder: Path, name: str, array: Array) -> None:
    """Write one array as ``name.npy``."""
    np.save(folder / f"{name}.npy", np.ascontiguousarray(array), allow_pickle=False)


def load(folder: Path, name: str) -> Array:
    """Map one array into memory; the operating system reads what is looked at."""
    path = folder / f"{name}.npy"
    if path.stat().st_size < 200:  # an empty array cannot be mapped
        return np.asarray(np.load(path, allow_pickle=False))
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False)).view(np.ndarray)


def digest(text: str) -> int:
    """64 bits of a text, to find it by."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def distinct(numbers: Array) -> Array:
    """The different ones of some numbers, in order (of whole numbers a sort tells them sooner than ``np.unique``)."""
    if len(numbers) < 2:
        return numbers
    level = np.sort(numbers)
    return level[np.concatenate(([True], level[1:] != level[:-1]))]


def spans(starts: Array, lengths: Array) -> Array:
    """The numbers ``start … start + length - 1`` of each pair, one after the other."""
    total = int(lengths.sum())
    if total == 0:
        return np.empty(0, np.int64)
    ends = np.cumsum(lengths)
    return np.repeat(starts - (ends - lengths), lengths) + np.arange(total)


class Lists:
    """Lists of whole numbers, by number: all of them in one array, with the start of each."""

    def __init__(self, starts: Array, items: Array) -> None:
        self.starts, self.items = starts, items

    @classmethod
    def inverted(cls, numbers: Array, size: int) -> "Lists":
        """Where each of the numbers below ``size`` stands in ``numbers``, in order."""
        counts = np.bincount(numbers, minlength=size) if len(numbers) else np.zeros(size, np.int64)
        return cls(np.concatenate(([0], np.cumsum(counts))), np.argsort(numbers, kind="stable").astype(np.int32))

    @classmethod
    def load(cls, folder: Path, name: str) -> "Lists":
        return cls(load(folder, f"{name}.starts"), load(folder, f"{name}.items"))

    def save(self, folder: Path, name: str) -> None:
        save(folder, f"{name}.starts", self.starts)
        save(folder, f"{name}.items", self.items)

    def __len__(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def lengths(self) -> Array:
        """How many items each list has."""
        return np.diff(self.starts)

    def of_all(self, numbers: Array) -> tuple[Array, Array]:
        """The items of several lists one after the other, and how many each has."""
        starts = self.starts[numbers]
        lengths = self.starts[numbers + 1] - starts
        return self.items[spans(starts, lengths)], lengths

    def turned(self, size: int) -> "Lists":
        """For each item below ``size`` the lists that it stands in."""
        owners = np.repeat(np.arange(len(self), dtype=np.int32), self.lengths)
        inverse = Lists.inverted(self.items, size)
        return Lists(inverse.starts, owners[inverse.items])


class Texts:
    """Texts by number; each is found by a number of its own, its digest. A text may be replaced: the last one counts."""

    def __init__(self, letters: Array, starts: Array, ends: Array) -> None:
        self.letters, self.starts, self.ends = letters, starts, ends

    @classmethod
    def of(cls, texts: Iterable[str], before: "Texts | None" = None) -> "Texts":
        """Texts in their order, after those that are there already."""
        writing = Writing()
        for text in texts:
            writing.add(text)
        return writing.texts(before)

    @classmethod
    def after(cls, letters: Array, ends: Array, before: "Texts | None") -> "Texts":
        """Texts that stand one after the other, by where each ends, after those that are there already."""
        starts = np.concatenate((np.zeros(1, np.int64), ends[:-1])) if len(ends) else ends
        if before is None:
            return cls(letters, starts, ends)
        shift = len(before.letters)
        return cls(np.concatenate((before.letters, letters)), np.concatenate((before.starts, starts + shift)),
                   np.concatenate((before.ends, ends + shift)))  # fmt: skip

    @classmethod
    def load(cls, folder: Path, name: str) -> "Texts":
        return cls(*(load(folder, f"{name}.{part}") for part in ("letters", "starts", "ends")))

    def save(self, folder: Path, name: str) -> None:
        for part, numbers in (("letters", self.letters), ("starts", self.starts), ("ends", self.ends)):
            save(folder, f"{name}.{part}", numbers)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, number: int) -> str:
        return self.letters[self.starts[number] : self.ends[number]].tobytes().decode()

    def __iter__(self) -> Iterator[str]:
        return (self[number] for number in range(len(self)))

    def replaced(self, numbers: Sequence[int], texts: Sequence[str]) -> "Texts":
        """The same with other texts under some numbers."""
        if not numbers:
            return self
        more = Texts.of(texts, self)
        starts, ends = more.starts[: len(self)].copy(), more.ends[: len(self)].copy()
        starts[list(numbers)], ends[list(numbers)] = more.starts[len(self) :], more.ends[len(self) :]
        return Texts(more.letters, starts, ends)


class Writing:
    """Texts being collected: their letters, not an object each."""

    def __init__(self) -> None:
        self._letters, self._ends = bytearray(), array("q")

    def add(self, text: str) -> None:
        self._letters += text.encode()
        self._ends.append(len(self._letters))

    def __len__(self) -> int:
        return len(self._ends)

    def texts(self, before: Texts | None = None) -> Texts:
        return Texts.after(np.frombuffer(bytes(self._letters), np.uint8), np.array(self._ends, np.int64), before)


class Found:
    """Texts by their digests: which number a text has."""

    def __init__(self, digests: Array, numbers: Array) -> None:
        self.digests, self.numbers = digests, numbers

    @classmethod
    def of(cls, digests: Array, numbers: Array | None = None) -> "Found":
        """Of the texts 0, 1, 2, … or of those of other ``numbers``."""
        order = np.argsort(digests, kind="stable")
        return cls(digests[order], (order if numbers is None else numbers[order]).astype(np.int32))

    @classmethod
    def load(cls, folder: Path, name: str) -> "Found":
        return cls(load(folder, f"{name}.digests"), load(folder, f"{name}.numbers"))

    def save(self, folder: Path, name: str) -> None:
        save(folder, f"{name}.digests", self.digests)
        save(folder, f"{name}.numbers", self.numbers)

    def unsorted(self) -> Array:
        """The digests in the order of their numbers."""
        digests = np.empty_like(self.digests)
        digests[self.numbers] = self.digests
        return digests

    def having(self, wanted: int) -> list[int]:
        """The numbers of texts with a digest."""
        sought = np.uint64(wanted)
        at = last = int(self.digests.searchsorted(sought))
        while last < len(self.digests) and self.digests[last] == sought:
            last += 1
        found: list[int] = self.numbers[at:last].tolist()
        return found

    def find(self, sought: str, texts: Texts) -> int | None:
        """The number of a text; None where it is not there."""
        return next((number for number in self.having(digest(sought)) if texts[number] == sought), None)
