"""Days as sources print them."""

import re
from datetime import date

from kg.ingest.row import RowError

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00(?::00)?)?$")


def day(field: str, text: str | None) -> date | None:
    """A day written ``2019-05-22``, ``2019/5/22`` or ``2019年5月22日``; None for an empty cell, ``RowError`` else."""
    if text is None:
        return None
    found = _DAY.match(text.strip())
    if not found:
        raise RowError(field, f"'{text[:40]}' is not a day; write it like 2019-05-22")
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        raise RowError(field, f"'{text[:40]}' is no day of the calendar") from None


_MONTH = re.compile(r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*月?)?年?$")


def partial(field: str, text: str) -> str:
    """A day, or the month or the year that alone is printed, as ``2019-11-05``, ``2019-11`` or ``2019``."""
    found = _MONTH.match(text.strip())
    if not found:
        return str(day(field, text))
    year, month = found.groups()
    if month and not 1 <= int(month) <= 12:
        raise RowError(field, f"'{text[:40]}' is no month of the calendar")
    return f"{year}-{int(month):02}" if month else year


def period(field: str, start: date | None, end: date | None) -> tuple[date | None, date | None]:
    """The two days, once they are in order; ``RowError`` for an end before its start."""
    if start and end and end < start:
        raise RowError(field, f"ends on {end}, before it starts on {start}")
    return start, end
