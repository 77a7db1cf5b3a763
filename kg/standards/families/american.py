"""Bodies that write their acronym, a number and a year behind a hyphen: ANSI and those that publish with it, and others.

Each body's own way of joining acronym, number and year is in its row.
"""

import re
from typing import NamedTuple

from kg.standards.family import PROTECTION, Designation, Family, Found, full_year, lone
from kg.standards.parts import read_parts


class Body(NamedTuple):
    """``series``: words between acronym and number that belong to the designation; ``join``: the sign between them;
    ``digits``: the number begins with a digit; ``dated``: how a year is joined; ``drop``: words that do not belong."""

    publisher: str
    series: str = ""
    join: str = " "
    digits: bool = False
    dated: str = "-YYYY"
    drop: str = ""
    parts: bool = False
    name: str = ""


_UL = Body("UL", digits=True, parts=True, drop="Subject|Standard|STD")
_IES = Body("IES", series="LM|TM|RP|G|LS", join="-", dated="-YY", name="IES")
_CTA = Body("CTA", join="-")
_AHAM = Body("AHAM", series="HRF|RAC|DH|HLW|DW|AC", join="-")
_API = Body("API", series="RP|MPMS|TR|BULL", drop=r"Spec(?:ification)?|SPEC|Std|STD|Chapter|chapter|CHAPTER|Ch|CH")

BODIES: dict[str, Body] = {
    "ANSI": Body("ANSI", drop="Std|STD"),
    "ANSLG": Body("ANSLG"),
    "UL": _UL,
    "ULC": Body("ULC", drop="CAN"),
    "IEEE": Body("IEEE", drop="Std|STD|Standard|standard|标准|推荐标准"),
    "IES": _IES,
    "IESNA": _IES,
    "BIFMA": Body("BIFMA"),
    "NEMA": Body("NEMA", series="SSL|LSD|MG|ICS|WC|VE|TS|LE|OS|250"),
    "CEA": _CTA,
    "CTA": _CTA,
    "AHAM": _AHAM,
    "AHRI": Body("AHRI", drop="Standard"),
    "ARI": Body("AHRI", name="AHRI"),
    "ASHRAE": Body("ASHRAE", drop="Standard|STD|Std"),
    "ASME": Body("ASME", series="PTC|PVHO|QME", drop="Standard"),
    "API": _API,
    "SAE": Body("SAE", series="ARP|AMS|AIR|AS", drop="Standard", parts=True),
    "NFPA": Body("NFPA", digits=True),
    "AWS": Body("AWS"),
    "AWWA": Body("AWWA"),
    "NACE": Body("AMPP", series="TM|RP|SP|MR", join="", drop="Standard"),
    "ACI": Body("ACI", digits=True),
    "AASHTO": Body("AASHTO", series="T|M|R|TP|PP", dated="-YY"),
    "ISA": Body("ISA", join="-"),
    "AAMI": Body("AAMI", digits=False, parts=True),
    "NSF": Body("NSF", digits=True),
    "TIA": Body("TIA", join="-", parts=True),
    "EIA": Body("EIA", join="-", series="RS", parts=True),
    "ESD": Body("EOS-ESD", series="STM|S|SP|TR"),
    "NIST": Body("NIST", series="SP|HB|FIPS|IR", parts=True),
    "ISEA": Body("ISEA"),
    "GPA": Body("GPA", digits=True, dated="-YY"),
    "ASSE": Body("ASSE", digits=True),
    "UOP": Body("UOP", digits=True),
    "EI": Body("EI", series="HM|IP"),
    "IP": Body("EI", digits=True, dated="/YY", name="IP"),
    "MSS": Body("MSS", series="SP"),
    "SMPTE": Body("SMPTE", series="ST|RP"),
    "SEFA": Body("SEFA"),
    "INDA": Body("INDA", series="IST"),
    "NAMSA": Body("NAMSA"),
    "ANS": Body("ANS", join="-"),
    "ASQ": Body("ASQ"),
    "CGA": Body("CGA"),
    "ICEA": Body("ICEA"),
    "HPVA": Body("HPVA", series="HP"),
    "CBIP": Body("CBIP", digits=True, dated=":YYYY", drop="Tech|Technical|Report|Publication|Pub|Manual"),
    "IRC": Body("IRC", series="SP", dated=":YYYY"),
    "AMS": Body("SAE", series="H|QQ|STD", name="SAE AMS"),
    "JSS": Body("JSS", digits=True, dated=":YYYY"),
}  # fmt: skip

