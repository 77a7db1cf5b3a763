"""The words with which a limit begins."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from kg.matching.restrictions.marked import CITED, INNER, MORE, TITLE

# ``only``: what follows is all that is done; ``some``: a part of it; ``not``: it is left out; ``besides``: what stands before is.
Kind = Literal["only", "some", "not", "besides"]

_DO = "做|作(?!为|业)|监测|测试|测量|测定|检测|检验|检查|测|检(?!疫|修)|查(?!询|阅)|用于|使用|采用|用|进行"
_COLON = r"\s?(?P<colon>[:：])?"
_ONLY_EN = r"\b(?<!not )(?:only|(?:is |are )?(?:limited|restricted) to)(?: for)?\b"
_NOT_EN = r"\b(?:except(?:ing)?(?: for)?|excluding|exclusive of|not including|(?:does|do) not (?:include|cover)|not (?:for|applicable to))\b"
_BESIDES_EN = r"\b(?:is |are )?(?:excluded|excepted|not (?:covered|included|tested|done))\b"
_ANYWHERE = re.compile(
    rf"(?:(?P<only>(?:仅|[只祇](?!要))\s?(?:依据客户委托[，,]?\s?提供|限于|限|能|可以|可|对|针对|包括|包含|含)?\s?(?:{_DO})?(?:对)?|{_ONLY_EN})"
    rf"|(?P<not>不(?!含糖|用于)(?:能|可|予|再|需|得)?(?:{_DO}|包括|包含|含|涉及|审计|审核|评价|评定|适用于?|开展|承担|从事|提供"
    rf"|接受|承接)(?:对)?|{_NOT_EN})|(?P<besides>除外|{_BESIDES_EN})){_COLON}",
    re.IGNORECASE,
)
# These begin a limit only where a clause begins, after the standards that it is about.
_FIRST = re.compile(
    rf"(?:(?P<only>(?:(?:检验|检测|检查|测试|认可|能力){{1,2}})?范围(?:为|包括|限于)?"
    rf"|[能可](?:{_DO})(?:[与和]评价)?(?!能力|性)(?:的范围)?|限(?!公司|值|制|定|速|位|压|流|度|界|期|量)(?:于|做|测|检|用|查)?"
    rf"|(?:检验|检测|检查)(?=[^。；，]{{1,40}}(?:小于|大于|[<>≤≥]|以[上下])[^。；，]{{0,20}}部分))|(?P<some>包括|包含)){_COLON}"
)
_NUMBERED = re.compile(rf"(?P<only>[做检](?!工|法|疫|修)){_COLON}")
_SUBJECT = re.compile(f'[\\s“"]*(?:(?:{CITED}{MORE}*|{TITLE}+|{INNER}+)[\\s、，,和及与：:中的]*)+')


class Trigger(NamedTuple):
    """Where the words stand, and whether a colon follows them: then a list does."""

    kind: Kind
    start: int
    end: int
    colon: bool


def triggers(flat: str, start: int, end: int, *, numbered: bool = False) -> list[Trigger]:
    """The limits that begin in a stretch of marked text, in its order. ``numbered``: a number stands before it."""
    subject = _SUBJECT.match(flat, start, end)
    at = subject.end() if subject else start
    first = _FIRST.match(flat, at, end) or (_NUMBERED.match(flat, at, end) if numbered else None)
    after = first.end() if first else start
    found = [_trigger(match) for match in _ANYWHERE.finditer(flat, after, end)]
    return [_trigger(first), *found] if first else found


def _trigger(match: "re.Match[str]") -> Trigger:
    kinds: Iterator[Kind] = (kind for kind in ("only", "some", "not", "besides") if match.groupdict().get(kind))
    return Trigger(next(kinds), match.start(), match.end(), match["colon"] is not None)
