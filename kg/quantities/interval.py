"""Intervals of real numbers with open and closed ends: whether one lies in another, and how much of it is covered."""

import math
from collections.abc import Iterable
from typing import Literal, NamedTuple

Scale = Literal["linear", "logarithmic"]

# Ends that were converted differ in their last digits from ends that were printed in SI: 1 part in 10^12 is no difference.
TOLERANCE = 1e-12


class Interval(NamedTuple):
    """From ``lo`` to ``hi``; an end that is not stated is infinite. ``lo`` is at most ``hi``."""

    lo: float = -math.inf
    hi: float = math.inf
    lo_open: bool = False
    hi_open: bool = False

    @property
    def is_point(self) -> bool:
        return self.lo == self.hi

    def contains(self, other: "Interval") -> bool:
        """Whether all of ``other`` lies inside."""
        return _reaches(self.lo, other.lo, self.lo_open and not other.lo_open, -1) and _reaches(
            self.hi, other.hi, self.hi_open and not other.hi_open, 1
        )

    def overlap(self, other: "Interval") -> "Interval | None":
        """What lies in both; None where nothing does."""
        lo, lo_open = max((self.lo, self.lo_open), (other.lo, other.lo_open))
        hi, hi_closed = min((self.hi, not self.hi_open), (other.hi, not other.hi_open))
        if lo > hi or (lo == hi and (lo_open or not hi_closed)):
            return None
        return Interval(lo, hi, lo_open, not hi_closed)


def _reaches(end: float, needed: float, excluded: bool, sign: int) -> bool:
    """Whether an end reaches a needed one; ``sign`` is 1 at the high end. ``excluded``: the end itself is needed and is out."""
    if math.isclose(end, needed, rel_tol=TOLERANCE):
        return not excluded
    return (end - needed) * sign > 0


def scale_of(asked: Interval) -> Scale:
    """Logarithmic where what is asked spans three decades or more of positive values, else linear."""
    spans = asked.lo > 0 and math.isfinite(asked.hi) and asked.hi / asked.lo >= 1000
    return "logarithmic" if spans else "linear"


def coverage(asked: Interval, offered: Iterable[Interval], scale: Scale = "linear") -> float | None:
    """The share of ``asked``, from 0 to 1, that lies in the union of ``offered``. 1 only where every point does; of a range
    without an end, None where it is neither all nor nothing."""
    joined = _common(asked, offered)
    if not joined:
        return 0.0
    if any(each.contains(asked) for each in joined):
        return 1.0
    if not (math.isfinite(asked.lo) and math.isfinite(asked.hi)):
        return None
    share = sum(_length(part, scale) for part in joined) / _length(asked, scale) if not asked.is_point else 0.0
    return min(share, math.nextafter(1.0, 0.0))


def _common(asked: Interval, offered: Iterable[Interval]) -> list[Interval]:
    return union(part for each in offered if (part := asked.overlap(each)) is not None)


def _length(part: Interval, scale: Scale) -> float:
    return part.hi - part.lo if scale == "linear" else math.log(part.hi / part.lo)


def union(parts: Iterable[Interval]) -> list[Interval]:
    """The same points as intervals in order, none of which touches another."""
    joined: list[Interval] = []
    for part in sorted(parts, key=lambda each: (each.lo, each.lo_open)):
        if joined and _touch(joined[-1], part):
            last = joined[-1]
            hi, hi_closed = max((last.hi, not last.hi_open), (part.hi, not part.hi_open))
            joined[-1] = Interval(last.lo, hi, last.lo_open, not hi_closed)
        else:
            joined.append(part)
    return joined


def _touch(before: Interval, after: Interval) -> bool:
    if math.isclose(before.hi, after.lo, rel_tol=TOLERANCE):
        return not (before.hi_open and after.lo_open)
    return after.lo < before.hi


def gaps(asked: Interval, offered: Iterable[Interval]) -> list[Interval]:
    """What of ``asked`` lies in none of ``offered``, in order."""
    left, found = asked, []
    for part in _common(asked, offered):
        if left.lo < part.lo or (left.lo == part.lo and part.lo_open and not left.lo_open):
            found.append(Interval(left.lo, part.lo, left.lo_open, not part.lo_open))
        left = Interval(part.hi, asked.hi, not part.hi_open, asked.hi_open)
    if left.lo < left.hi or (left.lo == left.hi and not left.lo_open and not left.hi_open):
        found.append(left)
    return found
