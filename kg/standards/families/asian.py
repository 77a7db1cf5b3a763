"""Japan, Korea and Taiwan: a letter for the field before the number."""

import re

from kg.standards.family import Designation, Family, Found, lone
from kg.standards.parts import read_parts

_FIELD = re.compile(
    r"[\s:-]{0,2}(?P<field>[A-Z](?![A-Za-z])\s?)?(?P<adopts>(?:ISO|IEC|CISPR)(?:/IEC)?(?:[\s/](?:TS|TR|Guide))?[\s-]{0,2})?(?P<late>[A-Z]\s?)?[\s.-]{0,2}(?P<number>[0-9]{3,5})(?![0-9])"
)
_CNS = re.compile(r"[\s:-]{0,2}(?P<number>[0-9]{1,5})(?![0-9])")


def read(text: str, start: int, end: int) -> Found | None:
    """``JIS Z 2241:2011``, ``KS B 0802:2003``, ``CNS 3765``."""
    head = text[start:end].upper()
    if head == "CNS":
        found = _CNS.match(text, end)
        if not found:
            return None
        parts = read_parts(text, found.end())
        work = "-".join((f"CNS {found['number']}", *parts.parts[0]))
        return lone(
            Designation("BSMI", "CNS", found["number"], "-".join(parts.parts[0]) or None, work, ":YYYY"), parts.end
        )
    found = _FIELD.match(text, end)
    if not found:
        return None
    letter = (found["field"] or found["late"] or "").strip()
    if not (letter or found["adopts"]):
        return _kenyan(text, found) if head == "KS" else None
    adopted = (found["adopts"] or "").strip(" -")
    field = " ".join(filter(None, (letter, adopted)))
    parts = read_parts(text, found.end())
    work = "-".join((f"{head} {field} {found['number']}", *parts.parts[0]))
    adopts = (("-".join((f"{adopted} {found['number']}", *parts.parts[0])), ""),) if adopted else ()
    publisher = "JISC" if head == "JIS" else "KATS"
    return lone(
        Designation(
            publisher,
            f"{head} {field}",
            found["number"],
            "-".join(parts.parts[0]) or None,
            work,
            ":YYYY",
            adopts=adopts,
        ),
        parts.end,
    )


def _kenyan(text: str, found: re.Match[str]) -> Found:
    """Kenya's standards have the prefix of Korea's, and no letter for the field."""
    parts = read_parts(text, found.end())
    work = "-".join((f"KS {found['number']}", *parts.parts[0]))
    return lone(Designation("KEBS", "KS", found["number"], "-".join(parts.parts[0]) or None, work, ":YYYY"), parts.end)


ASIAN = Family(
    "asian", read, heads=("JIS", "KS", "CNS")
)  # fmt: skip
