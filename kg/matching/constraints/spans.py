"""Over which range: the share of what is asked for that the capability's ranges cover."""

import math
from collections.abc import Sequence

from kg.matching.reason import Reason, Status
from kg.matching.requirement import Ranged, Requirement
from kg.quantities.extent import Extent
from kg.quantities.interval import TOLERANCE, Interval, coverage, gaps, scale_of, union
from kg.schema.core import Words

_SILENT = Words("no range of what is measured is stated", "未说明被测量的范围")


def spanned(asked: Requirement, extents: tuple[Extent, ...]) -> Reason | None:
    """The range of the measurand against the one asked for. Ranges of conditions, specimens and equipment are not the measurand's;
    one of which it is not said whose it is leaves it unknown, and so does one of which only the unit is stated."""
    return held(asked.range, extents) if asked.range is not None else None


def held(wanted: Ranged, extents: Sequence[Extent]) -> Reason:
    """The ranges of what is measured, or of an instrument, against one that is asked for."""
    own = [extent for extent in extents if extent.role == "measurand"]
    alike = [extent for extent in own if extent.comparable(wanted.extent) and (extent.si or extent.si_points)]
    shown = "; ".join(extent.said for extent in (alike or own))
    if alike:
        return compared(wanted, alike, shown, sure=len(alike) == len(own))
    if own and all(extent.form == "qualitative" for extent in own):
        return Reason("range", "unmet", wanted.asked, shown, Words("qualitative only", "仅定性"))
    mentioned = [extent for extent in extents if extent.role == "unknown" and extent.comparable(wanted.extent)]
    if mentioned:
        said = "; ".join(extent.said for extent in mentioned)
        words = Words(
            f"{said} is mentioned; whether of what is measured, is not said", f"提到 {said}，未说明是否为被测量的范围"
        )
        return Reason("range", "unknown", wanted.asked, said, words)
    return Reason("range", "unknown", wanted.asked, shown, _incomparable(wanted, own))


def _incomparable(wanted: Ranged, own: Sequence[Extent]) -> Words:
    if bare := ", ".join(dict.fromkeys(extent.said for extent in own if extent.comparable(wanted.extent))):
        return Words(f"only its unit is stated: {bare}", f"仅说明了其单位：{bare}")
    units = ", ".join(dict.fromkeys(extent.unit for extent in own if extent.unit))
    if not units:
        return _SILENT if not own else Words("its range is stated in words", "其范围以文字表述")
    return Words(f"its range is in {units}, which does not compare", f"其范围以 {units} 表示，无法比较")


def interval_of(extent: Extent) -> Interval:
    """What is asked for, as an interval in SI: single values from the least to the greatest."""
    return extent.si if extent.si is not None else Interval(min(extent.si_points), max(extent.si_points))


def compared(wanted: Ranged, alike: Sequence[Extent], shown: str, *, sure: bool) -> Reason:
    """Ranges of one variable, which all compare, against the one asked for, each as far as it reaches. ``sure``: whether they are all
    that is stated of it. An answer that leans on an end that is not stated says so; lower than such an end reaches is unknown."""
    told = _compared(wanted, alike, shown, sure=sure)
    low, high = _leaning(wanted.extent, alike)
    if low and told.status == "unmet":
        told = Reason("range", "unknown", wanted.asked, shown, _TOO_LOW)
    words = _LEANING[low, high]
    return told._replace(words=Words(told.words.en + words.en, told.words.zh + words.zh))


_TOO_LOW = Words("whether it begins so low is not said", "是否低至所求，未说明")
_LEANING = {
    (False, False): Words("", ""),
    (True, False): Words("; the source states no lower end", "；来源未说明下限"),
    (False, True): Words("; the source states no upper end", "；来源未说明上限"),
    (True, True): Words("; the source states no lower or no upper end", "；来源未说明下限或上限"),
}


def _leaning(wanted: Extent, alike: Sequence[Extent]) -> tuple[bool, bool]:
    """Whether what is asked for lies, where no stated ends or values hold it, on the side of a low or of a high end that is not stated."""
    asked = [Interval(point, point) for point in wanted.si_points] or [interval_of(wanted)]
    ends = [each.si for each in alike if each.si is not None]
    stated = [_stated(each) for each in ends] + [Interval(point, point) for each in alike for point in each.si_points]
    held = union(stated)
    left = [gap for each in asked if not any(part.contains(each) for part in held) for gap in gaps(each, held)]
    low, high = (any(gap.overlap(each) for gap in left for each in ends if math.isinf(each[side])) for side in (0, 1))
    return low, high


