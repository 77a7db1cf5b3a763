"""Law that scopes cite like standards: of the European Union, of the United States, regulations and models of the United Nations."""

import re

from kg.standards.family import Designation, Family, Found, lone

_EU = (
    r"\(?(?:EU|EC|EEC)\)?\s{0,3}(?:No\.?|NO\.?|no\.?)?\s{0,2}[0-9]{2,4}[/:][0-9]{2,4}(?![0-9/])"
    r"|(?:[0-9]{2}|[12][0-9]{3})/[0-9]{1,4}/(?:EU|EC|EEC)(?![A-Za-z])"
)
_REGULATION = re.compile(
    r"\(?(?P<body>EU|EC|EEC)\)?\s{0,3}(?P<no>(?:No|NO|no)\.?)?\s{0,2}(?P<number>[0-9]{2,4}[/:][0-9]{2,4})"
)
# Until 2014 regulations had their number before the year, and the word No before both.
_BEFORE_2015 = re.compile(r"[0-9]{1,4}/(?:199[0-9]|200[0-9]|201[0-4])")
_DIRECTIVE = re.compile(r"(?P<number>(?:[0-9]{2}|[12][0-9]{3})/[0-9]{1,4})/(?P<body>EU|EC|EEC)")
_US = (
    r"[0-9]{1,2}\s?C[FR][RF]\s?(?:PART\s?|Part\s?|\u00a7\s?)?[0-9]{1,4}(?:\.[0-9]{1,4})?(?![0-9])"
    r"|FCC\s?,?\s?(?:47\s?CFR\s?,?\s?)?(?:PART|Part|part)\s?[0-9]{1,3}(?![0-9])"
)
_FCC = re.compile(r"FCC\s?,?\s?(?:47\s?CFR\s?,?\s?)?(?:(?i:part)\s?)(?P<number>[0-9]{1,3})(?![0-9])")
_CODE = re.compile(
    r"(?P<title>[0-9]{1,2})\s?C[FR][RF]\s?(?:(?i:part)\s?|\u00a7\s?)?(?P<number>[0-9]{1,4}(?:\.[0-9]{1,4})?)"
)
_VEHICLE = (
    r"(?:UN[\s/-]?)?E/?CE[\s-]{0,2}(?:Reg(?:ulation)?\.?\s?)?(?:No\.?\s?|NO\.?\s?)?R?[\s.-]{0,2}"
    r"(?P<number>[0-9]{1,3})(?![0-9/])"
)
_UN = r"UN\s?38\.3(?![0-9.])|ST/SG/A[CV]\.\s?10/[0-9]{1,2}/\s?Rev\.?\s?[0-9]{1,2}|" + _VEHICLE.replace(
    "?P<number>", "?:"
)
_LITHIUM = re.compile(r"UN\s?38\.3")  # the Manual of Tests and Criteria's, for lithium batteries
_MODEL = re.compile(r"ST/SG/A[CV]\.\s?10/(?P<number>[0-9]{1,2})/\s?Rev\.?\s?(?P<rev>[0-9]{1,2})")
_VEHICLES = re.compile(_VEHICLE + r"(?:[\s,(-]{0,3}(?P<rev>Rev\.?\s?[0-9]{1,2}))?")

# What stands after "B 部分", "附录 X": parts of a code of law in Chinese.
_PART = re.compile(r"[\s,]{0,3}(?P<part>(?:[A-Z]\s?部分)?[\s,]{0,2}(?:附录\s?[A-Z][0-9]?)?)(?![A-Za-z])")


def read(text: str, start: int, _: int) -> Found | None:
    """A regulation, a directive, a part of a code, a UN regulation."""
    if found := _REGULATION.match(text, start):
        printed = found["number"].replace(":", "/")
        number = ("No " if found["no"] or _BEFORE_2015.fullmatch(printed) else "") + printed
        return _one("EU", found["body"], printed, f"({found['body']}) {number}", found.end())
    if found := _DIRECTIVE.match(text, start):
        return _one("EU", found["body"], found["number"], f"{found['number']}/{found['body']}", found.end())
    if found := _FCC.match(text, start):
        return _one("US-CFR", "CFR", found["number"], f"47 CFR {found['number']}", found.end())
    if found := _CODE.match(text, start):
        part = _PART.match(text, found.end())
        clause = " ".join(part["part"].split()).strip(" ,") if part and part["part"].strip() else None
        end = part.end() if clause and part else found.end()
        return _one("US-CFR", "CFR", found["number"], f"{found['title']} CFR {found['number']}", end, clause)
    if found := _LITHIUM.match(text, start):
        return _one("UN", "UN", "38.3", "UN 38.3", found.end())
    if found := _MODEL.match(text, start):
        return _one(
            "UN", "ST/SG/AC.10", found["number"], f"ST/SG/AC.10/{found['number']}/Rev.{found['rev']}", found.end()
        )
    if found := _VEHICLES.match(text, start):
        supplements = ("".join(found["rev"].split()),) if found["rev"] else ()
        one = _one("UNECE", "ECE", found["number"], f"ECE R{int(found['number'])}", found.end())
        return one._replace(designations=(one.designations[0]._replace(supplements=supplements),))
    return None


def _one(publisher: str, type: str, number: str, work: str, end: int, clause: str | None = None) -> Found:
    return lone(Designation(publisher, type, number, None, work, "", clause=clause), end)


LAW = Family(
    "law", read, pattern=f"(?:{_EU}|{_US}|{_UN})", rank=4
)  # fmt: skip
