"""Designations of publishers that no family knows: letters, a number and a year, as nearly everybody writes them."""

import re

from kg.standards.family import Designation, Family, Found, lone

_TYPE = r"[A-Z]{2,8}(?:[/ -][A-Z]{1,4}){0,2}"
_NUMBER = r"[0-9]{1,6}(?:[.-][0-9]{1,4}){0,3}"
_SHAPE = rf"{_TYPE}\s?[-:]?\s?{_NUMBER}\s?[-:]\s?(?:19|20)[0-9]{{2}}(?![0-9])"
_READ = re.compile(
    rf"(?P<type>{_TYPE})\s?[-:]?\s?(?P<number>{_NUMBER})\s?(?P<sign>[-:])\s?(?P<year>(?:19|20)[0-9]{{2}})"
)


def read(text: str, start: int, _: int) -> Found | None:
    """As printed, for want of a publisher."""
    found = _READ.match(text, start)
    if not found or found["type"] in _NO_TYPES:
        return None
    number, _sign, part = found["number"].partition("-")
    return lone(
        Designation(
            "", found["type"], number, part or None, f"{found['type']} {found['number']}", f"{found['sign']}YYYY",
            year=int(found["year"]), doubts=("publisher not named",)
        ),
        found.end(),
    )  # fmt: skip


# Words in capitals that a number and a year follow, and that are no designation.
_NO_TYPES = frozenset((
    "ANNEX", "APPENDIX", "AMD", "AMENDMENT", "CLAUSE", "CL", "COR", "DATED", "EDITION", "ED", "FIG", "ISSUE",
    "METHOD", "NO", "PART", "PT", "REV", "SECTION", "SEC", "TABLE", "TEST", "VER", "VERSION",
))  # fmt: skip

OTHER = Family("other", read, pattern=_SHAPE, rank=10)
