"""Ranges of documents as columns: most capabilities state one range of a quantity, and that is judged by comparing ends."""

import math
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from kg.matching.reason import Status
from kg.quantities.extent import Extent
from kg.quantities.interval import TOLERANCE, Interval
from kg.search.store import Array, digest, load, save, spans

# From the best: the worst of a document's statuses is its own.
STATUSES: tuple[Status, ...] = ("met", "partly", "unknown", "unmet")
MET, PARTLY, UNKNOWN, UNMET = range(4)

# What only the whole statement tells: single values, ends in no known unit. A low end that is not stated: lower is unknown.
_LO_OPEN, _HI_OPEN, _WHOLE, _NO_LOW = 1, 2, 4, 8
_COLUMNS = ("starts", "dimension", "kind", "lo", "hi", "flags")


@dataclass
class Rows:
    """Columns being filled, a row for each range of a part."""

    lengths: "array[int]" = field(default_factory=lambda: array("i"))
    dimension: "array[int]" = field(default_factory=lambda: array("Q"))
    kind: "array[int]" = field(default_factory=lambda: array("Q"))
    lo: "array[float]" = field(default_factory=lambda: array("d"))
    hi: "array[float]" = field(default_factory=lambda: array("d"))
    flags: "array[int]" = field(default_factory=lambda: array("B"))

    def add(self, extents: Iterable[Extent]) -> None:
        """The ranges of the next part."""
        rows = [each for each in extents if each.role == "measurand"]
        self.lengths.append(len(rows))
        for each in rows:
            si = each.reach or Interval()
            self.dimension.append(digest(each.dimension) if each.dimension else 0)
            self.kind.append(digest(each.kind) if each.kind else 0)
            self.lo.append(si.lo)
            self.hi.append(si.hi)
            whole = (
                _WHOLE if each.form == "qualitative" or (each.dimension and (each.si is None or each.si_points)) else 0
            )
            no_low = _NO_LOW if each.si and math.isinf(each.si.lo) else 0
            self.flags.append(_LO_OPEN * si.lo_open | _HI_OPEN * si.hi_open | whole | no_low)


class Ranges:
    """The ranges of all parts: those of part ``n`` begin at ``starts[n]``. Quantities are told by the digests of their names."""

    def __init__(self, starts: Array, dimension: Array, kind: Array, lo: Array, hi: Array, flags: Array) -> None:
        self.starts, self.dimension, self.kind, self.lo, self.hi, self.flags = starts, dimension, kind, lo, hi, flags

    @classmethod
    def of(cls, rows: Rows, before: "Ranges | None" = None) -> "Ranges":
        """What was collected, after what was there before."""
        first = before.starts if before else np.zeros(1, np.int64)
        starts = np.concatenate((first, first[-1] + np.cumsum(np.array(rows.lengths, np.int64))))
        columns: list[Array] = [
            np.array(rows.dimension, np.uint64), np.array(rows.kind, np.uint64), np.array(rows.lo), np.array(rows.hi),
            np.array(rows.flags, np.uint8),
        ]  # fmt: skip
        if before:
            old = (before.dimension, before.kind, before.lo, before.hi, before.flags)
            columns = [np.concatenate(pair) for pair in zip(old, columns, strict=True)]
        return cls(starts, *columns)

    @classmethod
    def load(cls, folder: Path) -> "Ranges":
        return cls(*(load(folder, f"ranges.{name}") for name in _COLUMNS))

    def save(self, folder: Path) -> None:
        for name in _COLUMNS:
            save(folder, f"ranges.{name}", getattr(self, name))

    def judge(self, dimension: str, kind: str | None, asked: Interval, parts: Array) -> tuple[Array, Array]:
        """The status of each of some parts, and where among them are those whose whole statement has to be looked at."""
        starts = self.starts[parts]
        lengths = self.starts[parts + 1] - starts
        rows, owners = spans(starts, lengths), np.repeat(np.arange(len(parts)), lengths)
        alike = self.dimension[rows] == np.uint64(digest(dimension))
        if kind is not None:
            own = self.kind[rows]
            alike &= (own == np.uint64(digest(kind))) | (own == 0)
        several = lengths > 1
        several[owners[self.flags[rows] & _WHOLE > 0]] = True
        rows, owners = rows[alike], owners[alike]
        statuses = np.full(len(parts), UNKNOWN, np.uint8)
        statuses[owners] = self._alone(asked, rows)
        return statuses, np.flatnonzero(several | (statuses == PARTLY))

    def _alone(self, asked: Interval, rows: Array) -> Array:
        """The status of each range by itself: what ``kg.quantities.interval`` says of one interval."""
        lo, hi, flags = self.lo[rows], self.hi[rows], self.flags[rows]
        lo_open, hi_open = flags & _LO_OPEN > 0, flags & _HI_OPEN > 0
        missed = np.where((flags & _NO_LOW > 0) & (asked.lo < lo), UNKNOWN, UNMET)
        if asked.is_point:
            inside = _past(asked.lo, lo, lo_open) & _past(hi, asked.lo, hi_open)
            return np.where(inside, MET, missed).astype(np.uint8)
        lo_open = np.where(lo > asked.lo, lo_open, np.where(lo == asked.lo, lo_open | asked.lo_open, asked.lo_open))
        hi_open = np.where(hi < asked.hi, hi_open, np.where(hi == asked.hi, hi_open | asked.hi_open, asked.hi_open))
        lo, hi = np.maximum(lo, asked.lo), np.minimum(hi, asked.hi)
        nothing = (lo > hi) | ((lo == hi) & (lo_open | hi_open))
        everything = _reaches(lo, asked.lo, lo_open, asked.lo_open) & _reaches(hi, asked.hi, hi_open, asked.hi_open)
        if np.isfinite(asked.hi - asked.lo):
            nothing |= (lo == hi) & ~everything  # a single point is no share of a range
        return np.where(nothing, missed, np.where(everything, MET, PARTLY)).astype(np.uint8)


def _reaches(ends: Array, needed: float, shut_out: Array, needed_open: bool) -> Array:
    if np.isinf(needed):
        near = ends == needed
    else:
        with np.errstate(invalid="ignore"):
            near = np.abs(ends - needed) <= TOLERANCE * np.maximum(np.abs(ends), abs(needed))
    return np.asarray(near & (needed_open | ~shut_out))


def _past(one: Array | float, other: Array | float, shut_out: Array) -> Array:
    """Whether numbers lie above others, or are the same where that is not shut out."""
    with np.errstate(invalid="ignore"):
        near = np.abs(np.subtract(one, other)) <= TOLERANCE * np.maximum(np.abs(one), np.abs(other))
    return np.where(near, ~shut_out, np.greater(one, other))
