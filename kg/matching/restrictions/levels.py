"""Levels and classes: 第五级, 四级及以上, 第一级~第三级, B和C级, IPX9, GC2."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.schema.folding import fold

_NUMERALS = {numeral: rank for rank, numeral in enumerate("一二三四五六七八九十", 1)}
_RANK = r"(?:[一二三四五六七八九十]|[1-9]|[A-Z])"
_ONE = rf"第?\s?{_RANK}\s?[级类]?"
_LEVEL = re.compile(
    rf"[“\"]?(?P<levels>{_ONE}(?:\s?(?:[~～\-—至到、,，/和及与或]|以及)\s?{_ONE})*)(?P<beyond>[及和或]?以[上下])?(?P<tail>.*)",
    re.DOTALL,
)
_TOKEN = re.compile(rf"第?\s?(?P<rank>{_RANK})\s?(?P<unit>[级类])?")
_RANGE = re.compile(r"[~～\-—至到]")
_NAMED = re.compile(rf"(?<![A-Za-z\d.])第?\s?(?P<rank>{_RANK})\s?(?P<unit>[级类])(?!别|型)")
CODE = re.compile(r"(?P<system>[A-Z]{2,4})\s?-?(?P<rank>\d{1,2})", re.IGNORECASE)


class Level(NamedTuple):
    """A rank in a system of ranks: numbers, letters, or the ranks of a code (IPX, GC). Ranks of two systems say nothing of
    one another."""

    system: str
    rank: int


class Levels(NamedTuple):
    """``terms``: each level in words; ``of``: what the words after them say that they are of."""

    terms: tuple[str, ...]
    of: str | None = None


def level_list(items: Sequence[str]) -> Levels | None:
    """The items of a limit as a list of levels; None where one of them is something else. ``四、五级`` are 四级 and 五级."""
    whole = "、".join(items)
    found = _LEVEL.fullmatch(whole.strip())
    if found is None or not re.search("[级类]", found["levels"]):
        return None
    tail = found["tail"].strip('”" 的')
    if re.search(r"[、，；：:/\d]|和|及", tail) or len(tail) > 12 or tail[:1] in ("别", "数"):
        return None
    if found["beyond"] or _RANGE.search(found["levels"]):
        return Levels((f"{found['levels']}{found['beyond'] or ''}",), tail or None)
    tokens = list(_TOKEN.finditer(found["levels"]))
    unit = found["levels"].rstrip()[-1]
    if unit not in "级类" or (unit == "类" and len(tokens) < 2):
        return None
    lead = "第" if tokens[0][0].startswith("第") else ""
    terms = dict.fromkeys(f"{'' if token['rank'].isascii() else lead}{token['rank']}{unit}" for token in tokens)
    return Levels(tuple(terms), tail or None)


def levels_of(term: str) -> tuple[tuple[Level, ...], bool]:
    """The levels that a term names, and whether these are all: ``四级及以上`` names one, and others without saying in
    which direction they are counted."""
    found = [_level(token["rank"], token["unit"]) for token in _NAMED.finditer(term)]
    if not found:
        found = [Level(code["system"].casefold(), int(code["rank"])) for code in CODE.finditer(fold(term).upper())]
    if len(found) == 2 and _RANGE.search(term) and found[0].system == found[1].system:
        lo, hi = sorted(level.rank for level in found)
        return tuple(Level(found[0].system, rank) for rank in range(lo, hi + 1)), True
    return tuple(found), re.search("以[上下]", term) is None


def _level(rank: str, unit: str) -> Level:
    if rank in _NUMERALS:
        return Level(f"number {unit}", _NUMERALS[rank])
    return Level(f"number {unit}", int(rank)) if rank.isdigit() else Level(f"letter {unit}", ord(rank))
