"""Chinese national, sector, military and metrology standards."""

import re

from kg.standards.family import Designation, Family, Found, full_year, lone
from kg.standards.sectors import AUTHORITY

_SPOKEN = {"国标": "GB", "国军标": "GJB"}
_BODY = re.compile(
    r"(?P<second>\s?/\s?(?:SH|T\s?/\s?SH))?(?P<form>\s{0,2}/?\s{0,2}[TZJtz](?![A-Za-z])\s?/?)?(?:\s?\((?P<where>[\u4e00-\u9fff]{1,6})\))?[\s/.:_-]{0,3}(?:NO\.?\s?)?"
    r"(?P<number>(?:[A-Z]\s?(?=[0-9]))?[0-9OolI]{1,8}[A-Z]?(?:\s?\.\s?[0-9OolI]{1,4}[A-Z]?){0,4}(?:/[0-9]{1,2}(?![0-9.]))?)(?![A-Za-z])"
    r"(?P<more>(?:-[0-9]{1,3}(?=\s?-\s?(?:(?:19|20)[0-9]{2}|[5-9][0-9](?![0-9])))|-[1-9](?![0-9.]))?)"
)
_YEAR = re.compile(
    r"\s{0,2}[-:_一]{1,2}\s{0,2}(?:(?P<year>(?:19|2[0Oo])[0-9OolI]{2})(?P<glued>[0-9]{1,2}(?:\.[0-9]{1,3}){0,4}(?![0-9]))?|(?P<short>[5-9][0-9]|0[0-9])(?![0-9.A-Za-z]))年?(?!\s?号)"
)
_LISTED = re.compile(
    r"\s?[~、,]\s?[0-9]{2,6}(?:\.[0-9]{1,3})?\s?-\s?(?:19|20)[0-9]{2}"
)  # the year stands at the end of the list
_TO_DIGITS = str.maketrans("OolI", "0011")


def read(text: str, start: int, end: int) -> Found | None:
    """A code, its form (``/T``, ``/Z``), a number with parts, a year of four digits or two."""
    head = text[start:end]
    code = _SPOKEN.get(head) or head.upper()
    body = _BODY.match(text, end)
    if not body or not any("0" <= c <= "9" for c in body["number"]):
        return None
    printed = "".join((body["number"] + body["more"]).split())
    number = _digits(printed)
    year = _YEAR.match(text, body.end())
    said = (year["year"] or year["short"]) if year else None
    form = (body["form"] or "").strip(" /").upper()
    short = len(code) == 2 and code != "GB" and not said and not form
    if short and not _LISTED.match(text, body.end()) and not _stands_alone(text, start, body.end()):
        return None  # two letters and a number are more often something else
    if code in _NEEDS_YEAR and not said:
        return None
    doubts = [
        *(["small letters"] if head.islower() else []),
        *(["letter read for a digit"] if number != printed or (said and not said.isdigit()) else []),
    ]
    if form and "/" not in (body["form"] or ""):
        doubts.append("stroke or dash left out")
    if short:
        doubts.append("short code without a year")
    clause = year["glued"] if year else None
    if clause:
        doubts.append("clause glued to the year")
    found = _designation(_whole(code, form, body["second"], body["where"]), code, form, number)
    return lone(
        found._replace(year=full_year(_digits(said)) if said else None, clause=clause, doubts=tuple(doubts)),
        year.end() if year else body.end(),
    )


# Prefixes that are read here only with a year: they are words elsewhere.
_NEEDS_YEAR = frozenset({"HS", "RF", "CCES", "RISN", "TZ", "JST"})


def _digits(text: str) -> str:
    """Letters that look like digits, between digits, are digits: ``20l4``. A letter at the end of a number is its own."""
    if text.isdigit():
        return text
    head, tail = (text[:-1], text[-1]) if text[-1:].isalpha() and text[-1:] not in "OolI" else (text, "")
    first = head[:1] if head[:1].isalpha() and head[1:2].isdigit() and head[0] not in "OolI" else ""
    return first + head[len(first) :].translate(_TO_DIGITS) + tail


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Nothing stands beside it; or it begins the text, and a Chinese title follows."""
    after = text[end:].strip()
    return not text[:start].strip() and end - start >= 5 and (not after or "\u4e00" <= after[0] <= "\u9fff")


def _whole(code: str, form: str, second: str | None, where: str | None) -> str:
    """The code as it is written, with form and place: ``NB/SH/T``, ``JJG(交通)``."""
    type = code + ("/SH" if second else "")
    if form:
        type += f"/{form}"
    return type + (f"({where})" if where else "")


def _designation(type: str, code: str, form: str, number: str) -> Designation:
    work = f"{type}{number}" if code == "YBB" else f"{type} {number}"
    dated = ":YYYY" if code == "CECS" else "-YYYY"
    whole, _, part = number.partition(".")
    # A standard that was made recommended (or mandatory) keeps its number: it is joined by its code alone.
    key = work.replace("/T ", " ", 1) if form == "T" else work
    return Designation(AUTHORITY[code], type, whole, part or None, work, dated, key=key)


_MORE = re.compile(r"\s?\.?(?P<number>[0-9]{1,6}(?:\.[0-9]{1,3}){0,2})(?![0-9A-Za-z.])")


def resume(text: str, at: int, before: Designation) -> Found | None:
    """A further number of a list: ``GB/T 1449、1450-2005``, ``GB 7000.1~7000.5``."""
    body = _MORE.match(text, at)
    if not body or not (year := _YEAR.match(text, body.end())):
        return None
    number = body["number"]
    if before.part and before.part.isdigit() and len(number) <= 2:
        number = f"{before.number}.{number}"  # `SN/T 4419.1~22-2016`: a further part
    elif len(number) < 2:
        return None
    work = f"{before.type} {number}"
    whole, _, part = number.partition(".")
    key = work.replace("/T ", " ", 1)
    said = full_year(_digits(year["year"] or year["short"]))
    found = before._replace(
        number=whole, part=part or None, work=work, key=key, year=said, clause=year["glued"], doubts=("head left out",)
    )
    return lone(found, year.end())


_CODES = tuple(code for code in AUTHORITY if code not in ("JTG", "TG", "TJ"))

CHINESE = Family(
    "chinese", read, heads=(*_CODES, *_SPOKEN), resume=resume,
    small=("GB", "GBJ", "GBZ", "GJB", "JJG", "JJF", "CECS", "JGJ", "CJJ")
)  # fmt: skip
