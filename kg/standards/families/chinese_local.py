"""Chinese local standards: their code holds the digits of the region, or the region is in the number."""

import re

from kg.standards.family import Designation, Family, Found, lone

_YEAR = r"(?:\s{0,2}[-:_]{1,2}\s{0,2}(?P<year>(?:19|20)[0-9]{2}|[5-9][0-9](?![0-9])))?年?"
_PLAIN = re.compile(
    r"\s?(?P<region>[0-9]{2}(?:[0-9]{2}){0,2})?\s?(?:\((?P<bracket>[A-Z])\))?\s?(?:/\s?(?P<form>TJ|T|J|Z)?|(?P<bare>T(?=\s?-?\s?[0-9])))?\s?[-/]?\s?"
    r"(?P<number>[0-9]{1,6}(?:\.[0-9]{1,3}){0,2})(?P<more>(?:-[0-9]{1,5}(?=\s?-\s?(?:19|20)[0-9]{2})|-[0-9]{3}(?![0-9])){0,2})"
    + _YEAR
)
_BUILDING = re.compile(
    r"\s?(?P<region>[0-9]{2})?\s?(?:\((?P<bracket>[A-Z])\))?\s?(?:[/-]?\s?(?P<form>T\s?J|T|J)(?![A-Z]))?\s?[-/]?\s?"
    r"(?P<number>[A-Z]?[0-9]{1,5}(?:\.[0-9]{1,3})?(?:\s?[/-]\s?T?\s?(?:[0-9]{1,5}(?=\s?-\s?(?:19|20)[0-9]{2})|20(?:3[1-9]|[4-9][0-9])(?![0-9])|[0-9]{1,3}(?![0-9]))){0,2})"
    + _YEAR
)


def read(text: str, start: int, end: int) -> Found | None:
    """``DB42/T 1234-2018``, ``DB/T 29-204-2015``, ``DBJ 50-065-2007``, ``DG/TJ 08-2036-2008``."""
    head = text[start:end].upper()
    if head in ("DB", "DBS"):
        return _local(text, end, head)
    if head in ("SJG", "SZJG", "SZDB"):
        return _numbered(text, end, head)
    return _building(text, end, head)


def _local(text: str, end: int, head: str) -> Found | None:
    found = _PLAIN.match(text, end)
    if (
        not found
        or (not found["region"] and not found["form"])
        or (not found["year"] and not found["form"] and "/" not in found[0])
    ):
        return None
    form = found["form"] or found["bare"] or ""
    number = found["number"] + found["more"]
    code = f"{head}{found['region'] or ''}" + (f"({found['bracket']})" if found["bracket"] else "")
    type = f"{code}/{form}" if form else code
    work = f"{type} {number}" if form or found["bracket"] or not found["region"] else f"{code}/{number}"
    key = f"{code}/{number}" if form == "T" and found["region"] else work
    return _found(type, number, work, found, key)


def _building(text: str, end: int, head: str) -> Found | None:
    found = _BUILDING.match(text, end)
    if not found or not (found["year"] or found["form"] or "-" in found["number"]):
        return None
    number = re.sub(r"\s", "", found["number"])
    form = (found["form"] or "").replace(" ", "")
    bracket = f"({found['bracket']})" if found["bracket"] else ""
    if form:  # the region stands in the code: DGJ32/J 21, DBJ41/T 123; or in the number: DG/TJ 08-2036
        type = f"{head}{found['region'] or ''}{bracket}/{form}"
    else:
        type = f"{head}{bracket}"
        number = f"{found['region']}-{number}" if found["region"] else number
    return _found(type, number, f"{type} {number}", found)


_PLAIN_NUMBER = re.compile(
    r"\s?/?\s?(?P<form>[TZ](?=\s?[0-9]))?\s?-?\s?(?P<number>[0-9]{1,5}(?:\.[0-9]{1,2})?)" + _YEAR
)


def _numbered(text: str, end: int, head: str) -> Found | None:
    """Shenzhen's: ``SJG 05-2011``, ``SZDB/Z 139-2015``."""
    found = _PLAIN_NUMBER.match(text, end)
    if not found or not found["year"]:
        return None
    type = f"{head}/{found['form']}" if found["form"] else head
    return _found(type, found["number"], f"{type} {found['number']}", found)


def _found(type: str, number: str, work: str, found: re.Match[str], key: str = "") -> Found:
    year = found["year"]
    whole, _, part = number.partition(".")
    dated = int(year) if year and len(year) == 4 else 1900 + int(year) if year else None
    return lone(Designation("CN-LOCAL", type, whole, part or None, work, "-YYYY", key=key, year=dated), found.end())


CHINESE_LOCAL = Family(
    "chinese-local", read, heads=("DB", "DBS", "DBJ", "DBJT", "DG", "DGJ", "DBG", "SJG", "SZJG", "SZDB", "DBJTJ")
)  # fmt: skip
