"""Days and periods as sources print them."""

from datetime import date

import pytest

from kg.ingest.cnas import printed_period
from kg.ingest.dates import day, period
from kg.ingest.row import RowError

DAY = date(2019, 5, 2)


@pytest.mark.parametrize(
    "text", ["2019/05/02", "2019-5-2", "2019.05.02", "2019年5月2日", "2019-05-02 00:00:00", " 2019/5/2 "]
)
def test_a_day_however_it_is_written(text: str) -> None:
    assert day("start", text) == DAY


def test_an_empty_cell_is_no_day() -> None:
    assert day("start", None) is None
    assert period("period", None, None) == (None, None)


@pytest.mark.parametrize(
    "text", ["02/05/2019", "20190502", "2019/02/30", "2019/13/01", "0000/01/01", "long", "2019/05"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(RowError) as caught:
        day("start", text)
    assert caught.value.field == "start"
    assert text in caught.value.reason


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2019/05/02 - 2025/05/01", (DAY, date(2025, 5, 1))),
        ("2019/05/02 -", (DAY, None)),
        ("2019/05/02 - ", (DAY, None)),
        ("- 2019/05/02", (None, DAY)),
        ("2019-05-02 - 2025-05-01", (DAY, date(2025, 5, 1))),
    ],
)
def test_a_printed_period(text: str, ends: tuple[date | None, date | None]) -> None:
    assert printed_period(text) == ends


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(RowError, match="ends on 2019-05-02, before it starts on 2019-05-03"):
        period("period", date(2019, 5, 3), DAY)
    assert period("period", DAY, DAY) == (DAY, DAY)
