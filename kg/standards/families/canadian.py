"""Canadian standards: a series of a committee, and mostly a number in it that says No."""

import re

from kg.standards.family import Designation, Family, Found, full_year, lone
from kg.standards.parts import NONE, Parts, read_parts

_SERIES = re.compile(
    r"[\s/_-]{0,3}(?:(?P<joint>CSA|CGSB|ULC|BNQ|UL)(?![A-Za-z])[\s/_-]{0,3})?"
    r"(?:(?P<series>[CZABSNO]\s?-?\s?[0-9]{1,4}(?:\.[0-9]{1,2})?)"
    r"|(?P<adopts>(?:IEC|ISO|CISPR|EN)(?:[\s/-](?:IEC|CISPR))?[\s/-]{0,2})?(?P<plain>[0-9]{1,5}(?:\.[0-9]{1,3}){0,2})(?![0-9]))"
)
_NO = re.compile(r"[\s,-]{0,2}(?:NO|No|no|#)\.?[\s:-]{0,2}(?P<number>[0-9]{1,5}(?:\.[0-9]{1,3}){0,2}[A-Z]?)(?![0-9])")
_YEAR = re.compile(r"\s{0,2}[-:]\s{0,2}M?(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9.A-Za-z]|-[0-9])")


def read(text: str, start: int, end: int) -> Found | None:
    """``CAN/CSA-C22.2 No. 60335-1``, ``CSA C22.2 No. 0.17``, ``CAN/CGSB-4.2 No. 2``."""
    head = text[start:end].upper()
    series = _SERIES.match(text, end)
    if not series or (head == "CSA" and not series["series"] and not series["adopts"]):
        return None
    national, _, body = head.rpartition("/") if "/" in head else ("CAN", "", "") if head == "CAN" else ("", "", head)
    whose = "/".join(filter(None, (national, series["joint"] or body)))
    name = re.sub(r"[\s-]", "", series["series"] or "") or series["plain"]
    if series["adopts"]:
        name = f"{series['adopts'].strip(' /-')} {name}"
    no = _NO.match(text, series.end())
    parts = _parts(text, no.end() if no else series.end(), no["number"] if no else series["plain"] or "")
    part, year, stop = parts.parts[0], None, parts.end
    if part[:1] == ("1",) and len(part) == 2 and part[-1].isdigit():  # 61010-1-12 is part 1, of 2012
        part, year = part[:1], full_year(part[-1])
    elif short := _YEAR.match(text, stop):
        year, stop = full_year(short["year"]), short.end()
    number = "-".join((no["number"] if no else name, *part))
    work = f"{whose}{'-' if national else ' '}" + (f"{name} No. {number}" if no else number)
    key = work.replace("CAN/CSA-", "CSA ").replace(" No. ", " ")
    publisher = next((body for body in ("CSA", "CGSB") if body in whose), "SCC")
    return lone(Designation(publisher, whose, number, None, work, "-YYYY", key=key, year=year), stop)


def _parts(text: str, at: int, number: str) -> Parts:
    """Only the numbers of IEC have parts; behind others a hyphen brings the year."""
    return read_parts(text, at) if len(number) == 5 and number.isdigit() else Parts(NONE, at)


CANADIAN = Family("canadian", read, heads=("CAN/CSA", "CAN", "CSA", "CGSB", "CAN/CGSB", "CAN/ULC"))
