"""Military, airborne and electronics standards: a letter (or a code) at the end names the edition."""

import re

from kg.standards.family import Designation, Family, Found, lone

_MIL = re.compile(
    r"(?:[\s/-]{0,3}(?P<kind>(?i:STD|DTL|PRF|HDBK|SPEC)|[A-Z](?=\s?-?\s?[0-9]))\.?)?[\s:-]{0,3}(?P<number>[0-9]{2,6})(?![0-9])(?:[\s-]{0,3}(?P<edition>[A-Z])(?![A-Za-z])(?P<more>(?:\s?[/,&-]\s?[A-Z](?![A-Za-z0-9])){0,4}))?"
    r"(?:[\s,(-]{1,3}(?:(?:PART|Part)[\s-]{0,2}(?:TWO|2)[\s-]{0,2})?(?P<method>[1-9][0-9]{2}\.[0-9])(?![0-9])\)?)?"
)
_DEF_STAN = re.compile(r"[\s:-]{0,2}(?P<number>[0-9]{2}-[0-9]{1,4})(?![0-9])")
_DO = re.compile(r"[\s/-]{0,3}(?:DO)?[\s-]{0,3}(?P<number>[0-9]{3})\s?(?P<edition>[A-Z](?![A-Za-z]))?")
_JESD = re.compile(
    r"\s?-?\s?(?P<number>[0-9]{1,3}(?:-[A-Z]{1,2}[0-9]{1,4}|-[A-Z][0-9]{1,3})?)(?P<edition>[A-Z](?:\.[0-9]{2})?(?![A-Za-z]))?"
)
_SEMI = re.compile(r"\s?(?P<number>[A-Z]{1,2}[0-9]{1,3}(?:\.[0-9]{1,2})?)(?P<edition>-[0-9]{4}[A-Z]?)?(?![0-9])")
_IPC = re.compile(
    r"\s?-\s?(?:(?P<series>[A-Z]{1,3}(?:-[A-Z]{2,3})?)\s?-\s?)?(?P<number>[0-9]{3,4})(?P<edition>[A-Z](?![A-Za-z]))?(?P<method>[\s,]{1,3}(?:Method\s?)?2\.[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[A-Z]?)?"
)


def read(text: str, start: int, end: int) -> Found | None:
    """``MIL-STD-810G``, ``DEF STAN 00-35``, ``RTCA DO-160G``, ``JESD22-A104D``, ``IPC-TM-650`` with its method."""
    head = text[start:end].upper()
    if head == "MIL":
        return _mil(text, end)
    if head in ("DEF STAN", "DEFSTAN", "DEF-STAN"):
        found = _DEF_STAN.match(text, end)
        return (
            _one("MOD-UK", "DEF STAN", found["number"], f"DEF STAN {found['number']}", "", found.end())
            if found
            else None
        )
    if head in ("RTCA", "DO"):
        found = _DO.match(text, end if head == "RTCA" else start)
        return (
            _one("RTCA", "RTCA DO", found["number"], f"RTCA DO-{found['number']}", found["edition"], found.end())
            if found
            else None
        )
    if head == "SEMI":
        found = _SEMI.match(text, end)
        return (
            _one("SEMI", "SEMI", found["number"], f"SEMI {found['number']}", found["edition"], found.end())
            if found
            else None
        )
    if head == "JESD":
        found = _JESD.match(text, end)
        return (
            _one("JEDEC", "JESD", found["number"], f"JESD{found['number']}", found["edition"], found.end())
            if found
            else None
        )
    found = _IPC.match(text, end)
    if not found:
        return None
    work = "-".join(filter(None, ("IPC", found["series"], found["number"])))
    one = _one("IPC", "IPC", found["number"], work, found["edition"], found.end())
    method = (found["method"] or "").strip(" ,") or None
    return one._replace(designations=(one.designations[0]._replace(clause=method),))


def _letters(text: str) -> list[str]:
    """Editions of a list or range: ``B/C``, ``B-F``."""
    first, last = text[:1], text[-1:]
    if "-" in text and "" < first < last:
        return [chr(code) for code in range(ord(first), ord(last) + 1)]
    return re.findall("[A-Z]", text)


def _mil(text: str, end: int) -> Found | None:
    found = _MIL.match(text, end)
    if not found:
        return None
    doubts = () if found["kind"] else ("not by its usual name",)
    work = f"MIL-{(found['kind'] or 'STD').upper()}-{found['number']}"
    editions = _letters((found["edition"] or "") + (found["more"] or "")) or [""]
    return Found(
        tuple(
            Designation(
                "DOD",
                "MIL",
                found["number"],
                None,
                work,
                "",
                edition=edition,
                doubts=doubts,
                clause=found["method"] and f"Method {found['method']}",
            )
            for edition in editions
        ),
        found.end(),
    )


def _one(publisher: str, type: str, number: str, work: str, edition: str | None, end: int) -> Found:
    return lone(Designation(publisher, type, number, None, work, "", edition=edition or ""), end)


MILITARY = Family(
    "military", read, heads=("MIL", "DEF STAN", "Def Stan", "DEFSTAN", "DEF-STAN", "RTCA", "DO", "JESD", "IPC", "SEMI")
)  # fmt: skip
