"""Standards of Australia and New Zealand: parts stand after a point, also in the numbers of what they adopt."""

import re

from kg.standards.family import Designation, Family, Found
from kg.standards.parts import read_parts

_BODY = re.compile(r"A[SZ]\s?/?\s?N[ZS]S[\s/:-]{0,3}|AS/?\s?(?![A-Z])|NZS[\s:-]{0,2}")
_ADOPTED = re.compile(
    r"(?P<bodies>(?:(?:ISO|IEC|CISPR|IEEE)(?![A-Za-z])[\s/-]{0,3}|(?:ISO|IEC|CISPR)(?=[0-9]))*)(?:(?P<form>TS|TR)[\s.]{0,2})?"
)
_NUMBER = re.compile(
    r"[\s:.-]{0,3}(?P<number>[0-9]{2,5})(?![0-9])(?P<parts>(?:\s?\.\s?[A-Z]?[0-9]{1,3}(?![0-9])){0,4})"
)
_MORE = re.compile(r"(?P<number>[0-9]{2,5})(?P<parts>(?:\.[0-9]{1,3}(?![0-9])){1,4})")


def read(text: str, start: int, _: int) -> Found | None:
    """``AS``, ``NZS`` or ``AS/NZS``, what it adopts, a number, parts."""
    body = _BODY.match(text, start)
    if not body:
        return None
    adopted = _ADOPTED.match(text, body.end())
    number = _NUMBER.match(text, adopted.end() if adopted else body.end())
    if not number:
        return None
    type = "NZS" if body[0].startswith("NZS") else "AS/NZS" if "N" in body[0] else "AS"
    bodies = "/".join(re.findall("ISO|IEC|CISPR|IEEE", adopted["bodies"])) if adopted else ""
    form = f" {adopted['form']}" if adopted and adopted["form"] else ""
    printed = tuple(re.findall("[A-Z]?[0-9]+", number["parts"]))
    parts = read_parts(text, number.end())
    return Found(
        tuple(_designation(type, bodies, form, number["number"], (*printed, *part)) for part in parts.parts), parts.end
    )


def _designation(type: str, bodies: str, form: str, number: str, part: tuple[str, ...]) -> Designation:
    full = type + (f" {bodies}{form}" if bodies else form)
    work = ".".join((f"{full} {number}", *part))
    adopts = (("-".join((f"{bodies} {number}", *part)), ""),) if bodies else ()
    return Designation(_PUBLISHER[type], full, number, "-".join(part) or None, work, ":YYYY", adopts=adopts)


def resume(text: str, at: int, before: Designation) -> Found | None:
    """A further number of a list: ``AS/NZS 1660.2.2 & 1660.2.3``."""
    found = _MORE.match(text, at)
    if not found:
        return None
    part = tuple(re.findall("[0-9]+", found["parts"]))
    more = _designation(before.type.split()[0], "", "", found["number"], part)
    return Found((more._replace(doubts=("head left out",)),), found.end())


_PUBLISHER = {"AS": "SA", "NZS": "SNZ", "AS/NZS": "SA-SNZ"}

AUSTRALIAN = Family(
    "australian", read, resume=resume, heads=("AS", "AS/NZS", "AZ/NZS", "AS/NSZ", "NZS", "ASNZS")
)  # fmt: skip
