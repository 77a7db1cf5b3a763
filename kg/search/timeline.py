"""Validity as days: for each printed period the states it goes through and the day from which each holds.

``kg.matching.validity`` says what the state is on a day; it changes only on days that are printed, so it is asked on those
and the answers are kept. That way the index filters by any day, and nobody says anew what validity is.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from kg.matching.constraints.grants import printed
from kg.matching.validity import STATES, State, validity
from kg.search.fields import Period
from kg.search.store import Array, spans

CODES: Mapping[State, int] = {state: code for code, state in enumerate(STATES)}
_DAY = timedelta(days=1)


def states(period: Period, observed_on: date | None) -> list[tuple[date, State]]:
    """The states of a period, each with its first day; the first one holds since ever."""
    found: list[tuple[date, State]] = []
    for day in sorted({date.min, *_turns(period, observed_on)}):
        state = validity(printed(day, *period[:5], observed_on), day).state
        if not found or found[-1][1] != state:
            found.append((day, state))
    return found


def _turns(period: Period, observed_on: date | None) -> Iterable[date]:
    """Days on which the state may change: first days, and the days after last ones."""
    first = [period.valid_from, *(each.start for each in period.periods)]
    last = [period.valid_to, observed_on, *(each.end for each in period.periods)]
    if grant := period.grant:
        first += [grant.valid_from, grant.first_granted, *(each.start for each in grant.periods)]
        last += [grant.valid_to, *(each.end for each in grant.periods)]
    yield from (day for day in first if day)
    yield from (day + _DAY for day in last if day and day < date.max)


class Timeline(NamedTuple):
    """The states of all periods of an index, one after the other; those of period ``n`` begin at ``starts[n]``."""

    starts: Array
    days: Array
    codes: Array

    @classmethod
    def of(cls, periods: Iterable[Period], observed: Mapping[str, date | None]) -> "Timeline":
        starts, days, codes = [0], [], []
        for period in periods:
            for day, state in states(period, observed.get(period.source or "")):
                days.append(day.toordinal())
                codes.append(CODES[state])
            starts.append(len(days))
        return cls(np.array(starts, np.int64), np.array(days, np.int32), np.array(codes, np.uint8))

    def replaced(self, numbers: Array, others: "Timeline") -> "Timeline":
        """The same with other states of some periods (in the order of their numbers); those beyond the last are added."""
        kept = np.setdiff1d(np.arange(len(self.starts) - 1), numbers, assume_unique=True)
        lengths = np.empty(len(kept) + len(numbers), np.int64)
        lengths[kept], lengths[numbers] = np.diff(self.starts)[kept], np.diff(others.starts)
        starts = np.concatenate(([0], np.cumsum(lengths)))
        days, codes = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.uint8)
        there, here = spans(starts[kept], lengths[kept]), spans(self.starts[kept], lengths[kept])
        days[there], codes[there] = self.days[here], self.codes[here]
        there = spans(starts[numbers], lengths[numbers])
        days[there], codes[there] = others.days, others.codes
        return Timeline(starts, days, codes)

    def on(self, as_of: date, periods: Array) -> Array:
        """The codes of the states of some periods on a day."""
        if not len(periods):
            return np.empty(0, np.uint8)
        starts = self.starts[periods]
        lengths = self.starts[periods + 1] - starts
        begun = np.zeros(len(periods), np.int64)
        for turn in range(int(lengths.max())):  # few periods have more than four states
            there = np.minimum(starts + turn, len(self.days) - 1)
            begun += (turn < lengths) & (self.days[there] <= as_of.toordinal())
        return self.codes[starts + begun - 1]
