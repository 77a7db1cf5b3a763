"""Whether what a capability limits lets a request through.

A limit in words is compared by its words, and these tell less than a reader knows: a name that is not among those that are
left out may still be of their kind. So a request is let through for certain only where an allowing list names it, or where
numbers decide: levels, clauses, bounds.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.matching.offer import Limited
from kg.matching.reason import Reason, Status
from kg.matching.restrictions.bounds import bound
from kg.matching.restrictions.levels import CODE, Level, levels_of
from kg.matching.restrictions.likeness import closest, pieces, strange
from kg.matching.restrictions.numbering import SEVERAL, clause_numbers, places, widest
from kg.matching.restrictions.touching import touch
from kg.quantities import read_extents
from kg.quantities.extent import Extent
from kg.quantities.interval import Interval
from kg.schema.core import Words
from kg.schema.folding import fold


@dataclass(frozen=True)
class Wanted:
    """What a requirement names. ``products`` and ``parameters``: the names, in any language, of the one product and the one
    parameter. ``standards``: the designations that it came by, ``clauses`` of these; ``levels`` in words."""

    products: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    extents: tuple[Extent, ...] = ()

    @property
    def things(self) -> tuple[tuple[str, ...], ...]:
        return tuple(names for names in (self.products, self.parameters) if names)


class Judged(NamedTuple):
    """The verdict on one limit, and the words that decided it."""

    status: Status
    words: Words


# From the worst.
_ORDER: tuple[Status, ...] = ("unmet", "unknown", "partly", "met")

_UNREAD = Words("a restriction is stated and was not read: see its words", "载有未能解读的限制：见原文")
_CUSTOMER = Words("for certain customers only", "仅限特定客户")
_SILENT = Words("it is limited, in what the request does not name", "有限制，所求未涉及")
_UNTOLD = Words("whether it takes in what is asked cannot be told from its words", "由其文字无法判断所求是否在内")
_ELSEWHERE = Words("it limits other standards than the one asked by", "所限为其他标准")
_AMONG = Words("among what is done", "在所列范围之内")
_NOT_AMONG = Words("not among what alone is done", "不在所限的范围之内")
_LEFT_OUT = Words("among what is left out", "在所排除之列")
_NOT_LEFT_OUT = Words("not among what is left out", "不在所排除之列")
_PART = Words("only a part of what is asked", "仅为所求的一部分")


def judge(restrictions: Sequence[Limited], wanted: Wanted) -> Reason | None:
    """The verdict on all limits of a capability: the worst of theirs. None where nothing limits it."""
    if not restrictions:
        return None
    worst = judged(restrictions, wanted)
    verbatim = "; ".join(dict.fromkeys(limited.verbatim for limited in restrictions))
    return Reason("restriction", worst.status, "none that excludes the request", verbatim, worst.words)


def judged(restrictions: Iterable[Limited], wanted: Wanted) -> Judged:
    """The worst of the verdicts on some limits; met where there are none."""
    found = [_one(limited, wanted) for limited in restrictions]
    return _worst(found) if found else Judged("met", _ELSEWHERE)


def _one(limited: Limited, wanted: Wanted) -> Judged:
    touched = touch(limited.applies_to, wanted.standards)
    if touched == "no":
        return Judged("met", _ELSEWHERE)
    if not limited.read:
        return Judged("unknown", _UNREAD)
    judged = _JUDGES[limited.kind](limited, wanted)
    if touched == "perhaps" and judged.status in ("unmet", "partly"):
        return Judged("unknown", judged.words) if judged.status == "unmet" else judged
    return _within(limited, wanted, judged)


def _within(limited: Limited, wanted: Wanted, judged: Judged) -> Judged:
    """A limit of a part says nothing of what lies in another; what the part is, only its words tell."""
    if limited.within is None or limited.kind == "bound" or judged.status in ("met", "partly"):
        return judged
    found = {closest(names, limited.within) for names in wanted.things}
    if "same" in found:
        return judged
    return Judged("partly", _SILENT) if found <= {"apart"} else Judged("unknown", _UNTOLD)


# Limits in words


def _allow(limited: Limited, wanted: Wanted) -> Judged:
    """Any of the terms lets through."""
    by_number = [_numbered(term, wanted) for term in limited.terms]
    if "in" in by_number:
        return Judged("met", _AMONG)
    if "around" in by_number:
        return Judged("partly", _PART)
    found = [closest(names, term) for names in wanted.things for term in limited.terms]
    if "same" in found:
        named = [term for names in wanted.things for term in limited.terms if closest(names, term) == "same"]
        sure = set(by_number) != {"out"} and any(_stands_alone(term, limited.terms) for term in named)
        return Judged("met", _AMONG) if sure else Judged("unknown", _UNTOLD)
    if set(by_number) == {"out"}:
        return Judged("unmet", _NOT_AMONG) if not limited.open else Judged("unknown", _UNTOLD)
    if "broader" in found:
        return Judged("partly", _PART)
    if not wanted.things:
        return Judged("partly", _SILENT)
    listed = sum(len(pieces(term)) for term in limited.terms)
    apart = set(found) == {"apart"} and all(strange(names, term) for names in wanted.things for term in limited.terms)
    if apart and not limited.open and listed > 1 and len(wanted.things) > 1:
        return Judged("unmet", _NOT_AMONG)
    return Judged("unknown", _UNTOLD)


def _stands_alone(term: str, terms: Sequence[str]) -> bool:
    """Whether a term is done as it stands. In ``A、B的C`` and in ``A的B、C`` what stands at 的 may be of the others too."""
    if "的" in term:
        return True
    return all(other.rpartition("的")[2][-1:] == term[-1:] for other in terms if "的" in other)


def _deny(limited: Limited, wanted: Wanted) -> Judged:
    """Each of the terms may keep out."""
    return _worst(_denied(term, wanted) for term in limited.terms)


def _denied(term: str, wanted: Wanted) -> Judged:
    place = _numbered(term, wanted)
    coded = CODE.fullmatch(term.strip()) and set(levels_of(term)[0]) & set(_levels(wanted))
    found = {closest(names, term) for names in wanted.things}
    if place == "in" or coded or found & {"same", "narrower"} or _both(term, wanted):
        return Judged("unmet", _LEFT_OUT)
    if place == "out":
        return Judged("met", _NOT_LEFT_OUT)
    if place == "around" or found <= {"apart"}:
        return Judged("partly", Words("all but what is left out", "所排除者除外"))
    return Judged("unknown", _UNTOLD)


def _both(term: str, wanted: Wanted) -> bool:
    """``A的B`` is asked by a product A and a parameter B."""
    whole, of, part = term.rpartition("的")
    return (
        bool(of and whole) and closest(wanted.products, whole) == "same" and closest(wanted.parameters, part) == "same"
    )


def _numbered(term: str, wanted: Wanted) -> str | None:
    """Where an asked clause or rank lies of those that a term in words holds; None where it holds none, or none is asked."""
    numbers = clause_numbers(term)
    if numbers and wanted.clauses:
        return widest({places(number, clause) for number in numbers for clause in wanted.clauses})
    ranks = set(levels_of(term)[0] if CODE.fullmatch(term.strip()) else ())
    systems = {rank.system for rank in ranks}
    asked = {level for level in _ranks(wanted.levels) if level.system in systems}
    return ("in" if asked & ranks else "out") if asked else None


# Limits in numbers


def _clause(limited: Limited, wanted: Wanted) -> Judged:
    asked = [clause for each in wanted.clauses for clause in SEVERAL.split(each) if clause.strip()]
    if not asked:
        return Judged("partly", _SILENT)
    return _verdict([widest({places(term, clause) for term in limited.terms}) for clause in asked], limited.denies)


def _level(limited: Limited, wanted: Wanted) -> Judged:
    """A level in the name of a thing may be of another kind (三级医院): it can only keep out."""
    named = [levels_of(term) for term in limited.terms]
    asked, told = ([widest({_rank(level, *each) for each in named}) for level in levels]
                   for levels in (_ranks(wanted.levels), _levels(wanted)))  # fmt: skip
    if not told:
        return Judged("partly", _SILENT)
    judged = _verdict(told, limited.denies)
    if judged.status == "unmet":
        return judged
    return _verdict(asked, limited.denies) if asked else Judged("unknown", _UNTOLD)


def _levels(wanted: Wanted) -> list[Level]:
    """The levels that are asked for, by themselves or in the name of a thing."""
    return _ranks((*wanted.levels, *(name for names in wanted.things for name in names)))


def _ranks(words: Iterable[str]) -> list[Level]:
    return [level for each in words for level in levels_of(each)[0]]


def _rank(asked: Level, levels: Sequence[Level], complete: bool) -> str:
    if asked in levels:
        return "in"
    return "out" if complete and levels and all(level.system == asked.system for level in levels) else "unknown"


def _bound(limited: Limited, wanted: Wanted) -> Judged:
    found = [[_reach(term, limited.within, extent, wanted) for extent in wanted.extents] for term in limited.terms]
    said = [[place for place in places if place != "other"] for places in found]
    if not any(said):
        return Judged("partly", _SILENT)
    return _worst(_verdict(places, limited.denies) for places in said if places)


def _reach(term: str, within: str | None, asked: Extent, wanted: Wanted) -> str:
    """Where an asked range lies of a bound: ``in`` it, ``around`` it (a part is), ``out`` of it, of an ``other`` quantity,
    or ``unknown`` (perhaps of another variable)."""
    read = bound(term)
    extents = read_extents(read.range) if read else ()
    sought = [asked.si] if asked.si else [Interval(point, point) for point in asked.si_points]
    if read is None or len(extents) != 1 or extents[0].si is None or not sought:
        return "unknown"
    if not extents[0].comparable(asked):
        return "other"
    variables = [fold(name) for name in (read.variable, read.of, within) if name]
    names = [fold(name) for name in ((asked.variable,) if asked.variable else wanted.parameters)]
    if not any(name.endswith(variable) for name in names for variable in variables):
        return "unknown"
    if all(extents[0].si.contains(each) for each in sought):
        return "in"
    return "around" if any(extents[0].si.overlap(each) for each in sought) else "out"


def _verdict(found: Sequence[str], denies: bool) -> Judged:
    """From where each of the things that are asked for lies: in the terms, around one, out of all."""
    if "unknown" in found:
        return Judged("unknown", _UNTOLD)
    if "around" in found or len(set(found)) > 1:
        return Judged("partly", _PART)
    if "in" in found:
        return Judged("unmet", _LEFT_OUT) if denies else Judged("met", _AMONG)
    return Judged("met", _NOT_LEFT_OUT) if denies else Judged("unmet", _NOT_AMONG)


def _worst(judged: Iterable[Judged]) -> Judged:
    return min(judged, key=lambda each: _ORDER.index(each.status))


def _customer(_: Limited, __: Wanted) -> Judged:
    return Judged("unknown", _CUSTOMER)


_JUDGES: dict[str, Callable[[Limited, Wanted], Judged]] = {
    "allow": _allow, "deny": _deny, "clause": _clause, "level": _level, "bound": _bound, "customer": _customer,
}  # fmt: skip
