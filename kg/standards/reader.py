"""Reading: every citation in a text, in order; what is not one stays in ``rest``. Never raises, linear in the text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from kg.schema.identity import readable
from kg.standards.citation import Citation, Kind, Reading
from kg.standards.family import DOUBTS, Designation, Family, Found
from kg.standards.heads import HEADS, HEADS_ASCII, OF, shaped
from kg.standards.level import level
from kg.standards.tail import CLAUSE_BEFORE, Tail, read_tail, tidy_clause

_LONGEST = 200_000  # beyond this a cell is prose or damage; it is kept, not read


class Item(NamedTuple):
    """What was read at one place: designations that share what follows them."""

    start: int
    designations: tuple[Designation, ...]
    tail: Tail
    family: Family


def read(text: str) -> Reading:
    """Read the citations of a text."""
    levelled = level(text[:_LONGEST])
    items = _with_ranges(
        levelled,
        [item for item in _items(levelled) if not _REPLACED.search(levelled, max(0, item.start - 12), item.start)],
    )
    for item, after in zip_longest(items, items[1:]):
        if item.tail.year is None:
            _take_last_year(levelled, item.tail, after.start if after else len(levelled))
    citations, read_spans = _citations(text, levelled, items)
    return Reading(text, tuple(_distinct(citations)), _rest(text, read_spans))


# The reading of a text, remembered: a scope cites the same few standards row after row.
reading = lru_cache(maxsize=4096)(read)


def _items(text: str) -> list[Item]:
    items: list[Item] = []
    at = 0
    heads = (HEADS_ASCII if text.isascii() else HEADS).search
    while match := heads(text, at):
        start = match.start()
        for family in _candidates(match):
            if found := family.read(text, start, match.end()):
                items.append(_item(text, start, found, family))
                at = _resume(text, items) if family.resume else items[-1].tail.end
                break
        else:
            at = start + 1
    return items


def _candidates(match: re.Match[str]) -> Iterator[Family]:
    if head := match[1]:
        yield from OF[head]
    yield from shaped(match.string, match.start())


def _item(text: str, start: int, found: Found, family: Family) -> Item:
    last = found.designations[-1]
    tail = Tail(found.end, last.year) if found.closed else read_tail(text, found.end, last.year)
    return Item(start, found.designations, tail, family)


# What a standard replaces is told of it, not cited.
_REPLACED = re.compile(r"(?:代替|替代|(?i:replac(?:es|ing)|supersed(?:es|ing)))\s?[:(]?\s?$")
_LAST_YEAR = re.compile(r":[\s:]{0,5}(?P<year>(?:19|20)[0-9]{2})[\s.,;/]{0,3}$")


def _take_last_year(text: str, tail: Tail, stop: int) -> None:
    """A year behind a colon, at the end of the cell or before the next standard, is of the standard before it, whatever
    stands between."""
    if found := _LAST_YEAR.search(text, max(tail.end, stop - 20), stop):
        tail.year = int(found["year"])
        tail.doubts.append("year far from its number")


_SEPARATOR = re.compile(r"\s{0,2}(?:[,;、/&~+]|和|及|与|至|and\b|to\b|und\b|et\b|y\b|og\b)\s{0,2}")


def _resume(text: str, items: list[Item]) -> int:
    """Read on in a list that leaves out its head; returns the place after it."""
    while True:
        before = items[-1]
        at = before.tail.end
        separator = _SEPARATOR.match(text, at)
        if not separator or not before.family.resume:
            return at
        found = before.family.resume(text, separator.end(), before.designations[-1])
        if not found:
            return at
        items.append(_item(text, separator.end(), found, before.family))


_RANGE = re.compile(r"\s{0,2}(?:~|至|到|—|-{1,2}|to)\s{0,2}")
_SERIES = re.compile(r"\s{0,2}(?:[、/~]|和|及|至)\s{0,2}")
_LONGEST_RANGE = 60


def _with_ranges(text: str, items: list[Item]) -> list[Item]:
    """``GB 150.1～GB 150.4-2011`` is four standards: fill in what stands between two ends."""
    if len(items) < 2:
        return items
    filled = [items[0]]
    for item in items[1:]:
        before = filled[-1]
        gap = text[before.tail.end : item.start]
        if gap and _RANGE.fullmatch(gap) and (between := _between(before.designations[-1], item.designations[0])):
            if before.tail.year is None:
                before.tail.year = item.tail.year
            filled.append(Item(item.start, (*between, *item.designations), item.tail, item.family))
        elif (
            gap
            and before.tail.year is None
            and item.tail.year
            and _SERIES.fullmatch(gap)
            and before.designations[-1].type == item.designations[0].type
            and "head left out" in item.designations[0].doubts
        ):
            before.tail.year = item.tail.year  # `GB/T 1449、1450-2005`: the year is of both
            filled.append(item)
        else:
            filled.append(item)
    return filled


def _between(first: Designation, last: Designation) -> tuple[Designation, ...]:
    """The designations between two of one series: of parts of one number, or of whole numbers."""
    if first.type != last.type or first.in_house:
        return ()
    low, high = first.part or first.number, last.part or last.number
    if (first.part is None) != (last.part is None) or (first.part and first.number != last.number):
        return ()
    if first.part is None or not (
        low.isdigit() and high.isdigit() and 0 < int(high) - int(low) < _LONGEST_RANGE and last.work.count(high)
    ):
        return ()
    return tuple(_numbered(last, high, str(number)) for number in range(int(low) + 1, int(high)))


def _numbered(last: Designation, high: str, number: str) -> Designation:
    def put(text: str) -> str:
        head, _, rest = text.rpartition(high)
        return head + number + rest

    part, whole = (number, last.number) if last.part else (None, number)
    return last._replace(
        work=put(last.work),
        key=put(last.key) if last.key else "",
        part=part,
        number=whole,
        doubts=(*last.doubts, "range filled in"),
    )


def _citations(printed: str, text: str, items: list[Item]) -> tuple[list[Citation], list[tuple[int, int]]]:
    """The citations with the clauses that stand before them, and the places of all that was read."""
    citations: list[Citation] = []
    spans: list[tuple[int, int]] = []
    at, pending, before_it, own = 0, None, "", False
    for item in items:
        gap, basis = text[at : item.start], False
        if gap:
            before = CLAUSE_BEFORE.search(gap[-_CLAUSE_REACH:])
            if before:
                pending = tidy_clause(before["clause"])
                begins = max(at, item.start - _CLAUSE_REACH) + before.start()
                before_it = printed[begins : item.start]
                spans.append((begins, item.start))
            elif at and not _SEPARATING.fullmatch(gap):
                pending, before_it = None, ""
            basis = own and bool(_BASIS.search(gap))
        words = (before_it if pending and not item.tail.clause else "") + printed[item.start : item.tail.end]
        citations += (_citation(designation, item, pending, basis, words) for designation in item.designations)
        own = basis or any(designation.in_house for designation in item.designations)
        at = item.tail.end
        spans.append((item.start, at))
    return citations, spans


_CLAUSE_REACH = 160  # how far before its standard a clause may begin
_SEPARATING = re.compile(r"[\s,;、/&+.()]*(?:and|or|和|及|与|或|with)?[\s,;、/&+.()]*")
_BASIS = re.compile(
    r"(?i:based\s?on|ref(?:er(?:ence|ring)?)?\b|in accordance|as per|modified|derived)|参照|参考|依据|根据"
)


def _citation(said: Designation, item: Item, pending: str | None, basis: bool, printed: str) -> Citation:
    tail = item.tail
    year = said.year if said.in_house else said.year or tail.year
    edition = said.edition + (_dated(said.dated, year) if year and said.dated else "")
    if tail.month and said.publisher == "DIN":
        edition += f"-{tail.month:02}"
    work_key = _key(said.key or said.work)
    key = (
        f"{work_key}-{_key(f'{said.edition}-{year}' if year and said.dated else said.edition)}" if edition else work_key
    )
    clause = said.clause or tail.clause or pending
    if said.clause and tail.clause:
        clause = f"{said.clause}, {tail.clause}"
    doubts = (*said.doubts, *tail.doubts)
    confidence = 1.0
    for doubt in doubts:
        confidence *= DOUBTS[doubt]
    chain = tuple(adopted + _dated(dated, year) if year and dated else adopted for adopted, dated in said.adopts)
    kind: Kind = "in-house" if said.in_house else "dated" if edition else "all-parts" if tail.all_parts else "undated"
    return Citation(
        said.work + edition, key, said.work, work_key, said.publisher, said.type, said.number, said.part, year, tail.month,
        (*said.supplements, *tail.supplements), tail.reaffirmed, clause, kind, chain, basis, printed, (item.start, tail.end),
        round(confidence, 2), doubts
    )  # fmt: skip


def _dated(form: str, year: int) -> str:
    return form.replace("YYYY", str(year)).replace("YY", f"{year % 100:02}")


_NO_WORD = re.compile(r"[^\w.]+")


def _key(text: str) -> str:
    """The same as ``readable`` of its words, without its price for plain letters."""
    return _NO_WORD.sub("-", text.lower()).strip("-") if text.isascii() else readable(*text.split(" "))


def _distinct(citations: list[Citation]) -> list[Citation]:
    """One citation for a standard that is named again: with the same clause, or once without a clause, or once without
    the year. It stands where it was named first."""
    if len(citations) < 2:
        return citations
    dated = {citation.work_key: citation for citation in citations if citation.kind == "dated"}
    kept: dict[tuple[str, str | None], Citation] = {}
    for citation in citations:
        if citation.kind == "undated" and citation.clause is None and citation.work_key in dated:
            citation = dated[citation.work_key]._replace(clause=None)
        name = citation.designation
        if (name, citation.clause) in kept or (
            citation.clause is None and any(designation == name for designation, _ in kept)
        ):
            continue
        if citation.clause is not None and (name, None) in kept:
            place = list(kept).index((name, None))
            rest = list(kept.items())
            kept = dict([*rest[:place], ((name, citation.clause), citation), *rest[place + 1 :]])
            continue
        kept[name, citation.clause] = citation
    return list(kept.values())


def _rest(text: str, spans: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in spans:
        parts.append(text[at:start])
        at = max(at, end)
    parts.append(text[at:])
    rest = " ".join(part.strip() for part in parts if part.strip()).strip(" ,;，；、《》")
    return rest if any(character.isalnum() for character in rest) else ""
