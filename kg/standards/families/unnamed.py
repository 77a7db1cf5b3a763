"""Numbers of well-known series whose publisher a scope leaves out: ``C82.77-10``, ``LM-58-13``, ``TM 113``; and heads that lack a letter."""

import re

from kg.standards.family import Designation, Family, Found, full_year, lone
from kg.standards.parts import read_parts

_ELECTRIC = re.compile(
    r"\s?-?\s?(?P<number>[0-9]{2,3}\.[0-9]{1,3}(?:\.[0-9]{1,3})?[a-z]?)(?P<part>(?:-[0-9]{1,2}(?![0-9])){0,2})(?:\s{0,2}[-:/]\s{0,2}(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9.]))?"
)
_LIGHT = re.compile(r"\s?-?\s?(?P<number>[0-9]{1,3})(?:\s?-\s?(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9]))?(?![0-9])")
_METHOD = re.compile(r"[\s-]{0,2}(?P<number>[0-9]{1,3})(?![0-9.])")
_LACKING = re.compile(r"\s?:?\s?(?P<number>6[0-9]{4})(?![0-9])")

# Who publishes which of the C series: the IEEE its power and surge standards, the other ones stand as ANSI's.
_IEEE_SERIES = frozenset({"37", "57", "62", "93", "95", "50"})
_ANSI_SERIES = frozenset({"12", "18", "29", "63", "78", "80", "81", "82", "84", "136", "137"})


def read(text: str, start: int, end: int) -> Found | None:
    """A number whose form tells its series."""
    head = text[start:end]
    if head == "C":
        return _electric(text, end)
    if head == "LM":
        return _light(text, end)
    if head == "TM":
        found = _METHOD.match(text, end)
        if not found or not re.match(r"\s?[:(]", text[found.end() : found.end() + 2]):
            return None
        return lone(
            Designation(
                "", "TM", found["number"], None, f"TM {found['number']}", ":YYYY", doubts=("publisher not named",)
            ),
            found.end(),
        )
    found = _LACKING.match(text, end)  # EC 62271 is IEC's
    if not found:
        return None
    parts = read_parts(text, found.end())
    work = "-".join((f"IEC {found['number']}", *parts.parts[0]))
    return lone(
        Designation(
            "IEC", "IEC", found["number"], "-".join(parts.parts[0]) or None, work, ":YYYY", doubts=("letter left out",)
        ),
        parts.end,
    )


def _electric(text: str, end: int) -> Found | None:
    found = _ELECTRIC.match(text, end)
    series = found["number"].partition(".")[0] if found else ""
    if not found or series not in _IEEE_SERIES | _ANSI_SERIES:
        return None
    body = "IEEE" if series in _IEEE_SERIES else "ANSI"
    number = f"C{found['number']}"
    year = full_year(found["year"]) if found["year"] else None
    work = f"{body} {number}{found['part']}"
    return lone(
        Designation(
            body,
            body,
            number,
            found["part"].strip("-") or None,
            work,
            "-YYYY",
            year=year,
            doubts=("publisher not named",),
        ),
        found.end(),
    )


def _light(text: str, end: int) -> Found | None:
    found = _LIGHT.match(text, end)
    if not found:
        return None
    year = full_year(found["year"]) if found["year"] else None
    return lone(
        Designation(
            "IES",
            "IES",
            found["number"],
            None,
            f"IES LM-{found['number']}",
            "-YY",
            year=year,
            doubts=("publisher not named",),
        ),
        found.end(),
    )


UNNAMED = Family("unnamed", read, heads=("C", "LM", "TM", "EC"))
