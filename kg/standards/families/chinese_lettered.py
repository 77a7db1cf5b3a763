"""Chinese documents whose numbers begin with letters: highway, special equipment, accreditation, certification rules."""

import re

from kg.standards.family import Designation, Family, Found, full_year, lone

_YEAR = r"(?:\s{0,2}[-:_]{1,2}\s{0,2}(?P<year>(?:19|20)[0-9]{2}(?![0-9])|[5-9][0-9](?![0-9.])))?"
_SPACED = re.compile(
    r"(?P<form>\s?/\s?T)?\s?[-/]?\s?(?P<number>(?:[A-Z]{1,3}\s?)?[0-9]{1,4}[A-Z]?(?:[./][0-9]{1,2}(?![0-9])){0,2}(?:-[0-9]{1,3}(?=\s?[-:]\s?(?:19|20)[0-9]{2}))?)"
    + _YEAR
)
_DASHED = re.compile(
    r"\s?[-/]?\s?(?P<number>[A-Z]{0,4}[0-9]{1,6}[A-Z]?(?:[-.][A-Z]{0,2}[0-9]{1,6}(?![0-9]))?(?:-[0-9]{1,3}(?=\s?[-:]\s?(?:19|20)[0-9]{2}))?)"
    + _YEAR
)
_CTS = re.compile(r"\s?/\s?CTS\s?(?P<number>[0-9]{4})(?:\s?-\s?(?P<year>(?:19|20)[0-9]{2}))?(?![0-9])")
_METHOD = re.compile(r"[\s,;(《》]{0,3}(?P<method>T\s?[0-9]{4}(?:\.[0-9])?)(?:\s?-\s?(?:19|20)[0-9]{2})?(?![0-9])\)?")


def read(text: str, start: int, end: int) -> Found | None:
    """``JTG E20-2011`` with its method ``T 0702``, ``TSG R0005-2011``, ``CNAS-CL01:2018``, ``CQC11-448275-2016``."""
    head = text[start:end].upper()
    if head in _DASHED_HEADS:
        return _dashed(text, end, head)
    body = _SPACED.match(text, end)
    if not body or not any(c.isdigit() for c in body["number"]):
        return None
    number = "".join(body["number"].split())
    code = f"{head}/T" if body["form"] else head
    stop = body.end()
    method = _METHOD.match(text, stop) if head == "JTG" else None
    clause = None
    if method:
        clause, stop = "T " + method["method"][1:].strip(), method.end()
    year = full_year(body["year"]) if body["year"] else None
    work = f"{code} {number}"
    found = Designation(
        _PUBLISHER[head], code, number, None, work, "-YYYY", key=f"{head} {number}", year=year, clause=clause
    )
    return lone(found, stop)


def _dashed(text: str, end: int, head: str) -> Found | None:
    if series := _CTS.match(text, end):
        work = f"CNCA/CTS {series['number']}"
        year = int(series["year"]) if series["year"] else None
        return lone(Designation("CNCA", "CNCA/CTS", series["number"], None, work, "-YYYY", year=year), series.end())
    body = _DASHED.match(text, end)
    if (
        not body
        or not any(c.isdigit() for c in body["number"])
        or (head == "CQC" and not body["year"] and "-" not in body["number"])
    ):
        return None
    number = body["number"]
    join = "" if head == "CQC" and number[0].isdigit() else "-"
    dated = "-YYYY" if head == "CQC" else ":YYYY"
    year = full_year(body["year"]) if body["year"] else None
    return lone(
        Designation(_PUBLISHER[head], head, number, None, f"{head}{join}{number}", dated, year=year), body.end()
    )


_DASHED_HEADS = frozenset({"CNAS", "CNCA", "CQC"})
_PUBLISHER = {"JTG": "MOT", "TSG": "SAMR", "CNAS": "CNAS", "CNCA": "CNCA", "CQC": "CQC"}


CHINESE_LETTERED = Family(
    "chinese-lettered", read, heads=("JTG", "TSG", "CNAS", "CNCA", "CQC")
)  # fmt: skip
