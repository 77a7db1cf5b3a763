"""Units as laboratories print them: which unit of UCUM a spelling is, of what kind of quantity, and its size in SI.

The spellings are a closed table (``units.tsv``). What it does not list is not a unit, however much it looks like one: half
of the misreadings that pint makes of printed units are of that sort.
"""

import csv
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from kg.quantities.si import Amount, amount, dimension
from kg.quantities.writing import written

_PREFIXES = {
    "a": -18, "f": -15, "p": -12, "n": -9, "u": -6, "m": -3, "c": -2, "d": -1, "h": 2, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15,
}  # fmt: skip
# Other spellings of a prefix: a misprinted capital, and words before a unit's name.
_SYMBOLS = {"u": ("u", "μ"), "k": ("k", "K")}
_WORDS = {
    "n": "nano",
    "u": "micro",
    "m": "milli",
    "c": "centi",
    "d": "deci",
    "h": "hecto",
    "k": "kilo",
    "M": "mega",
    "G": "giga",
}
_HAN = {"n": "纳", "u": "微", "m": "毫", "c": "厘", "d": "分", "k": "千", "M": "兆", "G": "吉"}

# Symbols that scopes print torn from their prefix: `33 k V`, `0.5 m T`.
_TORN = frozenset({"V", "A", "W", "VA", "Hz", "T", "N", "Pa", "Ω", "F", "H", "J", "g", "l", "bar"})


class Level(NamedTuple):
    """A logarithmic unit: ``reference`` times ten to the value over ``divisor``; without a reference a scale of its own."""

    divisor: int = 0
    reference: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """``factor``: SI units in one of it; ``offset``: added to a value before it is multiplied (temperatures);
    ``dimension``: QUDT's vector, and what it counts beside that (an arbitrary unit of UCUM, a level without a reference) is a
    dimension of its own."""

    ucum: str
    kind: str | None
    dimension: str
    factor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)
    level: Level | None = None

    def si(self, value: float) -> float:
        """A value in the coherent SI unit; ``OverflowError`` beyond what a float holds."""
        if self.level and self.level.reference is not None:
            return float(self.level.reference) * math.pow(10.0, value / self.level.divisor)
        return float((Decimal(repr(value)) + self.offset) * self.factor)

    def printed(self, si: float) -> float:
        """The value in this unit of one in the coherent SI unit."""
        return float(Decimal(repr(si)) / self.factor - self.offset)

    def si_difference(self, value: float) -> float | None:
        """A difference of two values in SI: without the offset. None for a level, whose differences are ratios."""
        return None if self.level and self.level.reference is not None else float(Decimal(repr(value)) * self.factor)


@dataclass(frozen=True, slots=True)
class _Atom:
    """A unit of the table, with its prefix."""

    ucum: str
    kind: str | None
    expression: str
    power: int = 0
    level: str = ""

    @property
    def amount(self) -> Amount:
        base = amount(self.expression or "1")
        return Amount(base.factor.scaleb(self.power), base.vector)

    @property
    def own(self) -> str:
        """What it counts beside SI: an arbitrary unit is a dimension of its own."""
        if self.level == "level" or not self.expression:
            return self.ucum
        return ""


_TABLE = files("kg.quantities")


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = (_TABLE / name).read_text("utf-8").splitlines()
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


@cache
def spellings() -> dict[str, _Atom]:
    """Every spelling of every unit of the table, levelled. ``ValueError`` when two units share one."""
    found: dict[str, _Atom] = {}
    for row in _rows("units.tsv"):
        bare = row["prefixes"].startswith("!")
        for spelling in row["spellings"].split(" "):
            text = written(spelling.replace("_", " ")).text
            plain = [(each, "", 0) for each in _cased(text)] if not bare else []
            for full, ucum, power in (*plain, *_prefixed(text, row["prefixes"].strip("-!"))):
                atom = _Atom(ucum + row["ucum"], row["kind"] or None, row["si"], power, row["level"])
                same = found.setdefault(full, atom)
                if (same.ucum, same.kind) != (atom.ucum, atom.kind):
                    raise ValueError(f"units.tsv: {full!r} is both {found[full].ucum} and {atom.ucum}")
    return found


def _cased(text: str) -> tuple[str, ...]:
    """A word is printed in capitals too: ``1 Minute``, ``1100 VOLTS``; a symbol is another one then, and ``2 Second`` an ordinal."""
    is_word = len(text) >= 4 and text.isascii() and text.isalpha() and text.islower() and text != "second"
    return (text, text.capitalize(), text.upper()) if is_word else (text,)


def _prefixed(text: str, prefixes: str) -> Iterator[tuple[str, str, int]]:
    """The spelling after each prefix: (spelling, prefix in UCUM, power of ten)."""
    for prefix in prefixes:
        power = _PREFIXES[prefix]
        if not text.isascii() and prefix in _HAN and _is_han(text[0]):
            yield _HAN[prefix] + text, prefix, power
        elif len(text) >= 4 and text.islower():
            yield from ((each, prefix, power) for word in [_WORDS.get(prefix)] if word for each in _cased(word + text))
        elif len(text) < 4:
            for symbol in _SYMBOLS.get(prefix, (prefix,)):
                yield symbol + text, prefix, power
                if text in _TORN:
                    yield f"{symbol} {text}", prefix, power


