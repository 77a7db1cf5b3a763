"""Validity: every state, the first and the last day of each, and what is not printed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.matching.validity import STANDING, STATES, Printed, State, validity

FIRST, START, END, READ = date(2013, 5, 6), date(2019, 5, 6), date(2025, 5, 5), date(2019, 5, 22)
DAY = timedelta(days=1)

FULL = Printed(START, END, None, None, READ)
GRANTED = Printed(START, END, FIRST, None, READ)

TABLE: list[tuple[str, Printed, date, State]] = [
    ("the day it was read", FULL, READ, "valid"),
    ("the day after it was read", FULL, READ + DAY, "in-date"),
    ("the first day", FULL, START, "valid"),
    ("the day before the first, no first grant stated", FULL, START - DAY, "unknown"),
    ("the last day, read before", FULL, END, "in-date"),
    ("the last day, read that day", Printed(START, END, None, None, END), END, "valid"),
    ("the day after the last", FULL, END + DAY, "ran-out"),
    ("never read", Printed(START, END), START, "in-date"),
    ("never read, and past", Printed(START, END), END + DAY, "ran-out"),
    ("before the printed start, after the first grant", GRANTED, START - DAY, "unknown"),
    ("the day of the first grant", GRANTED, FIRST, "unknown"),
    ("the day before the first grant", GRANTED, FIRST - DAY, "not-yet"),
    ("before the first grant, no start printed", Printed(None, END, FIRST, None, READ), FIRST - DAY, "not-yet"),
    ("a first grant later than the start is a misprint", Printed(START, END, START + DAY, None, READ), START, "valid"),
    ("no end", Printed(START, None, None, None, READ), READ, "unknown"),
    ("no end, before the start", Printed(START, None, None, None, READ), START - DAY, "unknown"),
    ("no start", Printed(None, END, None, None, READ), READ, "unknown"),
    ("no start, and past", Printed(None, END, None, None, READ), END + DAY, "ran-out"),
    ("no dates at all", Printed(observed_on=READ), READ, "unknown"),
    ("nothing at all", Printed(), READ, "unknown"),
    ("suspended", Printed(START, END, None, "suspended", READ), READ, "suspended"),
    ("suspended, without dates", Printed(None, None, None, "suspended", READ), READ, "suspended"),
    ("suspended today, asked before it was granted", Printed(START, END, FIRST, "suspended", READ), FIRST - DAY, "not-yet"),
    ("withdrawn", Printed(START, END, None, "withdrawn", READ), READ, "withdrawn"),
    ("withdrawn, and past", Printed(START, END, None, "withdrawn", READ), END + DAY, "withdrawn"),
    ("active says no more than the dates", Printed(START, END, None, "active", READ), READ + DAY, "in-date"),
    ("active without dates is unknown", Printed(None, None, None, "active", READ), READ, "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "printed", "as_of", "state"), TABLE, ids=[case for case, *_ in TABLE])
def test_state(case: str, printed: Printed, as_of: date, state: State) -> None:
    assert validity(printed, as_of).state == state, case


def test_the_table_has_every_state() -> None:
    assert {state for *_, state in TABLE} == set(STATES)


@pytest.mark.parametrize(
    ("printed", "as_of", "english", "chinese"),
    [
        (FULL, READ, "valid from 2019-05-06 to 2025-05-05, read on 2019-05-22", "有效期 2019-05-06 至 2025-05-05，读取于 2019-05-22"),
        (FULL, READ + DAY, "in date until 2025-05-05 as last read on 2019-05-22; later status not known",
         "按 2019-05-22 最近一次读取，有效期至 2025-05-05；此后状态未知"),
        (FULL, END + DAY, "ran out on 2025-05-05 as printed, last read on 2019-05-22; renewal not known",
         "所印有效期已于 2025-05-05 届满，最近读取于 2019-05-22；是否续期未知"),
        (Printed(START, END, None, None, END), END + DAY, "ran out on 2025-05-05 as printed, last read on 2025-05-05; renewal not known",
         "所印有效期已于 2025-05-05 届满，最近读取于 2025-05-05；是否续期未知"),
        (Printed(START, END, None, None, END + DAY), END + DAY, "ran out on 2025-05-05", "已于 2025-05-05 到期"),
        (Printed(None, None, None, "suspended", READ), READ, "suspended as last read on 2019-05-22", "按 2019-05-22 最近一次读取，状态为暂停"),
        (Printed(None, None, None, "withdrawn"), READ, "withdrawn as last read on an unknown day", "按 未知日期 最近一次读取，状态为撤销"),
        (GRANTED, FIRST - DAY, "first granted on 2013-05-06", "首次授予于 2013-05-06"),
        (GRANTED, FIRST, "the printed period starts on 2019-05-06; what held before is not stated",
         "所印有效期自 2019-05-06 起；此前情况未说明"),
        (Printed(START, observed_on=READ), READ, "the source prints no end", "来源未印终止日期"),
        (Printed(None, END), READ, "the source prints no start", "来源未印起始日期"),
        (Printed(), READ, "the source prints no dates", "来源未印起止日期"),
    ],
)  # fmt: skip
def test_words_say_what_was_printed_and_when_it_was_read(
    printed: Printed, as_of: date, english: str, chinese: str
) -> None:
    assert validity(printed, as_of).words == (english, chinese)


days = st.dates(date(2000, 1, 1), date(2050, 1, 1))
maybe = st.none() | days
anything = st.builds(
    Printed, maybe, maybe, maybe, st.sampled_from([None, "active", "suspended", "withdrawn", "unknown"]), maybe
)


@given(anything, days)
def test_any_period_has_one_of_the_states_and_words_for_it(printed: Printed, as_of: date) -> None:
    found = validity(printed, as_of)
    assert found.state in STATES
    assert found.words.en
    assert found.words.zh


@given(anything, days)
def test_what_stands_has_both_dates_around_the_day(printed: Printed, as_of: date) -> None:
    if validity(printed, as_of).state in STANDING:
        assert printed.valid_from is not None
        assert printed.valid_to is not None
        assert printed.valid_from <= as_of <= printed.valid_to
        assert printed.status not in ("suspended", "withdrawn")


@given(anything, days)
def test_valid_is_only_what_was_read_on_the_day_or_after(printed: Printed, as_of: date) -> None:
    if validity(printed, as_of).state == "valid":
        assert printed.observed_on is not None
        assert printed.observed_on >= as_of


@given(anything, days, days)
def test_reading_again_later_never_changes_what_is_printed(printed: Printed, as_of: date, later: date) -> None:
    """A later reading of the same print turns in-date into valid, and nothing else into anything else."""
    again = Printed(printed.valid_from, printed.valid_to, printed.first_granted, printed.status, later)
    before, after = validity(printed, as_of).state, validity(again, as_of).state
    assert {before, after} <= STANDING or before == after
