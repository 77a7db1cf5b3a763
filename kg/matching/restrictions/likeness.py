"""Whether two names mean the same thing: only where their words are the same is that certain."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, get_args

from kg.schema.folding import fold, has_chinese

# From the surest. ``narrower``: what is asked is a kind of the term, ``broader``: the other way round. ``near``: they share
# two characters that follow one another, or more, which decides nothing. ``apart``: they do not. ``foreign``: they are in
# two scripts, and may mean the same.
Likeness = Literal["same", "narrower", "broader", "near", "apart", "foreign"]
LIKENESS: tuple[Likeness, ...] = get_args(Likeness)

_NUMBERED = re.compile(r"^\d+(?:\.\d+)+(?=[\u4e00-\u9fff])|[(（][\d.、,，;；~～\-]+[)）]")
_QUOTES = re.compile(r"[“”\"'‘’《》\[\]【】]")
# What is done with a thing adds nothing to what the thing is.
_DONE = re.compile(r"(?<=..)(?:检验|检测|试验|测试|测定|测量|检查|项目|tests?|testing|measurement|inspection)$")
_COMMON = frozenset(
    "检验测试定量查评价鉴项目工作收性能质的类和与及或产品设备系统程材料法其他等级第用一二三四五六七八九十、，()（）/·-"
)
_NOT = re.compile(r"[非不无未除防仿代假抗]")
_AND = re.compile(r"以及|[和及与或、]")
_WORDS = re.compile(r"[,，;；/|]|\s")


@lru_cache(maxsize=65_536)
def core(name: str) -> str:
    """What a name is about: folded, without quotes and what is done with it."""
    return _DONE.sub("", _QUOTES.sub("", fold(name)))


def _same(one: str, other: str) -> bool:
    """Whether two cores are the same name, one of them perhaps with a clause number; two numbers are two things (5.1 and 7.1)."""
    return bool(one) and (one == other or one == _bare(other) or _bare(one) == other)


def _bare(name: str) -> str:
    return _DONE.sub("", _NUMBERED.sub("", name))


@lru_cache(maxsize=65_536)
def pieces(term: str) -> tuple[str, ...]:
    """The names that a term joins. ``A和B的C`` is one: whether C is of A too is not said. So is ``A和BC``, unless both are
    alike: of one length, or with one ending."""
    parts = [part for part in _AND.split(fold(term)) if part]
    if len(parts) < 2 or "的" in term:
        return (term,)
    alike = len({part[-1] for part in parts}) == 1 or len({len(part) for part in parts}) == 1
    return tuple(parts) if alike and min(map(len, parts)) > 1 else (term,)


@lru_cache(maxsize=65_536)
def likeness(asked: str, term: str) -> Likeness:
    """How an asked name stands to a term of a limit."""
    if fold(asked) == fold(term):
        return "same"
    one, other = core(asked), core(term)
    if any(_same(one, each) for each in (other, *map(core, pieces(term)))):
        return "same"
    if not _AND.search(one) and (_ends(one, other, 4) or other in {core(part) for part in _words(asked)}):
        return "narrower"
    if _ends(other, one, 2):
        return "broader"
    if has_chinese(one) is not has_chinese(other):
        return "foreign"
    telling = has_chinese(one) and bool(set(one) - _COMMON)
    return "apart" if telling and not _pairs(one) & _pairs(other) else "near"


def strange(names: Iterable[str], term: str) -> bool:
    """Whether the names of a thing and a term have not even one character in common that says something."""
    return all(not (set(core(name)) & set(core(term))) - _COMMON for name in names)


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1) if not set(name[at : at + 2]) <= _COMMON}


def _ends(name: str, end: str, least: int) -> bool:
    """Whether a name ends in another of some length, which nothing before it turns round (非金属 is no 金属)."""
    return len(end) >= least and name.endswith(end) and not _NOT.search(name.removesuffix(end)[-2:])


def _words(name: str) -> Iterable[str]:
    """Names that stand apart in one: Chinese words that spaces part are each a name."""
    return [word for word in _WORDS.split(name) if word and has_chinese(word)]


def closest(names: Iterable[str], term: str) -> Likeness:
    """The likeness of a thing that has several names: the surest of them."""
    return min((likeness(name, term) for name in names), key=LIKENESS.index, default="foreign")
