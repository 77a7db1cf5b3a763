"""Whether two names mean the same thing: only where their words are the same is that certain."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, get_args

from kg.schema.folding import fold, has_chinese

# From the surest. ``narrower``: what is asked is a kind of the term, ``broader``: the other way round. ``near``: they share
# words, which decides nothing. ``apart``: they share none. ``foreign``: they are in two scripts, and may mean the same.
Likeness = Literal["same", "narrower", "broader", "near", "apart", "foreign"]
LIKENESS: tuple[Likeness, ...] = get_args(Likeness)

_NUMBERED = re.compile(r"^[\d.、]+(?=[\u4e00-\u9fff])|[(（][^()（）]*\d[^()（）]*[)）]")
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
    """What a name is about: folded, without quotes, clause numbers and what is done with it."""
    plain = _QUOTES.sub("", fold(name))
    return _DONE.sub("", _NUMBERED.sub("", plain)) or plain


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
    if one == other or one in {core(part) for part in pieces(term)}:
        return "same"
    if not _AND.search(one) and (_ends(one, other, 4) or other in {core(part) for part in _words(asked)}):
        return "narrower"
    if _ends(other, one, 2):
        return "broader"
    if has_chinese(one) is not has_chinese(other):
        return "foreign"
    return (
        "near"
        if not has_chinese(one) or (set(one) - _COMMON) & (set(other) - _COMMON) or not set(one) - _COMMON
        else "apart"
    )


def _ends(name: str, end: str, least: int) -> bool:
    """Whether a name ends in another of some length, which nothing before it turns round (非金属 is no 金属)."""
    return len(end) >= least and name.endswith(end) and not _NOT.search(name.removesuffix(end)[-2:])


def _words(name: str) -> Iterable[str]:
    """Names that stand apart in one: Chinese words that spaces part are each a name."""
    return [word for word in _WORDS.split(name) if word and has_chinese(word)]


def closest(names: Iterable[str], term: str) -> Likeness:
    """The likeness of a thing that has several names: the surest of them."""
    return min((likeness(name, term) for name in names), key=LIKENESS.index, default="foreign")
