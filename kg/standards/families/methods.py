"""Collections of methods: AATCC, AOAC, the Standard Methods of APHA, EPA, pharmacopoeias, leather and footwear methods."""

import re
from collections.abc import Callable

from kg.standards.family import Designation, Family, Found, lone, ordinal

_AATCC = re.compile(
    r"[\s:-]{0,3}(?:(?P<series>EP|LP|M)[\s-]?(?=[0-9])|(?:TM|Test\s?Method|TEST\s?METHOD|Method)?[\s-]{0,2})(?:No\.?\s?)?(?P<number>[0-9]{1,3}(?:\.[0-9])?[A-Z]?)(?![0-9A-Za-z])"
)
_AOAC = re.compile(
    r"[\s:-]{0,3}(?:(?:INTERNATIONAL|International|Official|OFFICIAL|OMA|Methods?|METHODS?|Ed|No|no|[0-9]{2}(?:st|nd|rd|th))\b\.?[\s,:]{0,2}){0,5}(?:\(?(?:19|20)[0-9]{2}\)?[\s,:]{1,3})?(?P<number>[0-9]{3}\.[0-9]{2}[A-Z]?)(?![0-9])"
)
_APHA = re.compile(
    r"(?:[\s,/:(-]{0,3}(?:AWWA|WEF|WPCF|SMWW|SMEWW|SM|Standard\s?Methods?|Method|Part|Ed(?:ition|n)?|(?P<edition>[0-9]{2})\s?(?:st|nd|rd|th)?|[0-9]{2}(?:st|nd|rd|th)|(?:19|20)[0-9]{2})\b[.)]?){0,9}"
    r"[\s,:(-]{0,4}(?P<number>[0-9]{4})(?!\s?[:)])\s?(?:[-]?\s?(?P<species>(?:N\s?[Oo][Rr][Gg]|(?:[A-Z][a-z]?[0-9]?){1,3})[-+]?(?=[\s.,-]{0,2}(?:[A-Z](?![A-Za-z])|[0-9](?![0-9])))))?[\s.,-]{0,3}(?P<letter>[A-Z](?![A-Za-z]))?"
)
_EPA = re.compile(
    r"[\s:/-]{0,3}(?:(?:SW[\s-]{0,2}846|Methods?|METHOD|Test|TO)\b[\s:,.-]{0,3}){0,3}(?:No\.?\s?)?(?P<number>(?:TO-)?[0-9]{1,4}(?:\.[0-9]{1,2})?)\s?(?P<edition>[A-Z](?![A-Za-z]))?(?![0-9])(?:[\s,]{0,2}(?P<rev>[Rr]ev(?:ision)?\.?\s?[0-9](?:\.[0-9])?))?"
)
_SW846 = re.compile(r"[\s-]{0,2}846[\s,:-]{0,3}(?:[Mm]ethod\s?)?(?P<number>[0-9]{4})(?P<edition>[A-Z](?![A-Za-z]))?")
_LEATHER = re.compile(r"\s?/?\s?(?P<series>IU[PFC])[\s/-]{0,2}(?P<number>[0-9]{1,3}(?:-[0-9])?)(?![0-9])")
_SATRA = re.compile(r"[\s:-]{0,3}(?:TM|PM)[\s-]{0,2}(?P<number>[0-9]{1,3})(?![0-9])")
_USP = re.compile(
    r"(?:-NF)?[\s,:-]{0,2}(?:(?P<edition>[2-4][0-9])(?:-NF\s?[0-9]{2})?(?![0-9]))?[\s,:-]{0,3}(?:[Cc]hapter\s?)?[<(\[]?\s?(?P<chapter>[0-9]{1,4}(?:\.[0-9])?)?\s?[>)\]]?"
)
_CHP = re.compile(
    r"[\s》>)]{0,3}[(\[]?\s?(?P<year>(?:19|20)[0-9]{2})?\s?年?\s?版?[)\]]?[\s,]{0,2}(?P<where>(?:第?[一二三四]部)?[\s,]{0,2}(?:(?:附录|通则)\s?[0-9IVXA-Z]{1,8}(?:\s?[A-Z](?![A-Za-z]))?|[0-9]{4}(?![0-9]))?)"
)
_PHARMACOPOEIA = re.compile(
    r"[\s:,-]{0,3}(?:(?P<year>20[0-9]{2})|(?P<edition>[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}))(?![0-9])(?:\s?(?:th|st|nd|rd)?\s?[Ee]d(?:ition)?\b)?"
)


