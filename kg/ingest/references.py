"""References of catalogues: the document that one names, as an edition, a supplement, a draft or another form of one.

A reference (``ISO 10077-1:2017/Amd 1:2024``, ``ISO/CD 10993-1.2``, ``IEC 60034-1:1969+AMD1:1977 CSV``) is taken apart into
the standard it is of, which ``kg.standards`` reads, and what makes it a draft, a supplement or a compilation. So the id of
an edition is the key of its citation, and a scope that cites it meets it.
"""

import re
from typing import NamedTuple

from kg.schema.identity import readable
from kg.standards import Citation, read


class Document(NamedTuple):
    """``citation``: of the edition that it is, or belongs to, without a draft's words; None when that is not read.
    ``base``: what it supplements. ``draft``: its reference says that it is one."""

    id: str
    printed: str
    citation: Citation | None
    work: str
    kind: str
    year: int | None
    base: "Document | None" = None
    draft: bool = False


_STAGE = r"(?:PWI|NP|AWI|WD|CD|PRF|DIS|FDIS)"
_KINDS = {"AMD": "amendment", "AM": "amendment", "COR": "corrigendum", "ADD": "addendum", "SUPPL": "addendum",
          "EXT": "addendum", "ISH": "interpretation", "FRAG": "draft"}  # fmt: skip
_SUPPLEMENT = re.compile(
    rf"(?P<sign>[/+])(?:(?P<stage>{_STAGE})\s)?(?P<draft>F?D(?=A|C))?(?P<kind>AMD|AM|COR|ADD|SUPPL|EXT|ISH|FRAG)\s?"
    r"(?P<number>\d+(?:\.\d+)?)?(?::(?P<year>\d{4})?)?(?=[/+\s]|$)|\s(?P<form>[A-Z]{2,3}(?:-[A-Z]{3})?)(?=[/\s]|$)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    rf"(?P<base>.*?[0-9A-Za-z)]:?)(?P<rest>(?:{re.sub(r'[?]P<[a-z]+>', '?:', _SUPPLEMENT.pattern)})*)", re.IGNORECASE
)
_FORMS = {"CSV": "consolidated", "RLV": "compilation", "CMV": "compilation", "EXV": "compilation", "SER": "compilation",
          "DB": "compilation", "EXV-CMV": "compilation", "EXV-RLV": "compilation"}  # fmt: skip
_DRAFT = re.compile(rf"(?:(?<=^)|(?<=[/ ])){_STAGE}\s|(?<=[/ ])F?D(?=(?:TS|TR|PAS|Guide|ISP)\s)")
_ITERATION = re.compile(r"(?<=\d)\.\d{1,2}$")
_STROKE = re.compile(r"(?<=[A-Z0-9])/(?=[0-9])")
_YEAR = re.compile(r":(\d{4})$")


def document(printed: str) -> Document:
    """The document that a reference of a catalogue names. What is not read keeps its own words as its id."""
    found = _REFERENCE.fullmatch(printed)
    if not found:
        return _edition(printed)
    said = _edition(found["base"])
    for part in _SUPPLEMENT.finditer(found["rest"]):
        form = (part["form"] or "").upper()
        if part["form"] and form not in _FORMS:
            return _edition(printed)
        said = _form(said, part, form) if form or part["sign"] == "+" else _supplement(said, part)
    if said.kind == "consolidated" and not said.id.endswith("-csv"):
        said = said._replace(id=f"{said.id}-csv")
    return said._replace(printed=printed)


def _edition(printed: str) -> Document:
    bare = printed.rstrip(":")
    plain = _DRAFT.sub("", bare)
    draft = plain != bare
    if draft:
        plain = _ITERATION.sub("", _STROKE.sub(" ", plain, count=1))
    read_as = read(plain)
    citation = read_as.citations[0] if len(read_as.citations) == 1 and not read_as.rest else None
    if citation and (citation.supplements or citation.clause or citation.kind not in ("dated", "undated")):
        citation = None
    kind = "draft" if draft else "edition"
    if citation is None:
        year = _YEAR.search(plain)
        return Document(readable(*printed.split(" ")), printed, None, _YEAR.sub("", plain), kind, int(year[1]) if year else None,
                        draft=draft)  # fmt: skip
    undated = "" if citation.kind == "dated" else "-undated"
    id = readable(*bare.split(" ")) if draft else citation.key + undated
    return Document(id, printed, citation, citation.work, kind, citation.year, draft=draft)


def _token(part: re.Match[str]) -> str:
    kind = (part["draft"] or "").lower() + part["kind"].lower()
    kind = kind.replace("damd", "dam")
    words = (part["stage"], kind + (part["number"] or ""), part["year"])
    return readable(*(word for word in words if word))


def _supplement(base: Document, part: re.Match[str]) -> Document:
    draft = bool(part["stage"] or part["draft"]) or part["kind"].upper() == "FRAG"
    kind = "draft" if draft else _KINDS[part["kind"].upper()]
    year = int(part["year"]) if part["year"] else None
    return base._replace(id=f"{base.id}-{_token(part)}", kind=kind, year=year, base=base, draft=draft,
                         printed=base.printed + part[0])  # fmt: skip


def _form(said: Document, part: re.Match[str], form: str) -> Document:
    """The edition with its amendments in it (``+AMD1:1992``), or in another form (``CSV``, ``RLV``)."""
    kind = _FORMS[form] if form else "consolidated"
    token = form.lower() or _token(part)
    year = int(part["year"]) if not form and part["year"] else said.year
    return said._replace(id=f"{said.id}-{token}", kind=kind, year=year, printed=said.printed + part[0])
