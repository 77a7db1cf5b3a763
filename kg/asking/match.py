"""Answering a demand: candidates for each requirement, for the whole, the smallest set that covers it, and the nearest misses."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kg.asking import words
from kg.asking.answer import Why
from kg.asking.candidates import Asking, Held, candidates, cards
from kg.asking.demand import Demand, Item, Needed
from kg.asking.divide import Division, divide
from kg.asking.summary import Candidate
from kg.asking.view import View, view_of
from kg.errors import UsageError
from kg.graph.driver import Graph
from kg.matching.cover import Cover, smallest
from kg.matching.formula import Formula, Leaf, leaves, value
from kg.matching.offer import Offer, Thing
from kg.matching.reason import STATUSES, Status
from kg.matching.verdict import plain
from kg.queries.named.who_can_test import WHO_CAN_TEST
from kg.settings import Settings

MISSES = 3
WHOLE = 20


class Answered(NamedTuple):
    """A requirement with its candidates; ``best`` is the best of each institution. ``held`` is None where it names something that is
    not in the graph."""

    needed: Needed
    why: Why
    held: Held | None
    best: dict[str, Candidate]

    def status(self, institution: str) -> Status:
        found = self.best.get(institution)
        return found.verdict.status if found else "unmet"


def match(graph: Graph, settings: Settings, demand: Demand) -> dict[str, Any]:
    """The answer to a demand, in plain values."""
    began = time.monotonic()
    view = view_of(graph, settings)
    answered = [_answer(view, demand, needed) for needed in demand.needed]
    names = {c.offer.institution.id: c.offer.institution for each in answered for c in each.best.values()}
    divisions = {
        n: divide(each.needed, each.held) for n, each in enumerate(answered) if each.needed.divisible and each.held
    }
    return {
        "name": demand.name,
        "requirements": [_item(view, demand, item, answered, divisions) for item in demand.items],
        "whole": _whole(demand, answered, names),
        "smallest": _smallest(demand, answered, divisions, names),
        "meta": {"question": "match", "asked": dict(demand.said), "as_of": demand.as_of.isoformat(), "run": view.standing.finished,
                 "accept": demand.accept, "held": "in the data held", "took_ms": round((time.monotonic() - began) * 1000, 1)},
    }  # fmt: skip


def _answer(view: View, demand: Demand, needed: Needed) -> Answered:
    asking = Asking.of(view, WHO_CAN_TEST, needed.params, demand.as_of)
    if asking.missing:
        return Answered(needed, asking.missing, None, {})
    try:
        held = candidates(view, asking)
    except UsageError as error:
        raise UsageError(f"requirement {needed.id}: {error}") from error
    best: dict[str, Candidate] = {}
    for each in (*held.found.answering, *held.found.apart, *held.found.out):
        known = best.get(each.offer.institution.id)
        if known is None or _place(each) < _place(known):
            best[each.offer.institution.id] = each
    return Answered(needed, words.of_capabilities(held.found.summary, held.asked), held, best)


def _place(each: Candidate) -> tuple[int, Any]:
    return STATUSES.index(each.verdict.status), each.rank


def _item(
    view: View, demand: Demand, item: Item, answered: Sequence[Answered], divisions: dict[int, Division]
) -> dict[str, Any]:
    """One entry of the demand: of a joined one, all its requirements."""
    parts = [_requirement(view, demand, answered[n]) | _divided(divisions.get(n)) for n in leaves(item.formula)]
    if isinstance(item.formula, Leaf):
        return parts[0] | {
            "id": item.id if item.id != parts[0]["id"] and not parts[0]["id"].startswith("r") else parts[0]["id"]
        }
    institutions = {institution for n in leaves(item.formula) for institution in answered[n].best}
    found = [_status(item.formula, answered, institution) for institution in institutions]
    return {
        "id": item.id,
        "joined": item.formula.joint,
        "status": _best(found),
        "parts": parts,
        "institutions": _counts(found),
    }


def _divided(division: Division | None) -> dict[str, Any]:
    return {"divided": division.told()} if division else {}


def _requirement(view: View, demand: Demand, each: Answered) -> dict[str, Any]:
    found = [candidate.verdict.status for candidate in each.best.values()]
    status = _best(found)
    ordered = sorted((c for c in each.best.values() if c.verdict.status != "unmet"), key=_place)
    shown = cards(view, ordered[: demand.candidates], each.held.asked) if each.held else []
    told = {"id": each.needed.id, "asked": dict(each.needed.said), "status": status, "institutions": _counts(found),
            "why": each.why.model_dump(mode="json"), "candidates": shown}  # fmt: skip
    return (
        told
        if status == "met" or each.held is None
        else told | {"misses": _misses(each.held), "relaxed": _relaxed(each.held)}
    )


def _best(found: Iterable[Status]) -> Status:
    return min(found, key=STATUSES.index, default="unmet")


def _counts(found: Iterable[Status]) -> dict[str, int]:
    counts = Counter(found)
    return {status: counts[status] for status in STATUSES}


def _all(held: Held) -> list[Candidate]:
    return [*held.found.answering, *held.found.apart, *held.found.out]


def _failed(each: Candidate) -> list[Any]:
    return [reason for reason in each.verdict.deciding if reason.status != "met"]


def _misses(held: Held) -> list[dict[str, Any]]:
    """Who comes nearest: the fewest constraints that are not met, unmet ones first, then the smallest gap; of those that are not in
    date, whose printed end is the latest. One capability of each."""

    def far(each: Candidate) -> tuple[Any, ...]:
        failed = _failed(each)
        unmet = [reason for reason in failed if reason.status == "unmet"]
        gap = max((reason.gap for reason in unmet if reason.gap is not None), default=0.0)
        dated = any(reason.constraint == "validity" for reason in unmet)
        return len(unmet), len(failed), gap, -_end(each.offer) if dated else 0, each.rank

    nearest: dict[str, Candidate] = {}
    for each in sorted(_all(held), key=far):
        nearest.setdefault(each.offer.institution.id, each)
    return [
        {"institution": _thing(each.offer.institution), "capability": each.offer.id, "failed": [plain(reason) for reason in _failed(each)]}
        for each in list(nearest.values())[:MISSES]
    ]  # fmt: skip


def _end(offer: Offer) -> int:
    """The number of the day of the printed end; 0 where none is printed."""
    end = offer.valid_to or (offer.grant.valid_to if offer.grant else None)
    return end.toordinal() if end else 0


def _relaxed(held: Held) -> list[dict[str, Any]]:
    """What giving up one constraint alone would give: the institutions that miss by nothing else."""
    given: defaultdict[str, set[str]] = defaultdict(set)
    for each in _all(held):
        failed = {reason.constraint for reason in _failed(each)}
        if len(failed) == 1:
            given[failed.pop()].add(each.offer.institution.id)
    ordered = sorted(given.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [{"constraint": constraint, "institutions": len(found)} for constraint, found in ordered]


def _status(formula: Formula, answered: Sequence[Answered], institution: str) -> Status:
    return value(formula, lambda number: answered[number].status(institution))


def _thing(thing: Thing) -> dict[str, Any]:
    return thing._asdict()


def _whole(demand: Demand, answered: Sequence[Answered], names: dict[str, Thing]) -> dict[str, Any]:
    """Institutions by how they do on the whole demand; those shown that do not fail it."""
    found = {}
    for institution in sorted(names):
        by = {item.id: _status(item.formula, answered, institution) for item in demand.items}
        found[institution] = (max(by.values(), key=STATUSES.index), by)
    shown = sorted((status, id) for id, (status, _) in found.items() if status != "unmet")
    shown.sort(key=lambda pair: (STATUSES.index(pair[0]), pair[1]))
    return {
        "institutions": _counts(status for status, _ in found.values()),
        "candidates": [
            {"institution": _thing(names[id]), "status": status, "requirements": found[id][1]}
            for status, id in shown[:WHOLE]
        ],
    }


Piece = tuple[str, int]  # of an entry: 0 for all of it, else a piece of its range


def _smallest(
    demand: Demand, answered: Sequence[Answered], divisions: dict[int, Division], names: dict[str, Thing]
) -> dict[str, Any]:
    """The smallest set of institutions that covers the demand, and who of them does what."""
    enough = STATUSES.index(demand.accept)
    needed: set[Piece] = set()
    covers: defaultdict[str, set[Piece]] = defaultdict(set)
    partly: Counter[str] = Counter()
    for item in demand.items:
        division = divisions.get(item.formula.number) if isinstance(item.formula, Leaf) else None
        if division is not None:
            needed |= {(item.id, piece) for piece in division.numbers}
            for institution, pieces in division.of.items():
                covers[institution] |= {(item.id, piece) for piece in pieces}
            continue
        needed.add((item.id, 0))
        for institution in names:
            status = _status(item.formula, answered, institution)
            if STATUSES.index(status) <= enough:
                covers[institution].add((item.id, 0))
                partly[institution] += status == "partly"
    found = smallest({name: frozenset(some) for name, some in covers.items()}, frozenset(needed), partly)
    return _cover(found, covers, names)


def _cover(found: Cover[Piece], covers: dict[str, set[Piece]], names: dict[str, Thing]) -> dict[str, Any]:
    missing = sorted({entry for entry, _ in found.uncovered})
    return {
        "institutions": [
            {"institution": _thing(names[id]), "covers": sorted({entry for entry, _ in covers[id]})}
            for id in found.chosen
        ],
        "exact": found.exact,
        "at_least": found.at_least,
        "uncovered": missing,
    }
