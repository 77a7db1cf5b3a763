"""ASTM: a letter and a number, a metric twin perhaps, years of two digits."""

import re

from kg.standards.family import Designation, Family, Found, full_year

_NUMBER = r"(?P<letter>[A-G])\s?[-.]?\s?(?P<number>[0-9]{1,5})\s?(?P<metric>M(?![A-Za-z]))?"
_TWIN = r"(?:\s?[/&]\s?(?P<letter2>[A-G])?\s?(?P<number2>[0-9]{1,5})\s?(?P<metric2>M(?![A-Za-z]))?(?![0-9]))?"
_YEAR = (
    r"(?:\s{0,2}[-:]{1,2}\s{0,2}(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?P<again>[a-d])?(?:e[0-9])?(?![0-9A-Za-z.]))?"
    r"(?:\s?\((?:19|20)[0-9]{2}\))?(?:e[0-9])?"
)
_BODY = re.compile(
    rf"[\s:/_-]{{0,3}}(?:(?:INTERNATIONAL|International|Designation|STANDARD|standard|Standard)\b:?\s?)?{_NUMBER}{_TWIN}(?![0-9]){_YEAR}"
)
_MORE = re.compile(rf"{_NUMBER}(?![0-9]){_TWIN}{_YEAR}")
_BARE = re.compile(rf"(?P<number>[0-9]{{3,5}})(?=\s?[-:]\s?(?:19|20)?[0-9]{{2}}(?![0-9])){_YEAR}")


def read(text: str, _: int, end: int) -> Found | None:
    """``ASTM D638-22``, ``ASTM B498/B498M-22``; ``ASTM D1056/D2000`` is two."""
    found = _BODY.match(text, end)
    return _found(found) if found else None


def _found(found: re.Match[str]) -> Found:
    first = found["letter"] + found["number"]
    year = full_year(found["year"]) if found["year"] else None
    dated = "-YY" + (found["again"] or "")
    if not found["number2"]:
        return Found((_one(first, first + (found["metric"] or ""), dated, year),), found.end())
    second = (found["letter2"] or found["letter"]) + found["number2"]
    if second == first:
        return Found((_one(first, f"{first}/{second}M", dated, year),), found.end())
    return Found(
        (_one(first, first, dated, None), _one(second, second + (found["metric2"] or ""), dated, year)), found.end()
    )


def _one(number: str, printed: str, dated: str, year: int | None) -> Designation:
    return Designation("ASTM", "ASTM", number, None, f"ASTM {printed}", dated, key=f"ASTM {number}", year=year)


def resume(text: str, at: int, before: Designation) -> Found | None:
    """A further number of a list: ``ASTM E18, F606``; without its letter, it has the one before."""
    if found := _MORE.match(text, at):
        more = _found(found)
    elif bare := _BARE.match(text, at):
        number = before.number[0] + bare["number"]
        year = full_year(bare["year"]) if bare["year"] else None
        more = Found((_one(number, number, "-YY" + (bare["again"] or ""), year),), bare.end())
    else:
        return None
    return more._replace(designations=tuple(d._replace(doubts=("head left out",)) for d in more.designations))


ASTM = Family("astm", read, heads=("ASTM",), small=("ASTM",), resume=resume)
