"""Papers of the Chinese railways: ``TG/HY 206-2009``, ``TJ/GD 004-2014``."""

import re

from kg.standards.family import Designation, Family, Found, lone

_BODY = re.compile(
    r"\s?/\s?(?P<who>[A-Z]{2})\s?-?\s?(?P<number>[0-9]{1,4}(?:\.[0-9])?)(?:\s?[-:]\s?(?P<year>(?:19|20)[0-9]{2}))?(?![0-9])"
)


def read(text: str, start: int, end: int) -> Found | None:
    """A series, an office, a number, a year."""
    body = _BODY.match(text, end)
    if not body:
        return None
    type = f"{text[start:end]}/{body['who']}"
    year = int(body["year"]) if body["year"] else None
    return lone(
        Designation("NRA", type, body["number"], None, f"{type} {body['number']}", "-YYYY", year=year), body.end()
    )


CHINESE_RAILWAY = Family("chinese-railway", read, heads=("TG", "TJ"))
