"""The smallest set of institutions that covers a demand: exact by constraint programming where that is small, else greedy, with
the bound that greedy covers keep (Chvátal 1979: at most 1 + 1/2 + … + 1/k times the smallest, k the most that one covers).
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from ortools.sat.python import cp_model

E = TypeVar("E", bound=Hashable)

# Beyond so many institutions, after those that another one covers are left out, or so much work, a cover is greedy.
EXACT_MOST = 2_000
WORK_MOST = 5.0  # deterministic seconds of the solver


@dataclass(frozen=True)
class Cover(Generic[E]):
    """``chosen``: institutions in the order of their ids. ``exact``: whether no smaller set covers as much; else one of at least
    ``at_least`` might. ``uncovered``: what nobody covers."""

    chosen: tuple[str, ...]
    exact: bool
    at_least: int
    uncovered: frozenset[E]


def smallest(
    covers: Mapping[str, frozenset[E]], needed: frozenset[E], cost: Mapping[str, int] | None = None
) -> Cover[E]:
    """The fewest of some institutions that together cover what is needed, as far as all of them do. Among equal numbers those
    of the least ``cost``, then of the first ids. The same input gives the same cover."""
    useful = {name: found & needed for name, found in sorted(covers.items()) if found & needed}
    coverable = frozenset().union(*useful.values()) if useful else frozenset()
    kept = _undominated(useful, cost or {})
    greedy = _greedy(kept, coverable)
    least = _least(kept, coverable)
    if len(kept) > EXACT_MOST or len(greedy) <= 1:
        return Cover(tuple(sorted(greedy)), len(greedy) <= least, least, needed - coverable)
    chosen, exact, least = _exact(kept, coverable, cost or {}, greedy)
    return Cover(tuple(sorted(chosen)), exact, least, needed - coverable)


def _undominated(covers: Mapping[str, frozenset[E]], cost: Mapping[str, int]) -> dict[str, frozenset[E]]:
    """Without institutions that cover no more than another one that costs no more."""
    kept: dict[str, frozenset[E]] = {}
    for name in sorted(covers, key=lambda name: (-len(covers[name]), cost.get(name, 0), name)):
        if not any(covers[name] <= found and cost.get(other, 0) <= cost.get(name, 0) for other, found in kept.items()):
            kept[name] = covers[name]
    return kept


def _greedy(covers: Mapping[str, frozenset[E]], needed: frozenset[E]) -> list[str]:
    left, chosen = set(needed), []
    while left:
        best = max(covers, key=lambda name: len(covers[name] & left))
        chosen.append(best)
        left -= covers[best]
    return chosen


def _least(covers: Mapping[str, frozenset[E]], needed: frozenset[E]) -> int:
    """No cover is smaller than what is needed over the most that one covers."""
    most = max(map(len, covers.values()), default=1)
    return -(-len(needed) // most)


def _exact(
    covers: Mapping[str, frozenset[E]], needed: frozenset[E], cost: Mapping[str, int], hint: list[str]
) -> tuple[list[str], bool, int]:
    model = cp_model.CpModel()
    taken = {name: model.new_bool_var(name) for name in covers}
    for element in sorted(needed, key=repr):
        model.add_bool_or([taken[name] for name, found in covers.items() if element in found])
    weight = 1 + sum(cost.get(name, 0) for name in covers)
    model.minimize(sum((weight + cost.get(name, 0)) * variable for name, variable in taken.items()))
    for name, variable in taken.items():
        model.add_hint(variable, name in hint)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = WORK_MOST
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return hint, False, _least(covers, needed)
    chosen = [name for name, variable in taken.items() if solver.value(variable)]
    return chosen, status == cp_model.OPTIMAL, max(1, -(-int(solver.best_objective_bound) // weight))
