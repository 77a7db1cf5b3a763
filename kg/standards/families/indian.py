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


INDIAN = Family(
    "indian", read, heads=("IS", "Is", "I.S", "AIS")
)  # fmt: skip