@cache
def _longest() -> int:
    return max(map(len, spellings()))


_LETTER = re.compile(r"[A-Za-zΑ-ωμΩ]")
_AFTER_HAN = re.compile(r"[^\u4e00-\u9fff]|[以及至到和或等内外时之的每]|$")
_EXPONENT = re.compile(
    r"\^\(?([+-]?[1-9])\)?(?!\d)|(?<=[mnt])([23])(?![\d.,]*\d)(?![A-Za-z])|(?<=[mc]m) ([23])(?=\s?(?:[&,;)]|$))"
    r"|(-[1-4])(?![\d.])(?!\s*[A-Za-zμΩ°%~])|\*\*(-?[1-9])"
)
# Words that scopes print without a space after a unit: `20 Ato 7000 A`, `33 kVClass`.
_GLUED = re.compile(
    r"(?:up\s?to|to|per|and|or|for|with|from|class|rat(?:ed|ing)|system|phase|thick|tolerance|dia(?:meter)?)(?![a-z])",
    re.IGNORECASE,
)
_TITLE = re.compile(r"[A-Z][a-z]{4,}")
_TIMES = re.compile(r"\s?[·.*×]\s?(?=[A-Za-zμΩ°])")
_SPACE = re.compile(r" (?=(?:s|m|K|h|A(?!\.?\s?C\b)|sr|mm|m\^?2|m\^?3)(?![A-Za-z0-9μ]))")
_PER_SECOND = re.compile(r" (?=s\^?\(?-[12])")
_OVER = re.compile(r"\s?/\s?|\s?per(?:\s|(?=min|sec|hour|day))")
_HOW_MANY = re.compile(r"([1-9][0-9]{0,4})\s?(?=[A-Za-zμ])")
# What is never told for so many of something else: `33 kV/110 V`, `30 °C/72 h` are two values.
_BY_VALUES = frozenset({"Voltage", "ElectricCurrent", "CelsiusTemperature", "Frequency", "Power"})


class _Factor(NamedTuple):
    atom: _Atom
    exponent: int


class _Part(NamedTuple):
    """Units multiplied with one another, ``many`` times (``/100 mL``)."""

    factors: tuple[_Factor, ...]
    end: int
    many: int = 1


@lru_cache(maxsize=16_384)
def _unit(text: str) -> tuple[Unit, int] | None:
    top = _product(text, 0)
    if top is None:
        return None
    parts, at = [top], top.end
    while over := _OVER.match(text, at):
        below = _denominator(text, over.end())
        if below is None or (below.many != 1 and top.factors[0].atom.kind in _BY_VALUES):
            break
        parts.append(below)
        at = below.end
    return _made(tuple(parts)), at


def read_unit(text: str, at: int = 0) -> tuple[Unit, int] | None:
    """The unit that stands at a place of a levelled text (see ``writing``), and the place after it. None where no unit of the
    table does."""
    found = _unit(text[at : at + 64])
    return (found[0], at + found[1]) if found else None


def unit(text: str) -> Unit | None:
    """The unit that a text is, whole; None where the table does not have it."""
    level = written(text.strip()).text
    found = read_unit(level)
    return found[0] if found and found[1] == len(level) else None


def _denominator(text: str, at: int) -> _Part | None:
    many = _HOW_MANY.match(text, at)
    at, count = (many.end(), int(many[1])) if many else (at, 1)
    if text[at : at + 1] == "(":
        inside = _product(text, at + 1)
        closed = inside is not None and text[inside.end : inside.end + 1] == ")"
        return inside._replace(end=inside.end + 1, many=count) if inside and closed else None
    found = _product(text, at)
    return found._replace(many=count) if found else None


def _product(text: str, at: int) -> _Part | None:
    factors: list[_Factor] = []
    end = at
    while (atom := _atom(text, at)) is not None:
        factors.append(_Factor(atom[0], atom[1]))
        end = atom[2]
        spaced = _SPACE if atom[0].kind != "Length" else _PER_SECOND  # `m m` is a torn mm
        times = _TIMES.match(text, end) or spaced.match(text, end)
        if not times:
            break
        at = times.end()
    return _Part(tuple(factors), end) if factors else None


def _atom(text: str, at: int) -> tuple[_Atom, int, int] | None:
    """The longest spelling at a place that ends where a word ends, with its exponent."""
    known = spellings()
    for length in range(min(_longest(), len(text) - at), 0, -1):
        atom = known.get(text[at : at + length])
        if atom is None:
            continue
        end = at + length
        exponent = _EXPONENT.match(text, end)
        after = exponent.end() if exponent else end
        if _word_ends(text, after, after > end):
            return atom, int(next(filter(None, exponent.groups()))) if exponent else 1, after
    return None


