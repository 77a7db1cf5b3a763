"""From a requirement to a request: the index is asked for what the verdicts of ``kg.matching`` say.

A constraint that only compares values of a field is asked for by them, a range by its ends; every other one is judged by its own
function, once for each different thing that it reads. What is added to the constraints is judged in the index too.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from kg.matching.closeness import CLOSENESS
from kg.matching.constraints.citing import EXACT_ENOUGH
from kg.matching.constraints.instruments import equipped
from kg.matching.constraints.limits import wanted
from kg.matching.constraints.spans import interval_of, spanned
from kg.matching.offer import Cited, Device, Limited, Thing
from kg.matching.reason import Status
from kg.matching.requirement import Equipped, Named, Requirement
from kg.matching.restrictions import Wanted, judged
from kg.matching.validity import STANDING, STATES
from kg.matching.verdict import Constraint as Judging
from kg.matching.verdict import constraints
from kg.quantities.extent import Extent
from kg.search.fields import AS_THEY_ARE, BY_NAME, NAMING, OF_ALL, PARTS, UNSTATED
from kg.search.request import CLOSEST, Chosen, Constraint, Request, Span, Verdict

# The part in which each attribute of an offer is, and whether it is all of it.
_PART = {name: (part.name, False) for part in PARTS if part.name not in AS_THEY_ARE for name in part.type._fields} | {
    name: (name, True) for name in AS_THEY_ARE
}


def requested(asked: Requirement, **page: Any) -> Request:
    """The request that is answered as ``judge`` and the order of ``kg.asking.summary`` would answer it over all capabilities
    that ``asked.about`` names (all, where it names none). ``page``: ``text``, ``skip``, ``limit``, ``members``, ``apart``,
    ``grouped`` and ``facets`` of the request."""
    about: tuple[Chosen, ...] = ()
    closeness: dict[str, int] = {}
    if asked.standard is not None:
        closeness = {id: CLOSENESS.index(fit.closeness) for id, fit in asked.standard.fits.items()}
        about = (Chosen("standard", tuple(closeness)),)
    elif asked.about is not None:
        about = (Chosen(asked.about, tuple(getattr(asked, asked.about).ids)),)
    states = frozenset(STATES) if asked.any_validity else STANDING
    return Request(asked.as_of, about, constraints=tuple(_constraints(asked)), states=states, closeness=closeness,
                   loose=_loose(asked), **page)  # fmt: skip


def _loose(asked: Requirement) -> frozenset[int]:
    if asked.standard is None:
        return frozenset()
    good = EXACT_ENOUGH[asked.standard.dated]
    return frozenset(rank for rank, closeness in enumerate(CLOSENESS) if closeness not in good)


def _constraints(asked: Requirement) -> Iterator[Constraint]:
    for each in constraints(asked):
        if each.name not in ("standard", "validity", asked.about) and each.decides(asked):
            made = _BY_VALUES.get(each.name)
            yield from made(asked) if made else [_judged(asked, each)]


def _named(field: str) -> Callable[[Requirement], Iterator[Constraint]]:
    def constraint(asked: Requirement) -> Iterator[Constraint]:
        wanted: Named = getattr(asked, field)
        yield Chosen(field, tuple(wanted.ids), "unknown", unsure=(UNSTATED,) if field == "region" else ())

    return constraint


def _instrument(asked: Requirement) -> Iterator[Constraint]:
    """By its name alone, or by all that each instrument states."""
    wanted = asked.instrument or Equipped()
    if wanted.name is not None and wanted == Equipped(wanted.name):
        yield Chosen("instrument", tuple(wanted.name.ids), "unknown")
        return

    def judge(devices: tuple[Device, ...]) -> Status:
        reason = equipped(asked, devices)
        return reason.status if reason else "met"

    yield Verdict("instrument", ("instruments",), judge)


def _activity(asked: Requirement) -> Iterator[Constraint]:
    if asked.activity != "any":
        yield Chosen("activity", (asked.activity,))


def _where(asked: Requirement) -> Iterator[Constraint]:
    yield Chosen("where", (asked.where or "",), "unknown", unsure=("unknown",))


def _kind(asked: Requirement) -> Iterator[Constraint]:
    yield Chosen("kind", (asked.kind or "",), "unmet" if asked.kind == "unknown" else "unknown", unsure=("unknown",))


def _institution(asked: Requirement) -> Iterator[Constraint]:
    if asked.include is not None:
        yield Chosen("institution", tuple(asked.include.ids))
    if asked.exclude is not None:
        yield Chosen("institution", tuple(asked.exclude.ids), exclude=True)


def _range(asked: Requirement) -> Iterator[Constraint]:
    if asked.range is None:
        return
    extent = asked.range.extent
    one = len(extent.si_points) < 2 and extent.dimension is not None

    def judge(extents: tuple[Extent, ...]) -> tuple[Status, float | None]:
        reason = spanned(asked, extents)
        return (reason.status, reason.share) if reason else ("met", None)

    yield Span("range", extent.dimension or "", extent.kind, interval_of(extent) if one else None, judge)


def _restriction(asked: Requirement) -> Iterator[Constraint]:
    """Of what else a capability states, only what is asked for touches its restrictions; and by which standard it is only those
    that name standards. So what the others say to one request they say to most."""
    things = [name for name, each in (("products", asked.product), ("parameters", asked.parameter)) if each]

    @cache  # for as long as the request is
    def sought(document: str | None, named: tuple[tuple[Thing, ...], ...]) -> Wanted:
        known = dict(zip(things, named, strict=True))
        cited = (Cited("", document),) if document else ()
        return wanted(asked, known.get("products", ()), known.get("parameters", ()), cited)

    def of_all(restrictions: tuple[Limited, ...], *named: tuple[Thing, ...]) -> Status:
        some = restrictions if asked.standard is None else [each for each in restrictions if not each.applies_to]
        return judged(some, sought(None, named)).status

    def of_standards(restrictions: tuple[Limited, ...], document: str | None, *named: tuple[Thing, ...]) -> Status:
        return judged([each for each in restrictions if each.applies_to], sought(document, named)).status

    kept = None if things else (asked.standard is None, asked.clause, asked.range)
    either = Chosen("restriction_of", (OF_ALL, NAMING) if asked.standard is None else (OF_ALL,))
    yield Verdict("restriction", ("restrictions", *things), of_all, either, kept)
    if asked.standard is not None:
        yield Verdict(
            "restriction", ("restrictions", CLOSEST, *things), of_standards, Chosen("restriction_of", (NAMING,))
        )


_BY_VALUES: dict[str, Callable[[Requirement], Iterator[Constraint]]] = {
    **{name: _named(name) for name in ("parameter", "product", "technique", "region")},
    "instrument": _instrument, "activity": _activity, "where": _where, "kind": _kind, "institution": _institution, "range": _range,
    "restriction": _restriction,
}  # fmt: skip


def _judged(asked: Requirement, each: Judging) -> Verdict:
    """A constraint that its own function judges."""
    places = [_PART[name] for name in each.reads]
    parts = tuple(dict.fromkeys(part for part, _ in places))

    def judge(*values: Any) -> Status:
        known = dict(zip(parts, values, strict=True))
        read = [
            known[part] if whole else getattr(known[part], name)
            for name, (part, whole) in zip(each.reads, places, strict=True)
        ]
        reason = each.judge(asked, *read)
        return reason.status if reason else "met"

    # What it asks is all that such a function reads of the requirement. Parts that hardly two capabilities share are too many to keep.
    shared = len(parts) == 1 and not BY_NAME[parts[0]].own
    kept = tuple(getattr(asked, name) for name in each.asks) if shared else None
    return Verdict(each.name, parts, judge, kept=kept)
