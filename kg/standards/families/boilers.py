"""The Boiler and Pressure Vessel Code of ASME: sections in Roman numerals, divisions, an edition by year."""

import re

from kg.standards.family import Designation, Family, Found, lone

_CODE = re.compile(
    r"[\s.-]{0,2}(?:BPVC?|Boiler and Pressure Vessel Code|BPV Code)?[\s.,-]{0,3}"
    r"(?:Sec(?:tion)?\.?|SECTION|SEC\.?|第)?[\s.-]{0,3}(?P<section>[IVX]{1,4}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{1,2})(?![A-Za-z])\s?(?:卷)?"
    r"(?:[\s,.-]{0,3}(?:(?:Div(?:ision)?\.?|DIV\.?)\s?-?\s?(?P<division>[1-3A-D])|第\s?(?P<part>[1-3])|[.-](?P<short>[1-3A-D])(?![0-9A-Za-z])))?(?:[&、和0-9]{0,4}分册)?"
)
_ROMAN = {"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V", "Ⅵ": "VI", "Ⅶ": "VII", "Ⅷ": "VIII", "Ⅸ": "IX", "Ⅹ": "X"}


def read(text: str, _: int, end: int) -> Found | None:
    """``ASME BPVC.VIII.1-2015``."""
    found = _CODE.match(text, end)
    if not found or not (re.search(r"(?i:BPV|Pressure|Sec)|第|[Ⅰ-Ⅹ]", found[0])):
        return None
    section = "".join(_ROMAN.get(character, character) for character in found["section"])
    division = found["division"] or found["part"] or found["short"]
    number = f"{section}.{division}" if division else section
    return lone(Designation("ASME", "ASME BPVC", number, division, f"ASME BPVC.{number}", "-YYYY"), found.end())


BOILERS = Family("boilers", read, heads=("ASME", "BPVC"), rank=4)
