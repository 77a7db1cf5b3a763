"""ETSI, ITU, 3GPP and OIML: versions, recommendations, and the legal metrology's series."""

import re

from kg.standards.family import Designation, Family, Found, lone
from kg.standards.parts import read_parts

_ETSI = re.compile(
    r"[\s/-]{0,3}(?:(?P<form>EN|TS|TR|ES|EG|ETS|GS|I-ETS|TBR)[\s-]{0,2})?(?P<number>[0-9]{3}\s?[0-9]{3}(?:\s?-\s?[0-9]{1,3}(?![0-9])){0,3})(?![0-9])(?:[\s,:(-]{0,3}[Vv](?:er)?\.?\s?(?P<version>[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}))?(?:[\s:(,-]{0,3}(?:20|19)[0-9]{2}-[01][0-9](?:-[0-3][0-9])?\)?)?"
)
_ITU = re.compile(
    r"[\s-]{0,2}(?P<sector>[TR])?[\s-]{0,2}(?:Rec(?:ommendation)?\.?\s?)?(?P<number>[A-Z]{1,3}\.?\s?[0-9]{1,4}(?:\.[0-9]{1,3}){0,2}(?:-[0-9]{1,2})?)(?![0-9])(?:\s?\(?(?P<month>[01][0-9])/(?P<year>(?:19|20)[0-9]{2})\)?)?"
)
_3GPP = re.compile(
    r"[\s:-]{0,2}(?P<form>TS|TR)?[\s-]{0,2}(?P<number>[0-9]{2}\.[0-9]{3}(?:-[0-9]{1,2}){0,2})(?![0-9])(?:[\s,:(-]{0,3}[Vv](?:er)?\.?\s?(?P<version>[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}))?"
)
_OIML = re.compile(r"[\s-]{0,2}(?P<series>R|D|G|B|V|E|S)[\s-]{0,2}(?P<number>[0-9]{1,3})(?![0-9])")


def read(text: str, start: int, end: int) -> Found | None:
    """``ETSI EN 300 220-1 V3.1.1``, ``ITU-T G.652``, ``3GPP TS 36.521-1 V15.2.0``, ``OIML R 76-1:2006``."""
    head = text[start:end].upper()
    if head in ("ETSI", "EN", "ETS"):
        return _etsi(text, start if head == "EN" else end, head)
    if head == "ITU":
        found = _ITU.match(text, end)
        if not found:
            return None
        number = found["number"].replace(" ", "")
        type = f"ITU-{found['sector'] or 'T'}"
        edition = f" ({found['month']}/{found['year']})" if found["year"] else ""
        year = int(found["year"]) if found["year"] else None
        return lone(
            Designation(
                "ITU", type, number, None, f"{type} {number}", "" if edition else " (YYYY)", edition=edition, year=year
            ),
            found.end(),
        )
    if head == "OIML":
        return _oiml(text, end)
    found = _3GPP.match(text, end)
    if not found:
        return None
    form = found["form"] or "TS"
    edition = f" V{found['version']}" if found["version"] else ""
    return lone(
        Designation(
            "3GPP", f"3GPP {form}", found["number"], None, f"3GPP {form} {found['number']}", "", edition=edition
        ),
        found.end(),
    )


def _etsi(text: str, at: int, head: str) -> Found | None:
    found = _ETSI.match(text, at)
    if not found or (head == "EN" and not re.match(r"[3][0-9]{2}\s?[0-9]{3}", found["number"])):
        return None
    digits = re.sub(r"\s", "", found["number"])
    number = f"{digits[:3]} {digits[3:]}"
    form = found["form"] or "EN"
    edition = f" V{found['version']}" if found["version"] else ""
    doubts = () if head == "ETSI" else ("publisher not named",)
    return lone(
        Designation(
            "ETSI",
            f"ETSI {form}",
            number.split("-")[0],
            number.partition("-")[2] or None,
            f"ETSI {form} {number}",
            " (YYYY)" if not edition else "",
            edition=edition,
            doubts=doubts,
        ),
        found.end(),
    )


def _oiml(text: str, end: int) -> Found | None:
    found = _OIML.match(text, end)
    if not found:
        return None
    parts = read_parts(text, found.end())
    work = "-".join((f"OIML {found['series']} {found['number']}", *parts.parts[0]))
    return lone(
        Designation(
            "OIML", f"OIML {found['series']}", found["number"], "-".join(parts.parts[0]) or None, work, ":YYYY"
        ),
        parts.end,
    )


TELECOM = Family(
    "telecom", read, heads=("ETSI", "EN", "ETS", "ITU", "3GPP", "3 GPP", "3 Gpp", "OIML"), small=("ETSI",), rank=4
)  # fmt: skip
