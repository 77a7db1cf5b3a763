"""GOST: years of two digits up to 1999, of four since."""

import re

from kg.standards.family import Designation, Family, Found, full_year, lone

_BODY = re.compile(
    r"(?:\s?(?P<national>R|Р)(?![A-Za-z]))?(?:[\s-]{0,2}(?P<adopts>(?:ISO|IEC|EN|ИСО|МЭК|CISPR)(?:[/\s](?:IEC|МЭК|TS|TR))?(?![A-Za-z])))?[\s:-]{0,2}(?P<number>[0-9]{1,6}(?:\.[0-9]{1,4}){0,4}(?:-[0-9]{1,3}(?=\s?-\s?[0-9]{2,4}(?![0-9]))){0,2})(?![0-9.])"
    r"(?:\s?[-:]\s?(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9.]))?"
)
_LATIN = {"ГОСТ": "GOST", "Р": "R", "ИСО": "ISO", "МЭК": "IEC"}


def read(text: str, _: int, end: int) -> Found | None:
    """``GOST 12.1.044-89``, ``GOST R 51321.1-2007``, ``GOST IEC 60335-1-2015``."""
    found = _BODY.match(text, end)
    if not found:
        return None
    adopts = "/".join(_LATIN.get(word, word) for word in re.split(r"[/\s]", found["adopts"] or "") if word)
    type = " ".join(filter(None, ("GOST", "R" if found["national"] else None, adopts)))
    work = f"{type} {found['number']}"
    year = full_year(found["year"]) if found["year"] else None
    dated = "-YY" if year and year < 2000 else "-YYYY"
    chain = ((f"{adopts} {found['number']}", ""),) if adopts else ()
    return lone(Designation("EASC", type, found["number"], None, work, dated, year=year, adopts=chain), found.end())


GOST = Family(
    "gost", read, heads=("GOST", "ГОСТ")
)  # fmt: skip
