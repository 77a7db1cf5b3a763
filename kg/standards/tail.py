"""What may follow a number: its year, supplements, a reaffirmation, clauses, remarks; in any order, until something else."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_YEAR = (
    r"(?:\s{0,3}\)?(?:\s{0,3}[:_-]){1,4}\s{0,3}|\s?/\s?(?=[0-9]{4}(?!/))|(?<=[)\]\s])|\s?(?P<weak>[,.;\s])\s?|\s?(?P<bracket>[(\[])\s?)(?P<year>(?:18|19|20)[0-9]{2})"
    r"(?:[-/](?P<month>0[1-9]|1[0-2])(?![0-9])(?:-[0-3][0-9](?![0-9]))?)?(?![0-9]|\.[0-9]|\s?(?:mm|kV|V\b|Hz|W\b|年?版|年?局|年?修|[\u4e00-\u9fff]号))"
    r"(?(bracket)\s?[)\]])"
)

# Amendments and corrigenda: by a word, or by the letter A after a plus or a stroke or close before its number.
_NUMBERS = (
    r"(?:[0-9]{1,2}(?![0-9])|[IV]{1,3}(?![A-Za-z]))"
    r"(?:\s?(?:&|,|and|to|~|\+|-\s?(?=[Aa]))\s?(?:AMD|Amd|A)?\.?\s?[0-9]{1,2}(?![0-9.]|\s?-)){0,6}"
)
_SUPPLEMENT = (
    r"[\s+,;&/(:-]{0,3}(?:含|包括|及其?|和)?(?:"
    r"(?:(?P<kind>(?:AMENDMENT|[Aa]mendment|[Aa]mend(?![a-z]))s?|A[Mm][DdTt]?[Tt]?(?![A-Za-z])|[Aa]mdt?|am(?=\s?[0-9])|COR(?:RIGENDUM|R)?|[Cc]or(?:rigendum|r)?|ISH|XG|ADD|ERTA|[Ee]rrata)"
    r"|(?<=[+/&])\s?(?P<added>AC|AM|AA|A|C)(?![A-Za-z])|(?<=[\s(,)])(?P<close>AC(?![A-Za-z]|\s?[0-9]{3})|A(?=\.?[0-9]{1,2}(?![0-9.])))|(?<=[\s(,)0-9])(?P<dotted>A\.(?=\s?[0-9]{1,2}\s?(?:&|to|,\s?[0-9])))"
    r"|(?<=[0-9])(?P<glued>A(?=[0-9]{1,2}(?![0-9.]))))"
    rf"(?:\s?\.?\s?-?(?:[Nn]os?\b|NOS?\b)?\s?[.:]?\s?-?(?P<numbers>{_NUMBERS}))?"
    r"(?P<amended>\s?(?:[:(.-]\s?(?:19|20)[0-9]{2}(?![0-9])\)?|[,\s]\s?(?:19|20)[0-9]{2}(?=\s?[,+;)]|\s?$)))?"
    r"|(?P<rev>[Rr]ev(?:ision)?\.?\s?(?:[Nn]o\.?\s?)?[0-9]{1,2})(?:\.0)?(?![0-9.])|第(?P<form>[0-9一二三四五六七八九十]{1,2})号修改单|(?P<bare>修改单)|(?P<partial>(?:19|20)[0-9]{2}\s?年?\s?(?:局部修订|修订版?|版)))"
    r"(?:\s?[)\]](?![^(\[]*[)\]]\s?[:;,]))?"
)

_REMARK = (
    r"[\s,;:、(\[_-]{0,4}(?:[A-Z]\s?[0-9]{1,2}(?:-[0-9]{1,2})?\s?\)(?=\s?(?:19|20)[0-9]{2}-[01][0-9])|版本\s?[0-9]\.[0-9]|(?:RA|Ra|R|[Rr]e-?aff(?:irmed)?|REAFFIRMED|[Rr]eapproved|Rffmd|[Rr]earmed|[Rr]econfirmed)\s?(?:in)?[\s:.-]{0,3}(?P<reaffirmed>(?:19|20)[0-9]{2})\)?(?:e[0-9])?|e\s?[0-9](?![0-9])"
    r"|(?P<all>(?i:all\s?parts|(?<=\s)series(?![a-z])|and\s?its\s?parts)|所有部分|全部部分|各部分|系列标准|系列)|RA\b|(?i:withdrawn)\s?(?i:standards?)?|(?i:superseded)|(?i:latest)(?:\s?(?i:edition|version|revision|rev))?|(?i:first|second|third)\s?(?i:edition)|(?:CSV|RLV)\b"
    r"|(?:[Ee]dition|EDITION|[Ee]d)\.?\s?:?\s?[0-9]{1,2}(?:\.[0-9])?(?![0-9])|(?i:1st|2nd|3rd|[4-9]th|[1-9][0-9]th)\s?(?i:edition|ed\b\.?)|[EF](?=[)\]])|中英文|(?i:idt)\b)[\s)\]]{0,2}"
)

# A clause: a word that announces it and what is numbered, a dotted number in brackets, or a dotted number alone.
_WORD = (
    r"(?i:(?:sub\s?-?\s?)?cl(?:a?use|uase|asue)?s?(?!(?!no)[a-z])|annex(?:ure)?(?:[\s-]?[A-Z]{1,2}(?![A-Za-z]))?|appendix(?:[\s-]?[A-Z]{1,2}(?![A-Za-z]))?|app(?![a-z])|tables?|tab(?![a-z])|fig(?:ure)?s?(?![a-z])|section|sect?s?(?![a-z])"
    r"|para(?:graph)?(?![a-z])|methods?|proc(?:edure)?s?(?![a-z])|chapter|schedule|tests?(?![a-z])|§|item|s[rl]?\.?\s?no|subpart|art(?:icle)?(?![a-z]))"
    r"|附录|附件|条款|试验(?=\s?[A-Z])|方法(?=\s?[0-9A-Z])|表(?=\s?[0-9A-Z])"
)
_ORDINAL = r"第?\s?[0-9一二三四五六七八九十]{1,3}\s?(?:[、,，和至~]\s?[0-9一二三四五六七八九十]{1,3}\s?){0,8}[章节条款法篇部项]分?"
_DOTTED = r"(?:[A-Z]{1,2}\.|[A-Z]-?)?(?!(?:19|20)[0-9]{2}(?![0-9.]))[0-9]{1,4}(?![0-9])[A-Za-z]?(?:\s?\.\s?[0-9A-Za-z]{1,4}){0,8}"
_JOINING = rf"(?i:to|and|with)(?![a-z])(?=\s{{0,3}}(?:[0-9(]|[A-Z](?![A-Za-z])|{_WORD}))"
_PIECE = (
    rf"(?:(?:{_JOINING}|(?i:nos?|numbers?)(?![a-z])\.?:?|(?i:note|type|level|see|except|excluding)(?![a-z])|{_WORD}|{_ORDINAL}|{_DOTTED}|[A-Z](?![A-Za-z])|[ivx]{{1,4}}(?![a-z])\)?|[a-z](?![a-z])\)?"
    r"|\((?:[0-9][0-9A-Za-z., ]{0,12}|[A-Za-z]{1,3}(?:\.[0-9.]{1,9})?)\)|[.&,/~+、-](?=\s{0,2}(?!(?:19|20)[0-9]{2}(?![0-9.]))[0-9A-Za-z(]))\s{0,3})"
)
_CLAUSE = (
    rf"[\s,;:.({{\[_-]{{0,5}}(?P<clause>(?:{_WORD})[\s.:,_-]{{0,3}}{_PIECE}{{1,80}}+[)}}\]]?|(?i:tests?)\s[A-Z][a-z](?![a-z])|{_ORDINAL}{_PIECE}{{0,10}}+"
    rf"|(?<=[(\[{{])\s?{_DOTTED}\s?{_PIECE}{{0,80}}+(?:[)\]}}]|(?<=\)))"
    r"|(?<![-:0-9])(?:[A-H]\.)?[0-9]{1,3}(?:\.[0-9]{1,3}){1,6}[a-z]?(?:\s?\([0-9a-zA-Z.]{1,5}\)){0,3}(?:\s?[,&、~]\s?[0-9]{1,3}(?:\.[0-9]{1,3}){1,6}){0,9}"
    r"(?![0-9]|\s?(?:版|kV|kN|mm|℃|V\b|A\b|W\b|Hz|%|[Ee]d)))"
)
_STRAY = r"\s?[)\]}](?=\s?[):,;]|\s?$|\s[:A-Z(])"

_TAIL = re.compile(rf"(?P<Y>{_YEAR})|(?P<S>{_SUPPLEMENT})|(?P<R>{_REMARK})|(?P<C>{_CLAUSE})|(?P<X>{_STRAY})")
# A clause that stands before its standard, at the end of what was read: `Cl. 12 of IEC 60884-1`.
CLAUSE_BEFORE = re.compile(
    rf"(?<![A-Za-z])(?P<clause>(?:{_WORD})[\s.:,_-]{{0,3}}{_PIECE}{{1,24}}+[)}}\]]?)\s{{0,3}}(?i:of|in|from|as per|to|and|&)?[\s,;:.(\[-]{{0,4}}$"
)
_DATED = re.compile(r"-(?:19|20)[0-9]{2}(?![0-9])")
_OF = re.compile(r"\s{0,3}(?i:of)(?![a-z])")
_PLAIN = re.compile(
    r"(?i:(?:sub\s?-?\s?)?cl(?:a?use|uase|asue)?s?(?!(?!no)[a-z])|条款|§)\s{0,2}[.:,-]?\s{0,2}(?i:numbers?(?![a-z])|nos?(?![a-z]))?\s{0,2}[.:-]?\s{0,2}"
)

_KINDS = {
    "AMENDMENT": "AMD",
    "AMENDMENTS": "AMD",
    "AMEND": "AMD",
    "AMDT": "AMD",
    "AMT": "AMD",
    "AM": "AMD",
    "CORRIGENDUM": "COR",
    "CORR": "COR",
    "C": "COR",
    "AA": "A",
    "ERRATA": "ERTA",
}
_COUNTED = re.compile(r"[0-9]{1,2}|[IV]{1,3}(?![A-Za-z])|to|~|-")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6"}
_HAN_NUMBER = {character: str(number) for number, character in enumerate("一二三四五六七八九十", 1)}


@dataclass(slots=True)
class Tail:
    """What was found after a number, and where it ends."""

    end: int
    year: int | None = None
    month: int | None = None
    supplements: list[str] = field(default_factory=list)
    reaffirmed: int | None = None
    clause: str | None = None
    all_parts: bool = False
    doubts: list[str] = field(default_factory=list)


def read_tail(text: str, at: int, year: int | None = None) -> Tail:
    """Read on from the end of a number until something that does not belong to it."""
    tail, last = Tail(at, year), len(text)
    for _ in range(12):
        if (
            tail.end == last
            or not (found := _TAIL.match(text, tail.end))
            or not _TAKE[found.lastgroup or ""](tail, found)
        ):
            break
        tail.end = found.end()
    if tail.year is None and tail.end == at and text[at : at + 3].strip()[:1] in _BEFORE_YEAR:
        _take_garbled_year(text, tail)
    return tail


_BEFORE_YEAR = (":", "-")
_GARBLED = re.compile(r"\s{0,3}[:-]\s{0,3}(?P<year>(?:19|20|2[Oo]|[lI]9)[0-9OolI]{2})(?P<glued>[0-9])?(?![0-9A-Za-z.])")
_TO_DIGITS = str.maketrans("OolI", "0011")


def _take_garbled_year(text: str, tail: Tail) -> None:
    """``20l5``, ``2O15``: letters that look like digits; ``20155``: a year with a digit more, which may be a clause."""
    if found := _GARBLED.match(text, tail.end):
        printed = found["year"]
        tail.year, tail.end = int(printed.translate(_TO_DIGITS)), found.end()
        if not printed.isdigit():
            tail.doubts.append("letter read for a digit")
        if found["glued"]:
            tail.clause = found["glued"]
            tail.doubts.append("clause glued to the year")


def _take_year(tail: Tail, found: re.Match[str]) -> bool:
    year = int(found["year"])
    if tail.year is None:
        tail.year, tail.month = year, int(found["month"]) if found["month"] else None
        if tail.clause:
            tail.doubts.append("year far from its number")
        return True
    if found["weak"]:
        return False
    if tail.clause and tail.supplements and ":" not in tail.supplements[-1] and year != tail.year:
        tail.supplements[-1] += f":{year}"  # EN 659:2003 + A1 (3.5):2008
    elif found["bracket"]:
        tail.reaffirmed = tail.reaffirmed or year
    elif year not in (tail.year, tail.reaffirmed):
        tail.doubts.append("two years")
    return True


def _take_supplement(tail: Tail, found: re.Match[str]) -> bool:
    if partial := found["partial"]:
        tail.supplements.append("".join(partial.split()))
        return True
    if rev := found["rev"]:
        tail.supplements.append("Rev." + "".join(filter(str.isdigit, rev)))
        return True
    if found["form"] or found["bare"]:
        tail.supplements.append(f"XG{_HAN_NUMBER.get(found['form'] or '1', found['form'] or '1')}")
        return True
    kind = (found["kind"] or found["added"] or found["close"] or "A").upper().rstrip(".")
    kind = _KINDS.get(kind, kind)
    year = "".join(filter(str.isdigit, found["amended"] or ""))
    names = [f"{kind}{number}" for number in _counted(found["numbers"] or "")] or [kind]
    if year:
        names[-1] += f"{'-' if kind == 'XG' else ':'}{year}"
    tail.supplements += names
    return True


def _counted(text: str) -> list[str]:
    numbers: list[int] = []
    ranging = False
    for found in _COUNTED.findall(text):
        piece = _ROMAN.get(found, found)
        if not piece.isdigit():
            ranging = True
            continue
        if ranging and numbers:
            numbers += range(numbers[-1] + 1, int(piece))
        numbers.append(int(piece))
        ranging = False
    return [str(number) for number in numbers]


def _take_remark(tail: Tail, found: re.Match[str]) -> bool:
    if said := found["reaffirmed"]:
        tail.reaffirmed = int(said)
    tail.all_parts = tail.all_parts or bool(found["all"])
    return True


def _take_clause(tail: Tail, found: re.Match[str]) -> bool:
    clause = tidy_clause(found["clause"])
    if _OF.match(found.string, found.end()):
        return False  # it is of the standard that follows
    if tail.year and _DATED.match(found.string, found.end()):
        return False  # a further standard of the list, its head left out: `GB/T 228.1-2021,228.2-2015`
    tail.clause = f"{tail.clause}, {clause}" if tail.clause else clause
    return bool(clause)


_TAKE: dict[str, Callable[[Tail, re.Match[str]], bool]] = {
    "Y": _take_year, "S": _take_supplement, "R": _take_remark, "C": _take_clause, "X": lambda *_: True,
}  # fmt: skip


def tidy_clause(text: str) -> str:
    """A clause without the word clause, outer brackets and marks."""
    plain = _PLAIN.match(text)
    clause = " ".join(text[plain.end() if plain else 0 :].split()).strip(" ,;:.-&/+")
    while clause and clause[-1] in ")]}" and sum(map(clause.count, ")]}")) > sum(map(clause.count, "([{")):
        clause = clause[:-1].rstrip(" ,;:.")
    return clause
