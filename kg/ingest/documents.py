"""What catalogues say of documents: by their designation with its supplements, their class, their committee."""

import re
from typing import TYPE_CHECKING, Any

from kg.ingest.citations import standard
from kg.schema.identity import readable
from kg.schema.record import Link, Record
from kg.standards import Citation, reading

if TYPE_CHECKING:
    from kg.ingest.run import Run

# By the letters with which the reader writes a supplement (``A1:2008``, ``COR2``, ``XG1-2009``).
_KINDS = {
    "A": "amendment", "AMD": "amendment", "XG": "amendment", "AC": "corrigendum", "COR": "corrigendum",
    "ERTA": "corrigendum", "ERRATA": "corrigendum", "ADD": "addendum", "ISH": "interpretation",
}  # fmt: skip
_DERIVED = (("known", "derived"), ("rule", "named-in-designation"))
_CLASS = {"ICS": re.compile(r"\d{2}(?:\.\d{3}(?:\.\d{2})?)?"), "CCS": re.compile(r"[A-Z](?:\d{2})?")}


def one(text: str) -> Citation | None:
    """The one standard that a text names; None when it names none, or several."""
    found = [citation for citation in reading(text).citations if citation.kind != "in-house"]
    return found[0] if len(found) == 1 else None


def identity(citation: Citation) -> Link:
    """The standard, edition or supplement that a designation names."""
    if citation.kind != "dated":
        return Link("", "Standard", citation.work_key)
    if not citation.supplements:
        return Link("", "StandardEdition", citation.key)
    version = ("csv",) if _joined(citation) else ()  # as IEC marks a consolidated version
    return Link("", "StandardEdition", f"{citation.key}-{readable(*citation.supplements, *version)}")


def _joined(citation: Citation) -> bool:
    """Whether the supplements are in the document, rather than the document being one."""
    return "+" in citation.printed or len(citation.supplements) > 1


def document(run: "Run", citation: Citation, known_by: str) -> Link:
    """State what a designation names. With supplements that is a document of its own, of which others say that it replaces
    or adopts: an amendment (``ISO 1:2000/Amd 1``), or the edition with supplements in it (``EN 1:2000+A1:2002``)."""
    if not citation.supplements or citation.kind != "dated":
        return standard(run, citation, known_by)
    base = standard(run, citation, "relation" if known_by == "catalogue" else known_by)
    joined = _joined(citation)
    kind = "consolidated" if joined else _kind(citation.supplements[0])
    links = [Link("EDITION_OF", "Standard", citation.work_key)]
    if kind not in ("consolidated", "edition"):
        links.append(base._replace(relation="AMENDS", properties=_DERIVED))
    said = {
        "designation": ("+" if joined else "/").join((citation.designation, *citation.supplements)),
        "year": _year(citation), "document": kind, "known_by": known_by,
    }  # fmt: skip
    return run.state(Record("StandardEdition", identity(citation).id, said, tuple(links)))


def _kind(supplement: str) -> str:
    letters = re.match("[A-Za-z]*", supplement)
    return _KINDS.get(letters[0].upper() if letters else "", "edition")


def _year(citation: Citation) -> int | None:
    """The year of the last supplement, or of the edition where it has none."""
    found = re.search(r"[:-]((?:19|20)[0-9]{2})$", citation.supplements[-1])
    return int(found[1]) if found else citation.year


def classification_id(system: str, code: str) -> str:
    return readable(system, code)


def classified(run: "Run", system: str, cell: str | None) -> list[Link]:
    """State the classes that a cell names by their codes; what is no code of the system is an issue of the run."""
    links = []
    for code in re.split(r"[\s,，;；、]+", (cell or "").strip()):
        if _CLASS[system].fullmatch(code):
            stated = run.state(
                Record("Classification", classification_id(system, code), {"system": system, "code": code})
            )
            links.append(stated._replace(relation="CLASSIFIED_BY"))
        elif code:
            run.issue(f"no code of {system}", code)
    return links


def committee(run: "Run", designation: str, **said: Any) -> Link:
    """State a committee by its designation."""
    return run.state(Record("Committee", readable(*designation.split()), {"designation": designation, **said}))


def standing(stage: str | None) -> str:
    """What ISO's harmonised stage codes (``60.60``) say of a document; one in print (60.00) is not published yet."""
    if not stage:
        return "unknown"
    if stage == "95.99" or stage.endswith(".98"):
        return "withdrawn"
    return "draft" if stage < "60.60" else "current"
