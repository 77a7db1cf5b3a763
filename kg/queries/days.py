"""A day as requests write it, wherever they come from: addresses, bodies, options of commands, files."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(said: Any) -> date:
    """The day that a value says: a date, or a text as ISO 8601 writes a calendar date in full. ``ValueError`` for another form
    (years alone, numbers, points in time), and for a day that is not in the calendar."""
    if type(said) is date:
        return said
    text = str(said).strip()
    wrong = ValueError(f"'{text[:40]}' is no day: write year, month and day, as 2026-11-24")
    if not _WRITTEN.fullmatch(text):
        raise wrong
    try:
        return date.fromisoformat(text)
    except ValueError:  # 2026-02-30
        raise wrong from None


Day = Annotated[date, BeforeValidator(day)]
