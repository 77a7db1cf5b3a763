"""What a printed range is made of: numbers, units, and the marks and words between them, in order.

Each token is one letter, so that the shapes of ranges are regular expressions over letters (see ``ranges``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.quantities.commas import UNSURE
from kg.quantities.unit import Unit, read_unit, unit
from kg.quantities.writing import Written

# n number, u unit, r from … to, - a dash that may say the same, s a stroke, c at most, g at least, C less than,
# G more than, b … and below, a … and above, p plus or minus, l list, ( and ) brackets, x times, w any other word,
# ? a number of which it is not sure what it is
Code = Literal["n", "u", "r", "-", "s", "c", "g", "C", "G", "b", "a", "p", "l", "(", ")", "x", "w", "?"]


@dataclass(frozen=True, slots=True)
class Token:
    """``start`` and ``end``: places in the levelled text."""

    code: Code
    start: int
    end: int
    value: float = 0.0
    unit: Unit | None = None


# Thousands as in 1,000 and 1'000, and as in India too: 1,00,000.
_NUMBER = re.compile(
    r"(?P<digits>(?<!\d,)(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:['’]\d{3})+|\d{1,2}(?:,\d\d)+,000)(?!\d)|\d+)"
    r"(?P<part>\.\d+)?|(?P<bare>\.\d+)"
)
_POWER = re.compile(r"\s?[×xX*·]\s?10\s?(?:\^|\*\*)?\s?[({]?([+-]?\d{1,3})[)}]?(?!\d)|[eE]([+-]?\d{1,3})(?![\dA-Za-z])")
_SPACED = re.compile(r"(?<![\d.])[1-9]\d{0,2}(?: \d{3})+(?:\.\d+)?(?![\d.,])")
_SPACED_TOO = re.compile(r"\s?(?:~+|-+|to|至|到)\s?[+-]?(?:[1-9]\d{0,2}(?: \d{3})+|\d{4,})(?!\d)")
_CLAUSE = re.compile(r"\d+(?:\.\d+){2}")
_TEN = re.compile(r"10 ?(?:\^|\*\*) ?[({]?([+-]?\d{1,3})[)}]?(?!\d)")
# Parts of an inch, or of one after a whole number; else a stroke stands between values.
_FRACTION = re.compile(r"(?:(\d{1,3})[ -])?([1-9]\d?)/(2|4|8|16|32)(?=\s?(?:inch|英寸))")

# Words and marks, the longest first where one begins another. A dash is decided by what stands before it.
_WORDS: tuple[tuple[Code, re.Pattern[str]], ...] = (
    ("p", re.compile(r"±|正负|\+\s?/?\s?-(?=\s?\d)|\+/-")),
    ("c", re.compile(
        r"≤|<=|=<|up[\s-]{0,2}to\s?(?:and|&)?\s?including(?![a-z])|up[\s-]{0,2}to(?![a-z])|(?:less|lower|smaller)\s?than\s?or\s?equal\s?to"
        r"|not\s?(?:more|greater|exceeding)(?:\s?than)?|including(?=\s?\d)|maximum|max\.?(?![a-z])"
        r"|不(?:大于|超过|高于|多于)|小于(?:或)?等于|低于或等于|最大|至多")),
    ("g", re.compile(
        r"≥|>=|=>|not\sless\sthan|at\sleast|(?:more|greater|higher|larger)\s?than\s?or\s?equal\s?to|minimum|min\.?(?![a-z])(?=\s?\d)|不(?:小于|低于|少于)"
        r"|大于(?:或)?等于|高于或等于|最小|至少")),
    ("C", re.compile(r"<|(?:less|lower|smaller)\s?than|below(?![a-z])|under(?![a-z])|小于|低于|少于")),
    ("G", re.compile(r">|(?:more|greater|higher|larger)\s?than|above(?![a-z])|exceeding(?![a-z])|over(?![a-z])|大于|高于|超过")),
    ("b", re.compile(r"(?:等级|级|电压等级)?(?:及|\(含\)|（含）)以?下|and\s?(?:below|less|lower)|or\s?less")),
    ("a", re.compile(r"(?:等级|级)?(?:及|\(含\))以?上|and\s?(?:above|more|higher)|or\s?more|min(?:imum)(?![a-z])")),
    ("b", re.compile(r"(?:等级)?以下|以内")),
    ("a", re.compile(r"(?:等级)?以上")),
    ("r", re.compile(r"~+|\.\.\.?|to(?:\s?(?:and|&)\s?including)?(?![a-z])|至|到|through(?![a-z])|thru(?![a-z])")),
    ("s", re.compile(r"/+")),
    ("l", re.compile(r"[,;、|]|&|and(?![a-z])|or(?![a-z])|和|或|与")),
    ("(", re.compile(r"\(")),
    (")", re.compile(r"\)")),
    ("x", re.compile(r"[×x*](?=\s?\d)")),
)  # fmt: skip
# Words that scopes print without a space before them: `Bushingupto 52 kV`.
_RUN_ON = r"up\s?to|not\s?exceeding|above|exceeding|(?:less|greater|more)\s?than"
_RUNS_ON = re.compile(rf"not\s|{_RUN_ON}")
# The highest voltage for equipment beside a rated one is no value of its own (IEC 60502-1, 4.1).
_HIGHEST = re.compile(r"\(\s?um\s?=[^()]{1,16}\)")
_DASHES = re.compile(r"-+")
_DIAMETER = re.compile(r"[φø⌀∅](?=\s?\(?\d)")
_WORD = re.compile(rf"\^\s?\(?[+-]?\d+\)?|[A-Za-zΑ-ω]+?(?={_RUN_ON})|[A-Za-zΑ-ω]+|\d[\d.]*|[^\s]")


_STRANGE = re.compile(r"[A-Za-zΑ-ωμΩ\u4e00-\u9fff°%][^\s\d(),;~]{0,15}\s?(?=\(k|$)")


def tokens(text: Written) -> list[Token]:
    """The tokens of a levelled text, in order; white space is none. A lone word at the end of a text of numbers is a unit, if one
    that is not known."""
    found: list[Token] = []
    for token in _scan(text, found):
        found.append(token)
    first = next((place for place, token in enumerate(found) if token.code == "w"), 0)
    strange = _STRANGE.match(text.text, found[first].start) if first else None
    if strange and found[first - 1].code in "n)" and strange.end() >= len(text.text.rstrip()):
        return [*found[:first], Token("u", found[first].start, strange.end())]
    return found


def _scan(text: Written, before: list[Token]) -> Iterator[Token]:
    at, plain = 0, text.plain
    while at < len(plain):
        if plain[at] == " " or _DIAMETER.match(plain, at):
            at += 1
            continue
        if plain[at] == "(" and (aside := _HIGHEST.match(plain, at)):
            at = aside.end()
            continue
        token = (
            _unsure(plain, at)
            or _number(text, at, before)
            or _dash(plain, at, before)
            or _mark(plain, at, before)
            or _word(plain, at)
        )
        at = token.end
        yield token
        if token.code in ("n", ")", "?") and (measured := _unit(text, at) or _bare(text, at, before)):
            at = measured.end
            yield measured


_UNSURE = re.compile(rf"[\d.]+{UNSURE}\d+")


def _unsure(plain: str, at: int) -> Token | None:
    found = _UNSURE.match(plain, at)
    return Token("?", at, found.end()) if found else None


def _mark(plain: str, at: int, before: list[Token]) -> Token | None:
    inside = at > 0 and _latin(plain[at]) and _latin(plain[at - 1])
    if inside and not (before and before[-1].code == "u") and not _RUNS_ON.match(plain, at):
        return None
    for code, pattern in _WORDS:
        if found := pattern.match(plain, at):
            return Token("r" if code == "l" and _is_between(plain, found, before) else code, at, found.end())
    return None


_BETWEEN = re.compile(r"(?:between|介于|在)\s?\(?$")
_ENDS_BETWEEN = re.compile(r"[^,;。、和与]{1,16}之间")


def _is_between(plain: str, found: re.Match[str], before: list[Token]) -> bool:
    """Whether an ``and`` stands between the two ends of a range: ``between 5 and 10 V``, ``介于5和10 V之间``, ``5 V与10 V之间``."""
    if found[0] not in ("and", "&", "和", "与") or not before or before[-1].code not in ("n", "u"):
        return False
    first = next(token for token in reversed(before) if token.code not in ("u", ")"))
    return bool(
        _BETWEEN.search(plain, max(0, first.start - 16), first.start) or _ENDS_BETWEEN.match(plain, found.end())
    )


def _latin(c: str) -> bool:
    return c.isascii() and c.isalpha()


def _word(plain: str, at: int) -> Token:
    found = _WORD.match(plain, at)
    return Token("w", at, found.end() if found else at + 1)


def _dash(plain: str, at: int, before: list[Token]) -> Token | None:
    """A dash after a number or a unit says "to"; elsewhere it is the sign of a number (see ``_number``) or nothing."""
    found = _DASHES.match(plain, at)
    if not found:
        return None
    if not before or before[-1].code not in ("n", "u", ")"):
        return Token("w", at, found.end())
    low = next((token.value for token in reversed(before) if token.code == "n"), 0.0)
    return Token("-", at, at + 1 if low < 0 else found.end())  # of `-20--10` the second is a sign, of `3--9` it is not


_SIGN = re.compile(r"(?:\(\s?([+-])\s?\)|([+-])|(?<!正)(?:负|零下)|minus\s?)\s?(?=[.\d])")
# After a word a minus is a sign where what is told below zero follows, or a range that would not rise without it.
_VALUE = r"(\d+(?:\.\d+)?)\s?(?:°\s?c|[a-zμω%]{1,3})?"
_BELOW_ZERO = re.compile(rf"-(?:{_VALUE}\s?(?:~|-|to|至|到)+\s?)?[+-]?\d[\d.]*\s?(?:°\s?[cf]|c(?![a-z])|dbm)")
_BEGINS_RANGE = re.compile(r"(?:from|between|range|介于|范围|从|在) ?$")
_RANGE = re.compile(rf"-{_VALUE}\s?(?:~+|to|至|到)\s?\+?(\d+(?:\.\d+)?)")


def _number(text: Written, at: int, before: list[Token]) -> Token | None:
    plain = text.plain
    sign, start = _SIGN.match(plain, at), at
    if sign and _signs(plain, at, before):
        start = sign.end()
    elif at and (plain[at - 1].isalnum() and plain[at - 1].isascii()) and _glued(plain, before, at):
        return None  # digits of a code
    if _CLAUSE.match(plain, start):
        return None
    if fraction := _FRACTION.match(plain, start):
        parts = int(fraction[1] or 0) + int(fraction[2]) / int(fraction[3])
        return _valued(at, fraction.end(), repr(parts), sign, start)
    if ten := _TEN.match(plain, start):
        return _valued(at, ten.end(), f"1e{ten[1]}", sign, start)
    if (spaced := _SPACED.match(plain, start)) and _thousands(text, spaced.end()):
        return _valued(at, spaced.end(), spaced[0].replace(" ", ""), sign, start)
    found = _NUMBER.match(plain, start)
    if not found:
        return None
    end, digits = found.end(), found[0]
    digits = re.sub("[,'’]", "", digits)
    if digits.startswith("00"):
        return None  # of a code, or of a number that was cut
    if (power := _POWER.match(plain, end)) and not _inside_word(plain, power.end()):
        digits, end = f"{digits}e{power[1] or power[2]}", power.end()
    return _valued(at, end, digits, sign, start)


def _thousands(text: Written, at: int) -> bool:
    """Whether groups of three digits that end here are one number (ISO 80000-1, 7.3.1): a unit follows, or another such number."""
    at_unit = at + 1 if text.plain[at : at + 1] == ")" else at
    return bool(_unit(text, at_unit) or _SPACED_TOO.match(text.plain, at))


def _valued(at: int, end: int, digits: str, sign: re.Match[str] | None, start: int) -> Token | None:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        return None
    minus = start > at and sign is not None and (sign[1] or sign[2] or "-") == "-"
    return Token("n", at, end, -value if minus else value)


def _inside_word(plain: str, at: int) -> bool:
    return plain[at : at + 1].isdigit()


# Words that a number follows, with or without a space; a long one is no code either.
_SPACELESS = re.compile(r"[a-z]{6,}|from|for|at|of")


def _glued(plain: str, before: list[Token], at: int) -> bool:
    """Whether digits stand right after letters as those of a code do: ``E100``, ``PM2.5``; not ``at500 V``."""
    last = before[-1] if before else None
    return bool(last and last.end == at and last.code == "w" and not _SPACELESS.fullmatch(plain, last.start, at))


def _signs(plain: str, at: int, before: list[Token]) -> bool:
    """Whether a plus or minus is a number's sign: not after a value, where it says "to"; after a word, where it may be a dash and `:-` a
    colon, only if there is more to say so."""
    if plain[at] not in "+-" or not before:
        return True
    if before[-1].code == "w":
        last = plain[before[-1].start]
        if last in "=@" or (last == ":" and plain[at - 1] == " "):
            return True
        if _latin(plain[at - 1]) or plain[at + 1] == " ":
            return False
        falls = (found := _RANGE.match(plain, at)) is not None and float(found[1]) >= float(found[2])
        return falls or bool(_BELOW_ZERO.match(plain, at) or _BEGINS_RANGE.search(plain, max(0, at - 16), at))
    return before[-1].code not in ("n", "u", ")")


def _unit(text: Written, at: int) -> Token | None:
    start = at
    while text.text[start : start + 1] == " ":
        start += 1
    found = read_unit(text.text, start)
    return Token("u", start, found[1], unit=found[0]) if found else None


# Symbols that alone are as often something else: they are units after the same with a prefix (`1 mH to 10 H`), and T where the
# text speaks of magnetism.
_BARE = {"F": "farad", "H": "henry", "S": "siemens", "T": "tesla"}
_SYMBOL = re.compile(r" ?([FHST])(?![A-Za-z])")


def _bare(text: Written, at: int, before: list[Token]) -> Token | None:
    found = _SYMBOL.match(text.text, at)
    if not found:
        return None
    last = next((token for token in reversed(before) if token.code == "u"), None)
    same = last is not None and text.text[last.start : last.end][1:].strip() == found[1]
    if not same and not (found[1] == "T" and "magnet" in text.plain[:at]):
        return None
    return Token("u", found.start(1), found.end(), unit=unit(_BARE[found[1]]))
