"""Rules for the transport of dangerous goods, cited by edition."""

import re

from kg.standards.family import Designation, Family, Found, lone, ordinal

_DGR = re.compile(
    r"\s{0,2}(?:DGR|Dangerous\s?Goods\s?Regulations?)\s?[(,]?\s?(?:第\s?)?(?P<edition>[0-9]{1,2})\s?(?:st|nd|rd|th|版)?\s?(?:[Ee]d(?:ition)?\.?)?\s?\)?"
)
_YEARLY = re.compile(r"[\s:,(-]{0,3}(?P<year>(?:19|20)[0-9]{2})(?![0-9-])\s?(?:版|edition)?\)?")
_AMENDED = re.compile(
    r"(?:\s?(?:CODE|Code|code|规则))?[\s,(（-]{0,3}(?:(?P<amendment>[0-9]{2}-[0-9]{2})(?![0-9])(?:\s?(?:Edition|edition|版))?|(?P<year>(?:19|20)[0-9]{2})(?![0-9-]))\)?"
)
_INSTRUCTIONS = re.compile(
    r"[\s-]{0,2}(?:TI(?![A-Z])|Technical\s?Instructions?)(?:[A-Za-z\s]{0,60})?[\s(,-]{0,3}(?P<years>20[0-9]{2}-20[0-9]{2})"
)
_DOC = re.compile(r"\s?(?P<number>9284)(?:\s?-\s?AN/905)?[\s(,]{0,3}(?P<years>20[0-9]{2}-20[0-9]{2})?")


def read(text: str, start: int, end: int) -> Found | None:
    """``IATA DGR 58th Edition``, ``ADR 2017``, ``IMDG Code 38-16``, ``ICAO TI 2017-2018``."""
    head = text[start:end].upper()
    if head in ("IATA", "DGR"):
        found = _DGR.match(text, end if head == "IATA" else start)
        if not found:
            return None
        return _one("IATA", "IATA DGR", found["edition"], f" {ordinal(int(found['edition']))} Edition", found.end())
    if head in ("ICAO", "DOC"):
        found = (_INSTRUCTIONS if head == "ICAO" else _DOC).match(text, end)
        return (
            _one("ICAO", "ICAO TI", found["years"] or "", f" {found['years']}" if found["years"] else "", found.end())
            if found
            else None
        )
    if head in ("IMDG", "IMSBC"):
        found = _AMENDED.match(text, end)
        edition = (found["amendment"] or found["year"]) if found else ""
        if found:
            return _one("IMO", f"{head} Code", edition, f" {edition}", found.end())
        return _one("IMO", f"{head} Code", "", "", end)
    found = _YEARLY.match(text, end)
    return (
        _one("UNECE" if head == "ADR" else "OTIF", head, found["year"], f" {found['year']}", found.end())
        if found
        else None
    )


def _one(publisher: str, work: str, number: str, edition: str, end: int) -> Found:
    return lone(Designation(publisher, work, number, None, work, "", edition=edition), end, closed=True)


TRANSPORT = Family(
    "transport", read, heads=("IATA", "DGR", "ICAO", "DOC", "Doc", "ADR", "RID", "IMDG", "IMSBC")
)  # fmt: skip
