from datetime import date

import pytest

from kg.ingest.dates import in_order, read_day, read_period
from kg.ingest.row import RowError

DAY = date(2019, 5, 2)


@pytest.mark.parametrize(
    "text", ["2019/05/02", "2019-5-2", "2019.05.02", "2019年5月2日", "2019-05-02 00:00:00", " 2019/5/2 "]
)
def test_a_day_however_it_is_written(text: str) -> None:
    assert read_day("start", text) == DAY


def test_an_empty_cell_is_no_day() -> None:
    assert read_day("start", None) is None
    assert read_period("period", None) == (None, None)


@pytest.mark.parametrize(
    "text", ["02/05/2019", "20190502", "2019/02/30", "2019/13/01", "0000/01/01", "long", "2019/05"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(RowError) as caught:
        read_day("start", text)
    assert caught.value.field == "start"
    assert text in caught.value.reason


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2019/05/02 - 2025/05/01", (DAY, date(2025, 5, 1))),
        ("2019-05-02 ~ 2025-05-01", (DAY, date(2025, 5, 1))),
        ("2019年5月2日至2025年5月1日", (DAY, date(2025, 5, 1))),
        ("2019/05/02 - ", (DAY, None)),
        (" - 2019/05/02", (None, DAY)),
    ],
)
def test_a_period_however_it_is_written(text: str, ends: tuple[date | None, date | None]) -> None:
    assert read_period("period", text) == ends


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(RowError, match="ends on 2019-05-02, before it starts on 2019-05-03"):
        read_period("period", "2019/05/03 - 2019/05/02")
    in_order("period", DAY, DAY)


@pytest.mark.parametrize("text", ["2019/05/02", "2019/05/02 - 2020/01/01 - 2021/01/01", "since 2019"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(RowError):
        read_period("period", text)
