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


# What laboratories state as influence quantities most, as ISO 80000 and GB/T 3102 name these in English and Chinese; the longer names first.
_ENGLISH = {
    "相对湿度": "relative humidity", "湿度": "humidity", "温度": "temperature", "大气压": "air pressure", "气压": "air pressure",
    "压力": "pressure", "压强": "pressure", "频率": "frequency", "带宽": "bandwidth", "波长": "wavelength", "波数": "wavenumber",
    "功率因数": "power factor", "功率": "power", "电压": "voltage", "电流": "current", "照度": "illuminance", "时间": "time",
    "环境": "ambient", "空气": "air", "液体": "liquid", "直流": "dc", "交流": "ac", "最大": "maximum",
}  # fmt: skip


def _named(wanted: str, stated: str | None) -> bool:
    """Whether the name of a variable has all the words that were asked for, in either language; of Chinese that is not in the table,
    which sets no spaces, all their characters in a row."""
    name, own = fold(stated or ""), _words(stated or "")
    return all(word in own or (not word.isascii() and word in name) for word in _words(wanted))


def _words(text: str) -> list[str]:
    """The words of the name of a variable, folded, in English where the table has them."""
    words: list[str] = []
    for word in re.findall(r"\w+", text):
        known = fold(word)
        for chinese, english in _ENGLISH.items():
            known = known.replace(chinese, f" {english} ")
        words += known.split()
    return words
