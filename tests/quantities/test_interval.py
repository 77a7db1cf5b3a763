"""Intervals: containment, overlap, coverage, gaps."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.quantities.interval import Interval, coverage, gaps, scale_of, union

ends = st.integers(-20, 20).map(float)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    lo, hi = sorted((draw(ends), draw(ends)))
    if lo == hi:
        return Interval(lo, hi)
    lo = draw(st.sampled_from((lo, -math.inf)))
    hi = draw(st.sampled_from((hi, math.inf)))
    return Interval(lo, hi, draw(st.booleans()), draw(st.booleans()))


def within(point: float, interval: Interval) -> bool:
    low = point > interval.lo or (point == interval.lo and not interval.lo_open)
    high = point < interval.hi or (point == interval.hi and not interval.hi_open)
    return low and high


# Every end and every middle between two ends.
POINTS = [n / 2 for n in range(-44, 45)]


@given(intervals(), intervals())
def test_overlap_and_containment_are_those_of_the_points(one: Interval, other: Interval) -> None:
    common = one.overlap(other)
    for point in POINTS:
        assert (within(point, one) and within(point, other)) == (common is not None and within(point, common))
    inside = all(within(point, one) for point in POINTS if within(point, other))
    if all(map(math.isfinite, (other.lo, other.hi))):
        assert one.contains(other) == inside


@given(intervals(), st.lists(intervals(), max_size=5))
def test_coverage_and_gaps_are_those_of_the_points(asked: Interval, offered: list[Interval]) -> None:
    missing = gaps(asked, offered)
    for point in POINTS:
        covered = any(within(point, each) for each in offered)
        assert (within(point, asked) and not covered) == any(within(point, gap) for gap in missing)
    share = coverage(asked, offered)
    assert (share == 1) == (not missing)
    assert share is None or 0 <= share <= 1
    if not any(within(point, asked) and within(point, each) for point in POINTS for each in offered):
        assert share == 0


@given(st.lists(intervals(), max_size=6))
def test_a_union_holds_the_same_points_and_nothing_in_it_touches(parts: list[Interval]) -> None:
    joined = union(parts)
    for point in POINTS:
        assert any(within(point, part) for part in parts) == any(within(point, part) for part in joined)
    assert union(joined) == joined


def test_shares() -> None:
    assert coverage(Interval(0, 10), [Interval(0, 4), Interval(2, 5)]) == 0.5
    assert coverage(Interval(1, 10_000), [Interval(1, 100)], "logarithmic") == pytest.approx(0.5)
    assert coverage(Interval(0, 10), [Interval(0, 10, hi_open=True)]) == math.nextafter(1.0, 0.0)
    assert coverage(Interval(5), [Interval(6)]) is None
    assert coverage(Interval(5, 5), [Interval(0, 5)]) == 1
    assert coverage(Interval(5, 5), [Interval(0, 5, hi_open=True)]) == 0


def test_converted_ends_reach_printed_ones() -> None:
    assert Interval(0, 0.1 + 0.2).contains(Interval(0, 0.3))
    assert Interval(0, 0.3).contains(Interval(0, 0.1 + 0.2))


def test_the_scale_of_what_is_asked() -> None:
    assert scale_of(Interval(1, 999)) == "linear"
    assert scale_of(Interval(0.001, 10)) == "logarithmic"
    assert scale_of(Interval(-5, 5000)) == "linear"
    assert scale_of(Interval(1)) == "linear"
