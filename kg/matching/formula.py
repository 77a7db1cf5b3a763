"""ALL, ANY and NOT over requirements, in three values and a half: what is partly met stays partly met, what is not known stays so
(the strong logic of Kleene, with ``partly`` between met and unknown)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from kg.matching.reason import STATUSES, Status

Joint = Literal["all", "any", "none"]
_NOT: dict[Status, Status] = {"met": "unmet", "unmet": "met", "partly": "partly", "unknown": "unknown"}


@dataclass(frozen=True)
class Leaf:
    """One requirement, by its number."""

    number: int


@dataclass(frozen=True)
class Node:
    """``all``, ``any`` or ``none`` of its parts."""

    joint: Joint
    parts: tuple["Formula", ...]


Formula = Leaf | Node


def value(formula: Formula, of: Callable[[int], Status]) -> Status:
    """The status of a formula, from those of its requirements."""
    if isinstance(formula, Leaf):
        return of(formula.number)
    found = [value(part, of) for part in formula.parts]
    if formula.joint == "all":
        return max(found, key=STATUSES.index)
    best = min(found, key=STATUSES.index)
    return best if formula.joint == "any" else _NOT[best]


def leaves(formula: Formula) -> Iterator[int]:
    """The numbers of its requirements, from the left."""
    if isinstance(formula, Leaf):
        yield formula.number
    else:
        for part in formula.parts:
            yield from leaves(part)
