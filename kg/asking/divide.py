"""A range that several laboratories may share: its pieces, who covers which, and what nobody does."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kg.asking.candidates import Held
from kg.asking.demand import Needed
from kg.asking.summary import Candidate
from kg.matching.constraints.spans import interval_of
from kg.quantities import unit
from kg.quantities.interval import Interval, gaps, union


@dataclass(frozen=True)
class Division:
    """``pieces``: of the range asked for, in SI and in order, between the ends of what is offered; ``of``: the pieces of each
    institution, by number from 1. ``unit``: the printed one, in which it is told."""

    pieces: tuple[Interval, ...]
    of: dict[str, frozenset[int]]
    missing: tuple[Interval, ...]
    unit: str | None

    @property
    def numbers(self) -> range:
        return range(1, len(self.pieces) + 1)

    def told(self) -> dict[str, Any]:
        shared = [self._ends(piece) for n, piece in zip(self.numbers, self.pieces, strict=True)
                  if sum(n in some for some in self.of.values()) > 1]  # fmt: skip
        return {
            "unit": self.unit,
            "pieces": [
                self._ends(piece) | {"institutions": sorted(id for id, some in self.of.items() if n in some)}
                for n, piece in zip(self.numbers, self.pieces, strict=True)
            ],
            "gaps": [self._ends(gap) for gap in self.missing],
            "overlaps": shared,
        }

    def _ends(self, piece: Interval) -> dict[str, Any]:
        known = unit(self.unit or "")
        lo, hi = (known.printed(end) if known else end for end in (piece.lo, piece.hi))
        return {"lo": lo, "hi": hi}


def divide(needed: Needed, held: Held) -> Division:
    """Cut the range asked for at every end of a range that meets all else that is asked."""
    wanted = held.asked.range
    assert wanted is not None, f"{needed.id} is divisible, so it has a range"
    asked = interval_of(wanted.extent)
    offered = {id: union(some) for id, some in _offered(held, asked).items()}
    cuts = sorted(
        {asked.lo, asked.hi, *(end for some in offered.values() for part in some for end in (part.lo, part.hi))}
    )
    pieces = tuple(Interval(lo, hi) for lo, hi in pairwise(cuts)) or (asked,)
    of = {id: frozenset(n for n, piece in enumerate(pieces, 1) if any(part.contains(piece) for part in some))
          for id, some in offered.items()}  # fmt: skip
    missing = gaps(asked, [part for some in offered.values() for part in some])
    return Division(pieces, of, tuple(missing), wanted.extent.unit)


def _offered(held: Held, asked: Interval) -> dict[str, list[Interval]]:
    """What of the range each institution covers, by capabilities that meet all else."""
    found: dict[str, list[Interval]] = {}
    for each in _whole_but_range(held.found.answering):
        assert held.asked.range is not None
        for extent in each.offer.extents:
            if extent.role == "measurand" and extent.reach and extent.comparable(held.asked.range.extent):
                part = asked.overlap(extent.reach)
                if part is not None:
                    closed = Interval(part.lo, part.hi)
                    found.setdefault(each.offer.institution.id, []).append(closed)
    return found


def _whole_but_range(candidates: Sequence[Candidate]) -> list[Candidate]:
    return [
        each
        for each in candidates
        if all(reason.status == "met" for reason in each.verdict.deciding if reason.constraint != "range")
    ]
