"""Edges without the circles that some of them close: what replaces what can have none."""

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def without_cycles(edges: Iterable[tuple[T, T]]) -> tuple[list[tuple[T, T]], list[tuple[T, T]]]:
    """The edges that are kept, which lead round in no circle, and those that close one, both in the order given.

    A walk from the first node on follows edges as they were stated; an edge back to a node that it came through closes
    a circle. Linear; no recursion; an edge that is stated twice counts once.
    """
    stated = dict.fromkeys(edges)
    following: dict[T, list[T]] = {}
    for start, end in stated:
        following.setdefault(start, []).append(end)
    closing = set(_closing(following))
    return [edge for edge in stated if edge not in closing], [edge for edge in stated if edge in closing]


def _closing(following: dict[T, list[T]]) -> Iterator[tuple[T, T]]:
    entered: set[T] = set()
    for first in following:
        if first in entered:
            continue
        entered.add(first)
        path = [(first, iter(following[first]))]
        through = {first}
        while path:
            node, rest = path[-1]
            for other in rest:
                if other in through:
                    yield node, other
                elif other not in entered:
                    entered.add(other)
                    through.add(other)
                    path.append((other, iter(following.get(other, ()))))
                    break
            else:
                path.pop()
                through.discard(node)
