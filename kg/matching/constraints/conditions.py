"""Under which conditions: the influence quantities (VIM 2.52) that a capability states beside what it measures."""

import re
from collections import defaultdict
from collections.abc import Sequence

from kg.matching.constraints import spans
from kg.matching.reason import STATUSES, Reason
from kg.matching.requirement import Condition, Requirement
from kg.quantities.extent import Extent
from kg.schema.core import Words
from kg.schema.folding import fold


def conditions(asked: Requirement, extents: tuple[Extent, ...]) -> Reason | None:
    """Every condition that is asked for; the one that is worst met is told."""
    if not asked.conditions:
        return None
    found = [_held(wanted, extents) for wanted in asked.conditions]
    worst = max(found, key=_badness)
    required = "; ".join(wanted.range.asked for wanted in asked.conditions)
    shown = "; ".join(dict.fromkeys(each.offered for each in found if each.offered))
    return Reason("condition", worst.status, required, shown, worst.words, gap=worst.gap)


def _badness(reason: Reason) -> int:
    return STATUSES.index(reason.status)


def _held(wanted: Condition, extents: Sequence[Extent]) -> Reason:
    """One condition against the ranges of each variable that may be meant: where they do not say the same, which one is meant is not
    known. A range of which it is not said that it is of a condition leaves it unknown."""
    asked = wanted.range
    comparable = [each for each in extents if each.comparable(asked.extent) and (each.si or each.si_points)]
    by_variable: defaultdict[str, list[Extent]] = defaultdict(list)
    for extent in comparable:
        if extent.role == "influence" and _named(wanted.variable, extent.variable):
            by_variable[extent.variable or ""].append(extent)
    if not by_variable:
        said = "; ".join(map(_said, (each for each in comparable if each.role != "measurand")))
        return Reason("condition", "unknown", asked.asked, said, _NOT_STATED)
    told = [spans.compared(asked, some, "", sure=True) for some in by_variable.values()]
    shown = "; ".join(_said(extent) for some in by_variable.values() for extent in some)
    if len({each.status for each in told}) > 1:
        return Reason("condition", "unknown", asked.asked, shown, _SEVERAL)
    first = told[0]
    return Reason("condition", first.status, asked.asked, shown, first.words, gap=first.gap)


_NOT_STATED = Words("no such condition is stated", "未说明该条件")
_SEVERAL = Words("several such conditions are stated; which is meant is not known", "列有多个此类条件，未知所指为何")


def _said(extent: Extent) -> str:
    return f"{extent.variable} {extent.said}" if extent.variable else extent.said


def _named(wanted: str, stated: str | None) -> bool:
    """Whether the name of a variable has all the words that were asked for; of Chinese, which sets no spaces, all their characters
    in a row."""
    name, own = fold(stated or ""), _words(stated or "")
    return all(word in own or (not word.isascii() and word in name) for word in _words(wanted))


def _words(text: str) -> list[str]:
    return [fold(word) for word in re.findall(r"\w+", text)]