_WORDS = "|".join(sorted(BODIES, key=lambda body: (-len(body), body)))
_CHAIN = re.compile(rf"(?:{_WORDS})(?:[\s/_-]{{1,3}}(?:{_WORDS})(?![a-z]))*")
_WORD = re.compile(_WORDS)
_NUMBER = re.compile(
    r"(?P<number>(?:(?P<letters>[A-Z]{1,4})\s?[-.]?\s?(?=[0-9]))?[0-9]{1,6}(?:\.[0-9]{1,5}){0,4}(?:[A-Z]{1,3}|[a-z](?=-))?(?![A-Za-z])(?:\s?/\s?[A-Z]\s?[0-9]{1,4}(?:\.[0-9]{1,2})?M?(?![0-9])|\s?/\s?[0-9]{2,3}(?![0-9/]))?)(?![0-9])"
)
_YEAR_NEXT = re.compile(r"\s{0,2}[-:]\s{0,2}(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9.A-Za-z]|-[0-9])")
_SHORT_YEAR = re.compile(r"\s{0,2}[-:/]\s{0,2}(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9.a-z])")
_HYPHENED = re.compile(
    r"\s?-\s?(?P<item>[0-9]{1,4}[A-Z]?(?:\.[0-9]{1,3}){0,2})(?![0-9])(?=\s?-\s?(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9]))"
)


def read(text: str, start: int, _: int) -> Found | None:
    """One body or several, perhaps a series, a number, perhaps parts."""
    chain = _CHAIN.match(text, start)
    if not chain or PROTECTION.match(text, start):
        return None
    names = _WORD.findall(chain[0])
    body = BODIES[names[-1]]
    at, series = _series(text, chain.end(), body)
    number = _NUMBER.match(text, at)
    if not number or (body.digits and number["letters"]):
        return None
    printed = re.sub(r"\s?([-./])\s?", r"\1", number["number"].strip()).replace(" ", "").upper()
    end = number.end()
    part: tuple[str, ...] = ()
    if body.parts:
        parts = read_parts(text, end)
        part, end = parts.parts[0], parts.end
    else:
        while hyphened := _HYPHENED.match(text, end):
            part, end = (*part, hyphened["item"]), hyphened.end()
    type = "/".join(dict.fromkeys(BODIES[name].name or name for name in names))
    if series:
        work = f"{type} {series}{body.join}{printed}"
    else:
        work = f"{type}{body.join}{printed}" if body.join == "-" and not number["letters"] else f"{type} {printed}"
    work = "-".join((work, *part))
    year = None
    if body.dated == "-YY" and (short := _SHORT_YEAR.match(text, end)):
        year, end = full_year(short["year"]), short.end()
    key = work.removeprefix("ANSI/") if len(names) > 1 else work
    return lone(
        Designation(
            BODIES[names[0]].publisher, type, printed, "-".join(part) or None, work, body.dated, key=key, year=year
        ),
        end,
    )


def _series(text: str, at: int, body: Body) -> tuple[int, str]:
    """Past the signs and words before the number; the series where there is one."""
    found = _BETWEEN[body].match(text, at)
    return (found.end(), found["series"] or "") if found else (at, "")


def _between(body: Body) -> re.Pattern[str]:
    dropped = rf"(?:(?:{body.drop or _NEVER})(?![a-z])\.?[\s:/-]{{0,3}}){{0,3}}"
    series = rf"(?:(?P<series>{body.series or _NEVER})(?![A-Za-z])[\s./:-]{{0,3}})?"
    return re.compile(rf"[\s:/._-]{{0,3}}{dropped}{series}{dropped}(?:(?i:no)\.?\s?)?")


_NEVER = "(?!)"
_BETWEEN = {body: _between(body) for body in BODIES.values()}


_SERIES_NUMBER = re.compile(r"(?P<number>(?P<series>C[0-9]{2,3})\.[0-9]{1,3}(?:\.[0-9]{1,2})?[a-z]?)(?![0-9])")


def resume(text: str, at: int, before: Designation) -> Found | None:
    """A further number of a C series: ``ANSI C29.1/1992, C29.2/1983``."""
    found = _SERIES_NUMBER.match(text, at)
    if not found or not before.number.startswith(f"{found['series']}."):
        return None
    end, year = found.end(), None
    if dated := _SHORT_YEAR.match(text, end):
        year, end = full_year(dated["year"]), dated.end()
    work = f"{before.type} {found['number']}"
    return lone(
        before._replace(
            number=found["number"],
            part=None,
            work=work,
            key=work.removeprefix("ANSI/"),
            year=year,
            doubts=("head left out",),
        ),
        end,
    )


AMERICAN = Family("american", read, resume=resume, heads=tuple(BODIES))