def _stated(ends: Interval) -> Interval:
    """From stated end to stated end: of a range of one end, that alone."""
    if math.isinf(ends.lo):
        return Interval(ends.hi, ends.hi, ends.hi_open, ends.hi_open)
    return ends if math.isfinite(ends.hi) else Interval(ends.lo, ends.lo, ends.lo_open, ends.lo_open)


def _compared(wanted: Ranged, alike: Sequence[Extent], shown: str, *, sure: bool) -> Reason:
    asked = interval_of(wanted.extent)
    scale = wanted.scale or scale_of(asked)
    intervals = [reach for extent in alike if (reach := extent.reach) is not None]
    points = [point for extent in alike for point in extent.si_points]
    if wanted.extent.si_points:
        return _pointwise(wanted, intervals, points, shown, sure=sure)
    share = coverage(asked, intervals, scale)
    if share == 1.0:
        return Reason("range", "met", wanted.asked, shown, Words("covers it", "覆盖"), share=1.0)
    if share == 0.0 and not intervals:
        return _between(wanted, asked, points, shown)
    if share == 0.0:
        status: Status = "unmet" if sure and not points else "unknown"
        return Reason(
            "range", status, wanted.asked, shown, _missed(asked, intervals), share=0.0, gap=_gap(asked, intervals)
        )
    told = "part of it" if share is None else f"{_per_cent(share)} of it ({scale})"
    zh = "部分" if share is None else f"{_per_cent(share)}（{'对数' if scale == 'logarithmic' else '线性'}）"
    return Reason("range", "partly", wanted.asked, shown, Words(f"covers {told}", f"覆盖 {zh}"), share=share)


def _per_cent(share: float) -> str:
    """Never rounded to all or nothing."""
    return f"{min(max(share * 100, 0.1), 99.9):.3g} %"


def _pointwise(
    wanted: Ranged, intervals: Sequence[Interval], points: Sequence[float], shown: str, *, sure: bool
) -> Reason:
    """Single values that are asked for: each lies in a range, or is one of the values stated."""
    asked = wanted.extent.si_points
    inside = [
        any(each.contains(Interval(x, x)) for each in intervals) or any(_same(x, y) for y in points) for x in asked
    ]
    share = sum(inside) / len(asked)
    if all(inside):
        return Reason("range", "met", wanted.asked, shown, Words("holds it", "包含"), share=1.0)
    if any(inside):
        words = Words(f"holds {sum(inside)} of {len(asked)} values", f"包含 {len(asked)} 个值中的 {sum(inside)} 个")
        return Reason("range", "partly", wanted.asked, shown, words, share=share)
    whole = Interval(min(asked), max(asked))
    if points and not intervals:
        return _between(wanted, whole, points, shown)
    status: Status = "unmet" if sure and not points else "unknown"
    return Reason(
        "range", status, wanted.asked, shown, _missed(whole, intervals), share=0.0, gap=_gap(whole, intervals)
    )


def _between(wanted: Ranged, asked: Interval, points: Sequence[float], shown: str) -> Reason:
    """Against single values: outside them all is a no; what lies between is not said."""
    hull = Interval(min(points), max(points))
    if asked.overlap(hull) is None:
        return Reason(
            "range",
            "unmet",
            wanted.asked,
            shown,
            Words("outside the values stated", "在所述数值之外"),
            share=0.0,
            gap=_gap(asked, [hull]),
        )
    return Reason(
        "range",
        "unknown",
        wanted.asked,
        shown,
        Words("single values are stated; between them is not said", "仅列出单个数值，其间未说明"),
    )


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=TOLERANCE)


def _missed(asked: Interval, intervals: Sequence[Interval]) -> Words:
    above = all(each.hi <= asked.lo for each in intervals)
    below = all(each.lo >= asked.hi for each in intervals)
    if above:
        return Words("ends below it", "上限不足")
    return Words("begins above it", "下限过高") if below else Words("covers none of it", "未覆盖")


def _gap(asked: Interval, intervals: Sequence[Interval]) -> float | None:
    """How far the nearest end is from what is asked for, as a factor; None where a factor says nothing."""
    factors = []
    for each in intervals:
        near, far = (each.hi, asked.lo) if each.hi <= asked.lo else (asked.hi, each.lo)
        if near > 0 and math.isfinite(near) and math.isfinite(far):
            factors.append(far / near)
    return min(factors, default=None)
