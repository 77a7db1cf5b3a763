"""What a note says that a standard replaces: ``2005-03-01实施,代替GB/T 5606.1-1996``, ``部分代替…；全部代替…``, ``被…代替``."""

import re
from typing import Literal, NamedTuple

from kg.standards.citation import Citation
from kg.standards.reader import reading

Extent = Literal["full", "partial", "unknown"]

# 部分代替 is "replaces a part"; 本部分代替 and 第2部分代替 are "this part replaces", "part 2 replaces".
_EXTENT = r"(?:全部|(?<![本各该])(?<!第.)(?<!第..)(?<!第...)(?<!第....)部分)"
_VERB = r"(?:代替|替代|取代)"
_BY = rf"(?P<before>{_EXTENT})?被(?P<names>[^。]{{1,400}}?)(?P<after>全部|部分)?{_VERB}"
_OF = rf"(?P<extent>{_EXTENT})?{_VERB}(?:(?:以下|下列)?标准|情况)?[:：]?(?P<others>(?:(?!{_EXTENT}?{_VERB}|被)[^。]){{0,2000}})"
_SAYING = re.compile(f"{_BY}|{_OF}")
_EXTENTS: dict[str | None, Extent] = {"全部": "full", "部分": "partial"}
_PARTLY = re.compile(rf"(?!全){_EXTENT}(?:被|{_VERB})|\bpart(?:ly|ially)\s+(?:replace|supersede)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:[\s,，;；、.:：和及()（）]|《[^《》]{0,200}》)*")
_AFTER = re.compile(r"\s*[(（](?P<extent>全部|部分)[^()（）]{0,6}[)）]")


class Replaced(NamedTuple):
    """One standard that the note's own replaces; ``by``: that it is replaced by. ``quote``: the words that say so."""

    citation: Citation
    extent: Extent
    by: bool
    quote: str


def replaced(note: str) -> tuple[list[Replaced], str]:
    """What a note says of replacements, and what is left of it when that is taken out."""
    found: list[Replaced] = []
    left: list[str] = []
    at = 0
    for said in _SAYING.finditer(note):
        by = said["names"] is not None
        begins = said.start("names" if by else "others")
        citations, length = _listed(said["names" if by else "others"])
        if not citations:
            continue
        ends = said.end() if by else begins + length
        extent = said["extent"] or said["before"] or said["after"]
        if extent is None and (after := _AFTER.match(note, ends)):
            extent, ends = after["extent"], after.end()
        quote = note[said.start() : ends].strip()
        found += (Replaced(citation, _EXTENTS.get(extent, "unknown"), by, quote) for citation in citations)
        left.append(note[at : said.start()])
        at = ends
    left.append(note[at:])
    return found, " ".join(part.strip() for part in left if not _BETWEEN.fullmatch(part))


def partly(text: str) -> bool:
    """Whether a text says that something is replaced in part."""
    return bool(_PARTLY.search(text))


def _listed(text: str) -> tuple[list[Citation], int]:
    """The standards of a list, up to the first other word, and how far it reaches."""
    listed: list[Citation] = []
    end = 0
    for citation in reading(text).citations:
        if citation.kind == "in-house" or not _BETWEEN.fullmatch(text[end : citation.span[0]]):
            break
        listed.append(citation)
        end = max(end, citation.span[1])
    return listed, end