def read(text: str, start: int, end: int) -> Found | None:
    """A method by its collection's number."""
    head = text[start:end].upper()
    return _READ[head](text, end)


def _aatcc(text: str, end: int) -> Found | None:
    found = _AATCC.match(text, end)
    if not found:
        return None
    number = (found["series"] or "TM") + found["number"]
    return _one("AATCC", "AATCC", number, f"AATCC {number}", found.end(), dated="-YYYY")


def _aoac(text: str, end: int) -> Found | None:
    found = _AOAC.match(text, end)
    return _one("AOAC", "AOAC", found["number"], f"AOAC {found['number']}", found.end()) if found else None


def _apha(text: str, end: int) -> Found | None:
    found = _APHA.match(text, end)
    if not found or (re.fullmatch("(?:19|20)[0-9]{2}", found["number"]) and not found["letter"]):
        return None
    species = re.sub(r"N\s?org", "Norg", found["species"], flags=re.IGNORECASE) if found["species"] else None
    number = found["number"] + (f"-{species}" if species else "")
    work = f"APHA {number}" + (f" {found['letter']}" if found["letter"] else "")
    edition = (ordinal(int(found["edition"])),) if found["edition"] else ()
    return _one("APHA", "APHA", number, work, found.end(), supplements=edition)


def _epa(text: str, end: int) -> Found | None:
    found = _EPA.match(text, end)
    if not found or len(found["number"]) < 2 or re.fullmatch("(?:19|20)[0-9]{2}", found["number"]):
        return None
    rev = ("".join(found["rev"].split()).capitalize(),) if found["rev"] else ()
    return _one(
        "EPA",
        "EPA",
        found["number"],
        f"EPA {found['number']}",
        found.end(),
        edition=found["edition"] or "",
        supplements=rev,
    )


def _sw846(text: str, end: int) -> Found | None:
    found = _SW846.match(text, end)
    return (
        _one("EPA", "EPA", found["number"], f"EPA {found['number']}", found.end(), edition=found["edition"] or "")
        if found
        else None
    )


def _leather(text: str, end: int) -> Found | None:
    found = _LEATHER.match(text, end)
    return (
        _one(
            "IULTCS",
            found["series"],
            found["number"],
            f"IULTCS/{found['series']} {found['number']}",
            found.end(),
            dated=":YYYY",
        )
        if found
        else None
    )


def _bare_leather(text: str, end: int) -> Found | None:
    found = re.compile(r"[\s/-]{0,2}(?P<number>[0-9]{1,3}(?:-[0-9])?)(?![0-9])").match(text, end)
    series = text[end - 3 : end]
    return (
        _one("IULTCS", series, found["number"], f"IULTCS/{series} {found['number']}", found.end(), dated=":YYYY")
        if found
        else None
    )


def _satra(text: str, end: int) -> Found | None:
    found = _SATRA.match(text, end)
    return (
        _one("SATRA", "SATRA", f"TM{found['number']}", f"SATRA TM{found['number']}", found.end(), dated=":YYYY")
        if found
        else None
    )


def _usp(text: str, end: int) -> Found | None:
    found = _USP.match(text, end)
    if not found or not (found["edition"] or found["chapter"]):
        return None
    if found["chapter"]:
        edition = (found["edition"],) if found["edition"] else ()
        return _one("USP", "USP", found["chapter"], f"USP {found['chapter']}", found.end(), supplements=edition)
    return _one("USP", "USP", found["edition"], "USP", found.end(), edition=f" {found['edition']}")


def _chp(text: str, end: int) -> Found | None:
    found = _CHP.match(text, end)
    if not found:
        return None
    clause = "".join(found["where"].split()).strip(",") or None
    edition = f" {found['year']}" if found["year"] else ""
    return _one("CHP", "ChP", found["year"] or "", "ChP", found.end(), edition=edition, clause=clause)


def _pharmacopoeia(acronym: str, type: str) -> Callable[[str, int], Found | None]:
    def read(text: str, end: int) -> Found | None:
        found = _PHARMACOPOEIA.match(text, end)
        if not found:
            return None
        number = found["year"] or found["edition"]
        return _one(acronym, type, number, type, found.end(), edition=f" {number}")

    return read