def _word_ends(text: str, at: int, raised: bool) -> bool:
    last, here = text[at - 1], text[at : at + 1]
    if _is_han(last):
        return _is_han(text[at - 2 : at - 1]) or bool(_AFTER_HAN.match(text, at))
    if not (_LETTER.match(last) or raised):
        return True
    return not here.isdigit() and (not _LETTER.match(here) or bool(_GLUED.match(text, at)) or _title_begins(text, at))


def _title_begins(text: str, at: int) -> bool:
    """Whether a word with a capital begins right after a unit: ``1000 VInsulator``; one that is a unit's name belongs to it."""
    word = _TITLE.match(text, at) if text[at - 1].isupper() else None
    return bool(word and word[0] not in spellings())


def _is_han(c: str) -> bool:
    return "\u4e00" <= c <= "\u9fff"


def _made(parts: tuple[_Part, ...]) -> Unit:
    """The unit that products divided by one another make."""
    top, *below = parts
    if not below and len(top.factors) == 1 and top.factors[0].exponent == 1:
        return _alone(top.factors[0].atom)
    factor = Decimal(1)
    vector = [0] * 7
    own: dict[str, int] = {}
    for part, sign in ((top, 1), *((part, -1) for part in below)):
        factor *= Decimal(part.many) ** sign
        for atom, exponent in part.factors:
            size = atom.amount
            factor *= size.factor ** (exponent * sign)
            vector = [a + b * exponent * sign for a, b in zip(vector, size.vector, strict=True)]
            if atom.own:
                own[atom.own] = own.get(atom.own, 0) + exponent * sign
    if any(atom.level == "level" for part in parts for atom, _ in part.factors):
        factor = Decimal(1)  # the logarithm of a concentration is a scale of its own
    code = "/".join((_code(top), *(_code(part, below=True) for part in below)))
    spelled = dimension(tuple(vector)) + "".join(f"·{name}{power}" for name, power in sorted(own.items()) if power)
    return Unit(code, _kind(parts, spelled), spelled, factor)


def _alone(atom: _Atom) -> Unit:
    size = atom.amount
    spelled = dimension(size.vector) + (f"·{atom.own}1" if atom.own else "")
    rule, *values = atom.level.split(" ")
    if rule == "offset":
        return Unit(atom.ucum, atom.kind, spelled, size.factor, Decimal(values[0]).scaleb(-atom.power))
    if rule == "lg":
        return Unit(atom.ucum, atom.kind, spelled, level=Level(int(values[0]), Decimal(values[1]) * size.factor))
    return Unit(atom.ucum, atom.kind, spelled, size.factor, level=Level() if rule == "level" else None)


# A scale with a zero of its own stands in no compound: there its differences are meant.
_DIFFERENCES = {"Cel": "K", "[degF]": "[degR]"}


def _code(part: _Part, *, below: bool = False) -> str:
    codes = [
        f"{_DIFFERENCES.get(atom.ucum, atom.ucum)}{exponent if exponent != 1 else ''}"
        for atom, exponent in part.factors
    ]
    if part.many != 1:
        codes.insert(0, str(part.many))
    code = ".".join(codes)
    return f"({code})" if below and len(codes) > 1 else code


def _kind(parts: tuple[_Part, ...], spelled: str) -> str | None:
    """The kind of quantity that a compound unit is used for, where it is used for one only."""
    return _kinds().get(_signature(parts)) or ("DimensionlessRatio" if spelled.endswith("D1") else None)


_Signature = tuple[tuple[str, int], ...]


def _signature(parts: tuple[_Part, ...]) -> _Signature:
    """The units without their prefixes, in one order."""
    return _summed(
        (atom.ucum if not atom.power else atom.ucum[1:], exponent if number == 0 else -exponent)
        for number, part in enumerate(parts)
        for atom, exponent in part.factors
    )


def _summed(powers: Iterable[tuple[str, int]]) -> _Signature:
    """Powers of units added up; of a fraction of one unit, such as g/g, that unit with the power 0."""
    sums: dict[str, int] = {}
    for name, power in powers:
        plain = "g" if name == "kg" else name
        sums[plain] = sums.get(plain, 0) + power
    left = {name: power for name, power in sums.items() if power} or sums
    return tuple(sorted(left.items()))


_CODE = re.compile(r"([^\d]+)(\d?)")


@cache
def _kinds() -> dict[_Signature, str]:
    return {_summed(_powers(row["unit"])): row["kind"] for row in _rows("kinds.tsv")}


def _powers(code: str) -> Iterator[tuple[str, int]]:
    """The powers of the units in a code of our own table, such as ``J/g.K``."""
    for number, piece in enumerate(code.split("/")):
        for name, power in (_CODE.fullmatch(each).groups() for each in piece.split(".")):  # type: ignore[union-attr]
            yield name, int(power or 1) * (-1 if number else 1)
