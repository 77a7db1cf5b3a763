"""Citations as records: test methods, the standards that they name, who publishes those, and what those say they adopt."""

from typing import Any, Protocol

from kg.ingest.concepts import names
from kg.schema.folding import fold
from kg.schema.identity import hashed, readable
from kg.schema.record import Link, Record
from kg.standards import PUBLISHERS, Citation, reading


class Stating(Protocol):
    """What citations state their records to: a run, or a rereading."""

    def state(self, record: Record) -> Link: ...

    def issue(self, kind: str, detail: str) -> None: ...


def methods(run: Stating, cited: str, title: str | None = None) -> list[Link]:
    """State the test methods that a cell cites, each with the standard or edition it is defined by.

    What is not read as a designation stays verbatim on a test method of its own, and is an issue of the run. What an
    in-house procedure is based on is a property of that procedure, and no method of the cell.
    """
    found = reading(cited)
    if not found.citations:
        run.issue("citation not read", cited)
        return [_method(run, cited, title or found.rest, None)]
    alone = len(found.citations) == 1
    based_on = [citation.designation for citation in found.citations if citation.basis]
    return [
        _method(run, citation.printed, (title or found.rest) if alone else None, citation, based_on)
        for citation in found.citations
        if not citation.basis
    ]


def _method(
    run: Stating, verbatim: str, title: str | None, citation: Citation | None, based_on: list[str] | None = None
) -> Link:
    properties: dict[str, Any] = {"verbatim": verbatim, **(names(title) if title and title.strip() else {})}
    links: tuple[Link, ...] = ()
    if citation:
        properties |= {"clause": citation.clause, "supplement": list(citation.supplements)}
        if citation.kind == "in-house":
            properties |= {"in_house_code": citation.designation, "based_on": based_on}
        else:
            links = (standard(run, citation)._replace(relation="DEFINED_BY"),)
    return run.state(Record("TestMethod", _method_id(verbatim, citation), properties, links))


def _method_id(verbatim: str, citation: Citation | None) -> str:
    """Of its words; and of its key where the words alone are read otherwise, as what stands around them says more: a range
    (`GB 150.1～GB 150.4-2011`), several parts (`IS 10810 (Part 7 & 11)`), the year of a list."""
    if citation is None or [each.key for each in reading(verbatim).citations] == [citation.key]:
        return hashed("method", fold(verbatim))
    return hashed("method", fold(verbatim), citation.key)


def standard(run: Stating, citation: Citation, known_by: str = "citation") -> Link:
    """State the standard that a citation names, its edition when it names one, who publishes it, and what it says by
    its designation that it adopts."""
    if citation.kind == "in-house":
        raise ValueError(f"{citation.designation} is an in-house method, not a standard")
    adopts = _adopts(run, citation)
    if citation.kind != "dated":
        return work(run, citation, *adopts)
    edition = {"designation": citation.designation, "year": citation.year, "document": "edition", "known_by": known_by}
    of = work(run, citation)._replace(relation="EDITION_OF")
    return run.state(Record("StandardEdition", citation.key, edition, (of, *adopts)))


def work(run: Stating, citation: Citation, *links: Link) -> Link:
    """State the standard that a citation names, whatever its edition, and who publishes it."""
    published = (_publisher(run, citation.publisher)._replace(relation="PUBLISHED_BY"),) if citation.publisher else ()
    said = {"designation": citation.work, "type": citation.type}
    return run.state(Record("Standard", citation.work_key, said, (*published, *links)))


def _adopts(run: Stating, citation: Citation) -> tuple[Link, ...]:
    """The next link of the chain in a designation: `BS EN ISO 6892-1:2019` adopts `EN ISO 6892-1:2019`, which adopts ISO's."""
    if not citation.chain:
        return ()
    original = reading(citation.chain[0]).citations[0]
    if citation.kind != "dated" and original.kind == "dated":
        return ()
    link = standard(run, original, known_by="relation")
    said = {
        "degree": _degree(citation),
        "known": "derived",
        "rule": "named-in-designation" if citation.type != "EN" else "number",
    }
    return (link._replace(relation="ADOPTS", properties=tuple(sorted(said.items()))),)


def _degree(citation: Citation) -> str:
    """A designation that contains the whole of the original's marks an identical adoption (ISO/IEC Guide 21-1). What has
    the number alone (EN 60335-1), and EN IEC with its common modifications, does not say."""
    return "unknown" if citation.type in ("EN", "EN IEC") else "IDT"


def _publisher(run: Stating, acronym: str) -> Link:
    known = PUBLISHERS[acronym]
    return run.state(
        Record("Publisher", readable(acronym), {
            "acronym": acronym, "name_zh": known.name_zh, "name_en": known.name_en, "country": known.country,
        })
    )  # fmt: skip
