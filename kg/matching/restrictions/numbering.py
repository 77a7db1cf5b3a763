"""Clause numbers: 第5、6章, 4.3.2.1, 6.9~6.13, 附录I.11, PW-51; and what they are of."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.schema.folding import fold

_UNITS = r"(?:章节|章|条款|条|节|款|部分|项)"
_ONE = r"(?:附录\s?)?[A-Z]?\d{1,3}(?:\.\d{1,3})*|附录\s?[A-Z](?:\.\d{1,3})*|[A-Z]{2,3}-\d{1,3}(?:\.\d{1,3})*"
_TO = r"\s?(?:[~～\-－—–]|到|至|to)\s?"
_SPAN = rf"(?:{_ONE})(?:{_TO}(?:第\s?)?(?:{_ONE}))?"
_ITEM = re.compile(rf"第?\s?(?P<span>{_SPAN})\s?(?P<unit>{_UNITS})?(?P<tail>.*)", re.DOTALL)
_OUTER = re.compile(rf"第?\s?\d{{1,3}}{_UNITS}(?:中的|中|的)?(?=\d{{1,3}}\.\d)")
_NAMED = re.compile(r"(?:clauses?|sections?|annex(?:es)?|chapters?|parts?|cl\.)\s", re.IGNORECASE)
_PARTIAL = re.compile(rf"第?\s?(?P<span>\d{{1,3}}[A-Z]{{1,5}}{_UNITS})")
# After these a number counts or measures.
_MEASURES = "类级项版千万亿吨米公厘毫微瓦伏安度年月日天次倍个台座升克人元层路等"
_DOTTED = re.compile(
    rf"(?<![\d.A-Za-z])(?:附录\s?)?(?:[A-Z]\.)?\d{{1,3}}(?:\.\d{{1,3}})+(?![\d.]*\d|\s?[A-Za-zμµΩ℃°%{_MEASURES}])"
    r"|附录\s?[A-Z](?:\.\d{1,3})*"
)
_AND = re.compile(r"(?:以及|[及和与])(?=第?\s?(?:附录|[A-Z]?\d))")
_WORDED = re.compile(r"第\s?[一二三四五六七八九十\d]+\s?(?:部分|章|条|节|阶段)")
_SPLIT = re.compile(_TO)
# What stands between the items of a list.
SEVERAL = re.compile(r"[、,，;；和及与&]|\s(?:and|or)\s", re.IGNORECASE)
_NUMBER = re.compile(rf"第?\s?(?P<span>{_SPAN})\s?{_UNITS}?")
_PLACE = re.compile(r"(?i:annex|clause|section)|附录|\s|第|章节|章|条款|条|节|款|部分|项")


class Clauses(NamedTuple):
    """``terms``: numbers as printed, ranges as ranges. ``of``: what the words after them say that they are about."""

    terms: tuple[str, ...]
    of: str | None = None


def clause_list(items: Sequence[str]) -> Clauses | None:
    """The items of a limit as a list of clauses; None where one of them is something else."""
    terms: list[str] = []
    tails: list[str] = []
    marked = False
    for item in (part for each in items for part in _AND.split(each) if part.strip()):
        text = _OUTER.sub("", _NAMED.sub("", item.strip()))
        if partial := _PARTIAL.fullmatch(text):
            terms.append(partial["span"])
            marked = True
            continue
        found = _ITEM.fullmatch(text)
        if found is None or _glued(found):
            return None
        terms.append(found["span"].strip())
        tails.append(found["tail"].strip(" ：:,，.。"))
        marked |= (
            bool(found["unit"] or _NAMED.match(item.strip()))
            or "." in found["span"]
            or "附录" in found["span"]
            or "-" in found["span"]
        )
    said = [tail for tail in tails if tail]
    if not terms or not marked or (said and len(terms) > 1 and (len(said) > 1 or not tails[-1])):
        return None
    return Clauses(tuple(terms), said[0] if said else None)


def _glued(found: "re.Match[str]") -> bool:
    """Whether the number is part of a word or of a quantity (10kV, 3类, 第4项) rather than of a clause."""
    tail, unit = found["tail"], found["unit"]
    if not tail:
        return unit == "项"
    if unit in (None, "项"):
        return (
            "." not in found["span"]
            or not (tail[0].isspace() or "\u4e00" <= tail[0] <= "\u9fff")
            or tail[0] in _MEASURES
        )
    return False


def clause_numbers(term: str) -> tuple[str, ...]:
    """The clause numbers in the words of a term: ``26.3.3卷轴试验`` names 26.3.3. None where clauses are named in words too."""
    if _WORDED.search(term):
        return ()
    return tuple(number[0] for number in _DOTTED.finditer(term))


def _path(number: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[.\-]", _PLACE.sub("", number).upper()) if part)


def places(term: str, asked: str) -> str:
    """Where an asked clause lies of a clause or range of clauses: ``in`` it, ``around`` it (it is a part of what is
    asked), ``out`` of it; ``unknown`` where the numbers are of different kinds."""
    ends = [_path(end) for end in (_SPLIT.split(term, maxsplit=1) if _DOTTED_RANGE.fullmatch(term) else [term])]
    wanted = _path(asked)
    if not wanted or not all(ends):
        return "unknown"
    if len(ends) == 1:
        return _of_one(ends[0], wanted)
    lo, hi = ends
    if not all(part.isdigit() for part in (*lo, *hi, *wanted)):
        return "unknown"
    low, high, want = (tuple(map(int, each)) for each in (lo, hi, wanted))
    if len(want) < max(len(low), len(high)):
        inside = low[: len(want)] <= want <= high[: len(want)]
        return "around" if inside else "out"
    return "in" if low <= want[: len(low)] and want[: len(high)] <= high else "out"


_DOTTED_RANGE = re.compile(rf"第?\s?(?:\d{{1,3}}(?:\.\d{{1,3}})*){_TO}第?\s?(?:\d{{1,3}}(?:\.\d{{1,3}})*)")


def lies(term: str, asked: str) -> str:
    """The same of what a scope cites as a clause, which may be no number: 第一法, Table 2."""
    if fold(term) == fold(asked):
        return "in"
    return places(term, asked) if _NUMBER.fullmatch(term) and _NUMBER.fullmatch(asked) else "unknown"


def listed(text: str) -> list[str]:
    """The clauses, or ranges of clauses, that a text lists: of each its number, where it is one."""
    items = [item.strip() for item in SEVERAL.split(text) if item.strip()]
    numbered = [_NUMBER.fullmatch(_NAMED.sub("", item)) for item in items]
    return [found["span"].strip() if found else item for item, found in zip(items, numbered, strict=True)]


def widest(found: set[str]) -> str:
    """Where something lies of several: the place that takes in most of it."""
    return next(place for place in ("in", "unknown", "around", "out") if place in found)


def _of_one(named: tuple[str, ...], wanted: tuple[str, ...]) -> str:
    if not all(part.isalnum() for part in (*named, *wanted)):
        return "unknown"
    if any(not part.isdigit() and any(c.isdigit() for c in part) for part in named):
        return "unknown" if named[0].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == wanted[0] else "out"  # a part of a clause
    if wanted[: len(named)] == named:
        return "in"
    return "around" if named[: len(wanted)] == wanted else "out"
