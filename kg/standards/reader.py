"""Reading: every citation in a text, in order; what is not one stays in ``rest``. Never raises, linear in the text."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.discovery import discover
from kg.schema.identity import readable
from kg.standards import families
from kg.standards.citation import Citation, Kind, Reading
from kg.standards.family import Family, Publisher, Written, full_year
from kg.standards.level import level

FAMILIES: dict[str, Family] = discover(families, Family)
PUBLISHERS: dict[str, Publisher] = {p.acronym: p for f in FAMILIES.values() for p in f.publishers}

_LONGEST = 20_000  # beyond this a cell is prose or damage; it is kept, not read

_CLAUSE_AFTER = re.compile(
    r"\s*[,:;(\[]{0,2}\s*(?:(?:cl(?:ause)?s?\.?|clause\s+no\.?|§|第)\s*(?:no\.?\s*)?:?\s*"
    r"(?P<named>[0-9A-Z]{1,3}(?:\.[0-9a-z]{1,3}){0,5})(?:\s*[章条款节])?[)\]]?"
    r"|(?P<bare>(?:[1-9][0-9]?(?:\.[0-9]{1,2}){1,4})|附录\s*[A-Z])(?![0-9.]|-[0-9]|版|\s*(?:kV|kN|mm|℃|V|A|Hz|%)))",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)  # a scope cites the same few standards row after row
def read(text: str) -> Reading:
    """Read the citations of a text."""
    levelled = level(text[:_LONGEST])
    found = _without_overlaps(
        (match.start(), family.rank, -match.end(), match, family)
        for family in FAMILIES.values()
        for match in family.pattern.finditer(levelled)
    )
    citations: list[Citation] = []
    for match, family in found:
        if written := family.write(match.groupdict()):
            citations.append(_citation(levelled, match, written))
    return Reading(text, tuple(citations), _rest(text, citations))


Found = tuple[int, int, int, re.Match[str], Family]


def _without_overlaps(matches: Iterable[Found]) -> Iterator[tuple[re.Match[str], Family]]:
    """The first match stands; at one place the family of the lowest rank, then the longest match."""
    end = -1
    for start, _, _, match, family in sorted(matches, key=lambda found: found[:3]):
        if start >= end:
            end = match.end()
            yield match, family


def _citation(levelled: str, match: re.Match[str], written: Written) -> Citation:
    work, end, clause = written.work or f"{written.type} {written.number}", match.end(), written.clause
    year = full_year(written.year) if written.year else None
    designation = written.dated.format(work=work, year=year) if year else work
    if clause is None and not written.in_house and (after := _CLAUSE_AFTER.match(levelled, end)):
        clause, end = after["named"] or after["bare"], after.end()
    kind: Kind = "in-house" if written.in_house else "dated" if year else "undated"
    return Citation(
        designation, readable(*designation.split(" ")), work, readable(*work.split(" ")), written.publisher, written.type, written.number,
        written.part, year, clause, kind, (match.start(), end),
    )  # fmt: skip


def _rest(text: str, citations: list[Citation]) -> str:
    parts, at = [], 0
    for citation in citations:
        start, end = citation.span
        parts.append(text[at:start])
        at = end
    parts.append(text[at:])
    return " ".join(part.strip() for part in parts if part.strip()).strip(" ,;，；、《》")