def _one(
    publisher: str, type: str, number: str, work: str, end: int,
    *, dated: str = "", edition: str = "", clause: str | None = None, supplements: tuple[str, ...] = ()
) -> Found:  # fmt: skip
    return lone(
        Designation(
            publisher, type, number, None, work, dated, edition=edition, clause=clause, supplements=supplements
        ),
        end,
    )


_TAPPI = re.compile(
    r"[\s/-]{0,2}(?:ANSI[\s/-]{0,2})?(?P<series>T|UM|TIP)[\s-]{0,2}(?P<number>[0-9]{3,4})(?P<edition>\s?(?:om|cm|sp|pm|wd)\s?-?\s?[0-9]{2})?(?![0-9])",
    re.IGNORECASE,
)


def _tappi(text: str, end: int) -> Found | None:
    found = _TAPPI.match(text, end)
    if not found:
        return None
    edition = " " + re.sub(r"\s?-?\s?([0-9]{2})$", r"-\1", found["edition"].strip().lower()) if found["edition"] else ""
    return _one(
        "TAPPI",
        "TAPPI",
        found["number"],
        f"TAPPI {found['series'].upper()} {found['number']}",
        found.end(),
        edition=edition,
        dated="" if edition else "-YYYY",
    )


_READ: dict[str, Callable[[str, int], Found | None]] = {
    **dict.fromkeys(("APHA", "STANDARD METHODS", "STANDARD METHOD", "SMWW", "SMEWW", "SM"), _apha),
    **dict.fromkeys(("EPA", "USEPA", "US EPA", "US-EPA"), _epa),
    **dict.fromkeys(("IUP", "IUF", "IUC"), _bare_leather),
    **dict.fromkeys(("CHP", "中国药典", "中华人民共和国药典"), _chp),
    **dict.fromkeys(("EP", "PH. EUR.", "PH.EUR.", "PH EUR"), _pharmacopoeia("EDQM", "EP")),
    "AATCC": _aatcc, "AOAC": _aoac, "BP": _pharmacopoeia("BP", "BP"), "IULTCS": _leather, "SATRA": _satra, "SW": _sw846, "TAPPI": _tappi,
    "USP": _usp,
}  # fmt: skip

_MORE_EPA = re.compile(r"(?P<number>[0-9]{4})\s?(?P<edition>[A-Z](?![A-Za-z]))?(?![0-9.])")


_MORE_USP = re.compile(r"(?:and\s)?<\s?(?P<chapter>[0-9]{1,4}(?:\.[0-9])?)\s?>")
_MORE_AOAC = re.compile(r"(?P<number>[0-9]{3}\.[0-9]{2}[A-Z]?)(?![0-9])")
_MORE_APHA = re.compile(r"(?P<letter>[A-Z])(?![A-Za-z0-9])")


def resume(text: str, at: int, before: Designation) -> Found | None:
    """A further number of a list: ``EPA 8081/8141/8270 D``, ``USP <85>, <61>``, ``APHA 4500-NH3 C/F``."""
    if before.type == "USP" and (chapter := _MORE_USP.match(text, at)):
        return _one("USP", "USP", chapter["chapter"], f"USP {chapter['chapter']}", chapter.end())
    if before.type == "AOAC" and (method := _MORE_AOAC.match(text, at)):
        return _one("AOAC", "AOAC", method["number"], f"AOAC {method['number']}", method.end())
    if before.type == "APHA" and re.search(" [A-Z]$", before.work) and (letter := _MORE_APHA.match(text, at)):
        work = f"{before.work[:-1]}{letter['letter']}"
        return lone(before._replace(work=work, doubts=("head left out",)), letter.end())
    found = _MORE_EPA.match(text, at) if before.type == "EPA" else None
    if not found or re.fullmatch("(?:19|20)[0-9]{2}", found["number"]):
        return None
    more = _one("EPA", "EPA", found["number"], f"EPA {found['number']}", found.end(), edition=found["edition"] or "")
    return more._replace(designations=(more.designations[0]._replace(doubts=("head left out",)),))


_SPELLED = ("ChP", "Standard Methods", "Standard Method", "Ph. Eur.", "Ph.Eur.", "Ph Eur")

METHODS = Family(
    "methods", read, resume=resume, heads=(*_READ, *_SPELLED), small=("AATCC", "AOAC")
)  # fmt: skip
