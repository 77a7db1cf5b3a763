"""Standards of Chinese associations (``T/``) and enterprises (``Q/``)."""

import re

from kg.standards.family import Designation, Family, Found, lone

_BODY = re.compile(
    r"\s?/\s?(?P<who>[A-Z0-9]{0,10}[A-Z](?:(?:-[A-Z]{2,5}){1,2}-[0-9]{2}(?=\s)|(?:\s[A-Z]{2,5}(?=\s?[0-9])))?)\s?[-_/]?\s?"
    r"(?P<number>(?:(?<=\s)[A-Z]\s?(?=[0-9]))?[0-9]{1,6}(?:\.[0-9]{1,3}){0,3}(?:-[0-9]{1,4}(?=\s?-\s?(?:19|20)[0-9]{2}))?)(?![0-9A-Za-z])"
    r"(?:\s{0,2}[-:_]{1,2}\s{0,2}(?P<year>(?:19|20)[0-9]{2})(?![0-9]))?年?"
)

# An enterprise's own code in place of a number: `Q/CTI TS-CID-0010`.
_CODED = re.compile(
    r"(?<=Q)\s?/\s?(?P<who>[A-Z]{2,10})\s(?P<code>[A-Z]{2,4}(?:-[A-Z]{2,4}){0,2}-[0-9]{2,5})(?![0-9A-Za-z-])"
)


def read(text: str, start: int, end: int) -> Found | None:
    """``T/CECS 10001-2019``, ``Q/GDW 11059.1-2013``."""
    if coded := _CODED.match(text, end):
        type = f"Q/{coded['who']}"
        return lone(
            Designation("CN-ENTERPRISE", type, coded["code"], None, f"{type} {coded['code']}", "-YYYY"), coded.end()
        )
    body = _BODY.match(text, end)
    if not body or not any(c.isalpha() for c in body["who"]):
        return None
    head, who = text[start:end].upper(), body["who"]
    number = "".join(body["number"].split())
    whole, _, part = number.partition(".")
    type = f"{head}/{who}"
    publisher = "CN-GROUP" if head == "T" else "CN-ENTERPRISE"
    year = int(body["year"]) if body["year"] else None
    return lone(Designation(publisher, type, whole, part or None, f"{type} {number}", "-YYYY", year=year), body.end())


CHINESE_GROUP = Family(
    "chinese-group", read, heads=("T", "Q")
)  # fmt: skip
