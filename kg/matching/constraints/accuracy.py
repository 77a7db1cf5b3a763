"""How well: the uncertainty at a value, and the limit of detection or quantification.

An uncertainty that a scope states is the smallest that the laboratory offers (a calibration and measurement capability,
ILAC-P14:09/2020): one that is no larger than what is asked for meets it at best, since what is measured adds its own. An uncertainty
that is stated with a result is held against it the same way: the result is in scope if the CMC is no larger.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.matching.constraints import results
from kg.matching.constraints.spans import held, interval_of
from kg.matching.reason import Reason, Status, worst
from kg.matching.requirement import Least, Ranged, Requirement, Within
from kg.quantities.extent import Extent
from kg.quantities.interval import TOLERANCE
from kg.quantities.uncertainty import Limit, Uncertainty
from kg.schema.core import Words

DIMENSIONLESS = "A0E0L0I0M0H0T0D1"
# Coverage factor of a probability of about 95 %: a CMC has it by definition where it prints none.
K_OF_95 = 2.0


def factor(stated: Uncertainty) -> float | None:
    """The coverage factor of an expanded uncertainty; None where nothing says it. A stated probability of 95 % (``U95``; 95.45 %) is
    k = 2: of a normal distribution it covers approximately 95 %, which is how laboratories state uncertainties (ILAC-P14:09/2020,
    EA-4/02 M:2022, JCGM 100, G.6.6)."""
    if stated.k is not None:
        return stated.k
    if stated.p is not None:
        return K_OF_95 if 0.95 <= stated.p < 0.96 else None
    return K_OF_95 if stated.role in ("CMC", "unknown") else None


def uncertainty(asked: Requirement, offered: tuple[Uncertainty, ...], extents: tuple[Extent, ...]) -> Reason | None:
    """The uncertainty at the values asked for, or at that of a result, both at the same coverage factor."""
    wanted = asked.uncertainty
    if wanted is None:
        return None
    shown = "; ".join(dict.fromkeys(each.verbatim for each in offered))
    if wanted.stated and (lacks := results.lacking(wanted.uncertainty, factor(wanted.uncertainty))):
        return Reason("uncertainty", "unknown", wanted.asked, shown, lacks)
    if not offered:
        return Reason("uncertainty", "unknown", wanted.asked, "", Words("no uncertainty is stated", "未说明不确定度"))
    if all(each.role == "certified value" for each in offered):
        words = Words("it belongs to a certified value, not to a service", "属于标准值的不确定度，而非服务")
        return Reason("uncertainty", "unknown", wanted.asked, shown, words)
    if wanted.at is not None and (outside := _outside(wanted, wanted.at, extents)):
        return outside._replace(offered=shown)
    at = wanted.at or (asked.range.extent if asked.range else None)
    found = [each for each in (_held(wanted, one, at, extents) for one in offered) if each is not None]
    if not found:
        words = Words("what is stated was not read, or does not compare", "所述不确定度未能解读或无法比较")
        return Reason("uncertainty", "unknown", wanted.asked, shown, words)
    unread = any(not each.si_values or factor(each) is None for each in offered)
    if wanted.stated:
        status, ratio = results.agreed(found, unread=unread)
        words = results.said(status, ratio)
    else:
        status, ratio = min(found, key=lambda each: (_ORDER[each[0]], each[1] or 0.0))
        words = _said(status, ratio)
        if unread and status == "unmet":
            status, ratio = "unknown", None
            words = Words(
                "what was read is too large; another that is stated was not read", "已解读者过大；另有所述未能解读"
            )
    return Reason("uncertainty", status, wanted.asked, shown, words, gap=ratio if status != "met" else None)


def _outside(wanted: Within, at: Extent, extents: tuple[Extent, ...]) -> Reason | None:
    """What it says at a value that no range of what is measured is known to hold; None where one does, or none is stated."""
    if not any(extent.role == "measurand" for extent in extents):
        return None
    there = held(Ranged(wanted.asked, at), extents)
    if there.status == "met":
        return None
    status: Status = "unmet" if there.status == "unmet" else "unknown"
    words = Words("at the value asked for: " + there.words.en, "在所求值处：" + there.words.zh)
    return Reason("uncertainty", status, wanted.asked, "", words, gap=there.gap if status == "unmet" else None)


_ORDER = {"met": 0, "partly": 1, "unknown": 2, "unmet": 3}


def _said(status: Status, ratio: float | None) -> Words:
    if status == "met":
        return Words("small enough at best; what is measured adds its own", "最佳情况下满足；被测对象另有贡献")
    if status == "partly":
        return Words("small enough in part of the range or at its best", "在部分范围内或最佳情况下满足")
    if status == "unknown":
        return Words("in %, whether of the value or of the range is not said", "以百分数表示，未说明相对于何者")
    times = f"{ratio:.3g} times" if ratio and math.isfinite(ratio) else "larger than"
    return Words(
        f"{times} what is asked for", f"为所需的 {ratio:.3g} 倍" if ratio and math.isfinite(ratio) else "大于所需"
    )


def _values(at: Extent | None) -> tuple[float | None, ...]:
    """The values of the measurand in SI at which it has to be small enough; None: at none in particular."""
    if at is None:
        return (None,)
    if at.si_points:
        return at.si_points
    span = interval_of(at)
    return tuple(end for end in (span.lo, span.hi) if math.isfinite(end)) or (None,)


def _held(
    wanted: Within, one: Uncertainty, at: Extent | None, extents: Sequence[Extent]
) -> tuple[Status, float | None] | None:
    """How one uncertainty does, with the largest ratio of what is offered to what is asked for. None where it does not compare."""
    mine, theirs = factor(wanted.uncertainty), factor(one)
    if mine is None or theirs is None or not wanted.uncertainty.si_values or not one.si_values:
        return None
    values = _values(at)
    if wanted.stated and 0.0 in values and True in _relative(one, extents):
        return "unknown", None  # of nothing, a share says nothing
    statuses: list[Status] = []
    ratios: list[float] = []
    for value in values:
        readings = [
            _ratios(wanted.uncertainty, one, way, value, at.dimension if at else None)
            for way in _ways(wanted.uncertainty, one, at, extents)
        ]
        if any(reading is None for reading in readings):
            return None
        told = [[ratio * mine / theirs for ratio in reading] for reading in readings if reading]
        statuses.append(_agreed([_fits(reading) for reading in told]))
        ratios += [max(reading) for reading in told]
    best: Status = "partly" if "met" in statuses and "unmet" in statuses else worst(statuses)
    return best, max(ratios)


def _fits(ratios: Sequence[float]) -> Status:
    """Of one that runs from–to: all of it small enough, its best, or none."""
    small = [ratio <= 1 + TOLERANCE for ratio in ratios]
    return "met" if all(small) else "partly" if any(small) else "unmet"


def _agreed(statuses: Sequence[Status]) -> Status:
    """Where the text can be read in two ways, what both say; else it is unknown."""
    return statuses[0] if len(set(statuses)) == 1 else "unknown"


def _ways(
    wanted: Uncertainty, one: Uncertainty, at: Extent | None, extents: Sequence[Extent]
) -> list[tuple[bool, bool]]:
    """The ways in which the two can be read, as (asked, offered) relative or not. Where both may be either, they mean the same. A per
    cent that is asked for at a value is read by that value."""
    valued = [replace(at, role="measurand")] if at is not None and at.dimension else extents
    asked, offered = _relative(wanted, valued), _relative(one, extents)
    both = [(way, way) for way in asked if way in offered]
    return both or [(mine, theirs) for mine in asked for theirs in offered]


def _relative(one: Uncertainty, extents: Sequence[Extent]) -> tuple[bool, ...]:
    """How an uncertainty may be read: relative, or not. A per cent sign of a measurand that is no ratio is relative."""
    if one.relative is not None:
        return (one.relative,)
    if one.dimension != DIMENSIONLESS:
        return (False,)
    own = [extent.dimension for extent in extents if extent.role == "measurand" and extent.dimension]
    return (True,) if own and all(dimension != DIMENSIONLESS for dimension in own) else (True, False)


def _ratios(
    wanted: Uncertainty, one: Uncertainty, relative: tuple[bool, bool], value: float | None, dimension: str | None
) -> list[float] | None:
    """What is offered over what is asked for, at a value of a dimension: one number, or two where it runs from–to. None: they do
    not compare, as a share of the value does not with what is of another dimension than the value."""
    offered: list[float] | None = list(_absolute(one, value))
    if relative == (False, False):
        offered = offered if one.dimension == wanted.dimension else None
    elif relative == (True, False):
        offered = _shares(offered or [], value) if one.dimension == dimension else None
    elif relative == (False, True):
        known = value is not None and wanted.dimension == dimension
        offered = [abs(each * (value or 0.0)) for each in offered or []] if known else None
    return [each / wanted.si_values[0] for each in offered] if offered is not None else None


def _absolute(one: Uncertainty, value: float | None) -> Iterator[float]:
    if one.form == "linear":
        a, b = one.si_values
        yield a + b * abs(value) if value is not None else math.inf
    else:
        yield from one.si_values


def _shares(values: Sequence[float], value: float | None) -> list[float] | None:
    return [each / abs(value) if value else math.inf for each in values] if value is not None else None


def limit(asked: Requirement, offered: tuple[Limit, ...], extents: tuple[Extent, ...]) -> Reason | None:
    """The limit of detection or quantification. What can be quantified is detected; a range that begins low enough says as much, one
    that begins at 0 does not."""
    wanted = asked.limit
    if wanted is None:
        return None
    needed = interval_of(wanted.extent).hi
    named = [each for each in offered if each.si_value is not None and _alike(wanted, each.dimension, each.kind)]
    alike = [each for each in named if not each.is_misprint]
    enough = [each for each in alike if each.role == wanted.role or each.role == "quantification"]
    ends = [
        e.si.lo
        for e in extents
        if e.role == "measurand" and e.si and 0 < e.si.lo < math.inf and e.comparable(wanted.extent)
    ]
    lows = [*(each.si_value for each in enough if each.si_value is not None), *ends]
    shown = "; ".join(each.verbatim for each in named) or "; ".join(e.said for e in extents if e.role == "measurand")
    if any(low <= needed * (1 + TOLERANCE) for low in lows):
        return Reason("limit", "met", wanted.asked, shown, Words("low enough", "足够低"))
    same = [each.si_value for each in alike if each.role == wanted.role and each.si_value is not None]
    detected = [each.si_value for each in alike if each.role == "detection" and each.si_value is not None]
    too_high = [low for low in same or (detected if wanted.role == "quantification" else []) if low > needed]
    if too_high:
        ratio = min(too_high) / needed if needed > 0 else math.inf
        return Reason(
            "limit",
            "unmet",
            wanted.asked,
            shown,
            Words(f"{ratio:.3g} times what is asked for", f"为所需的 {ratio:.3g} 倍"),
            gap=ratio,
        )
    misprint = Words("a limit of 0 or less is a misprint", "限值为 0 或负数，应为误印")
    none = Words("no such limit is stated", "未说明该限值")
    return Reason("limit", "unknown", wanted.asked, shown, misprint if len(alike) < len(named) else none)


def _alike(wanted: Least, dimension: str | None, kind: str | None) -> bool:
    return wanted.extent.comparable(Extent("", dimension=dimension, kind=kind))
