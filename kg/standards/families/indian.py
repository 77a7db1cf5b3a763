"""Indian Standards: parts and sections are written in brackets, however a scope spells them."""

import re

from kg.standards.family import Designation, Family, Found
from kg.standards.parts import read_parts

_NUMBER = re.compile(r"\s{0,2}[:./_-]?\s{0,2}(?:No\.?\s?)?:?\s?(?P<number>[0-9]{2,6})(?![0-9])")


def read(text: str, start: int, end: int) -> Found | None:
    """``IS``, a number, a part, a section."""
    head = text[start:end].upper()
    number = _NUMBER.match(text, end)
    if not number or (not text[start:end].isupper() and len(number["number"]) < 3):
        return None
    parts = read_parts(text, number.end())
    doubts = ("head left out",) if parts.listed else ()
    return Found(
        tuple(_designation("AIS" if head == "AIS" else "IS", number["number"], part, doubts) for part in parts.parts),
        parts.end,
    )


def _designation(type: str, number: str, part: tuple[str, ...], doubts: tuple[str, ...]) -> Designation:
    inside = f" (Part {part[0]}" + (f"/Sec {part[1]}" if len(part) > 1 else "") + ")" if part else ""
    publisher = "ARAI" if type == "AIS" else "BIS"
    return Designation(
        publisher, type, number, "-".join(part) or None, f"{type} {number}{inside}", ":YYYY", doubts=doubts
    )


_MORE = re.compile(
    r"(?P<number>[0-9]{3,5})(?=-[0-9]{1,2}(?![0-9])|\s?\(\s?P|\s?:\s?(?:19|20)[0-9]{2}(?![0-9]))(?!\s?\.)"
)


def resume(text: str, at: int, before: Designation) -> Found | None:
    """A further number of a list, known by its part or its year: ``IS 10810 (Part 42):1984, 7098-2``."""
    number = _MORE.match(text, at)
    if not number or re.fullmatch("(?:19|20)[0-9]{2}", number["number"]):
        return None
    parts = read_parts(text, number.end())
    return Found(
        tuple(_designation(before.type, number["number"], part, ("head left out",)) for part in parts.parts), parts.end
    )


INDIAN = Family(
    "indian", read, heads=("IS", "Is", "I.S", "AIS"), resume=resume
)  # fmt: skip
