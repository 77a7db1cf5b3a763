"""Printed dates: a day as people write it, and the period between two of them."""

import re
from datetime import date

from kg.ingest.row import RowError

_DAY = re.compile(
    r"(?P<year>\d{4})\s*(?:年|[/.\-])\s*(?P<month>\d{1,2})\s*(?:月|[/.\-])\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[ T]00:00(?::00)?)?"
)


def read_day(column: str, text: str | None) -> date | None:
    """The day that a cell prints, year first (``2019/05/22``, ``2019-5-22``, ``2019年5月22日``); None for an
    empty cell. ``RowError`` for another order, whose meaning would be a guess, and for a day that no calendar
    has."""
    if text is None:
        return None
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise RowError(column, f"'{text[:40]}' is not a date that is written year, month, day")
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError as error:
        raise RowError(column, f"'{text[:40]}' is no day of the calendar") from error


def in_order(column: str, start: date | None, end: date | None) -> None:
    """``RowError`` for a period that ends before it starts."""
    if start is not None and end is not None and end < start:
        raise RowError(column, f"the period ends on {end}, before it starts on {start}")


def read_period(column: str, text: str | None) -> tuple[date | None, date | None]:
    """Both ends of a printed period such as ``2019/04/24 - 2025/04/23``; an end that is left out is None."""
    if text is None:
        return None, None
    parts = re.split(r"\s+[-–—~～]\s*|\s*[~～至]\s*|\s*[-–—]\s+|[-–—]$|^[-–—]", text.strip())
    if len(parts) != 2:
        raise RowError(column, f"'{text[:40]}' is not a period: a day, a dash, a day")
    start, end = (read_day(column, part or None) for part in parts)
    in_order(column, start, end)
    return start, end
