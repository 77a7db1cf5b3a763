"""Numeric bounds in words: 12V以下, 输入电压≤1000V, 10kV等级及以下, 不超过 5 t."""

import re
from typing import NamedTuple

_NUMBER = r"\d{1,9}(?:[.]\d{1,6})?"
_UNIT = r"(?:[A-Za-zΩμµ℃°%％]{1,6}(?:[/·][A-Za-z]{1,4})?[²³23]?|[千毫微]?[米克瓦伏安帕]|公里|公斤|吨|度)"
_VALUE = rf"(?P<number>{_NUMBER})\s?(?P<unit>{_UNIT})"
_AFTER = re.compile(
    rf"{_VALUE}\s?(?:电压)?(?:等级)?\s?(?P<word>(?:[(（]?含[)）]?)?[及和或]?以[上下内]|[及和或]以[上下内])"
)
_BEFORE = re.compile(
    rf"(?P<word>小于等于|大于等于|不大于|不小于|不超过|不高于|不低于|小于|大于|低于|高于|超过|[<>≤≥＜＞≦≧⩽⩾]"
    rf"|\b(?:up to|at most|not exceeding|less than|below|at least|more than|above|exceeding))\s?{_VALUE}",
    re.IGNORECASE,
)
_SIGNS = {
    "小于等于": "≤", "不大于": "≤", "不超过": "≤", "不高于": "≤", "小于": "<", "低于": "<", "大于等于": "≥", "不小于": "≥",
    "up to": "≤", "at most": "≤", "not exceeding": "≤", "less than": "<", "below": "<", "at least": "≥", "more than": ">", "above": ">",
    "exceeding": ">", "不低于": "≥", "大于": ">", "高于": ">", "超过": ">", "＜": "<", "＞": ">", "≦": "≤", "≧": "≥", "⩽": "≤", "⩾": "≥",
}  # fmt: skip
# The size of a body in three numbers is no bound of one quantity.
_SIZES = re.compile(r"\d\s?[A-Za-z]*\s?[×xX*]\s?\d")


class Bound(NamedTuple):
    """``range``: a sign, a number and a unit; ``variable``: the words before it; ``of``: the words after it."""

    range: str
    variable: str | None
    of: str | None


def bound(term: str) -> Bound | None:
    """The one bound in the words of a term; None where there is none, or more than one. 以上 and 以下 include the number."""
    found = [*_AFTER.finditer(term), *_BEFORE.finditer(term)]
    if len(found) != 1 or _SIZES.search(term):
        return None
    match = found[0]
    word = match["word"]
    sign = ("≥" if "上" in word else "≤") if "以" in word else _SIGNS.get(word.lower(), word)
    before, after = term[: match.start()].strip(" ，,：:为的是在"), term[match.end() :].strip(" 的")
    return Bound(f"{sign} {match['number']} {match['unit']}", before or None, after or None)
