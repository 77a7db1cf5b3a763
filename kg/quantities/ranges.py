"""Reading printed ranges: ``(20~600)kN``, ``-196 ℃ to 1200 ℃``, ``up to 5 kV``, ``10 Hz, 50 Hz``, ``定性``."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.quantities.extent import Extent, Role
from kg.quantities.interval import Interval
from kg.quantities.tokens import Token, tokens
from kg.quantities.unit import Unit, unit
from kg.quantities.writing import Written, written
from kg.schema.folding import fold

WHOLE = frozenset({
    "全部参数", "全参数", "所有参数", "全部项目", "全项目", "所有项目", "全部检测项目", "全部",
    "allparameters", "alltests", "allitems",
})  # fmt: skip
QUALITATIVE = frozenset({"定性", "定性检测", "qualitative", "presence/absence", "检出/未检出"})

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class _Found:
    """A range as printed: ends or points, each with the unit printed at it."""

    lo: tuple[float, Unit | None] | None = None
    hi: tuple[float, Unit | None] | None = None
    points: tuple[float, ...] = ()
    lo_open: bool = False
    hi_open: bool = False
    at: Token | None = None  # the unit that holds for it
    specimen: bool = False


def read_extents(text: str, *, role: Role = "unknown", variable: str | None = None) -> tuple[Extent, ...]:
    """The ranges that a text states, in its order, each once. What it says of a specimen is of that role. Numbers without a unit
    are a range only where nothing but the range is printed. A text that states none gives none."""
    own = _extents(text[:LONGEST])
    return tuple(e if e.role == "specimen" else replace(e, role=role, variable=variable) for e in own)


def read_range(text: str, *, role: Role = "measurand", variable: str | None = None) -> tuple[Extent, ...]:
    """The ranges of a cell that is there to state one: what is not read as one is kept as ``text``."""
    return read_extents(text, role=role, variable=variable) or (Extent(text, role=role, variable=variable),)


@lru_cache(maxsize=16_384)
def _extents(text: str) -> tuple[Extent, ...]:
    words = fold(text)
    if words in WHOLE or words in QUALITATIVE:
        return (Extent(text, form="whole" if words in WHOLE else "qualitative"),)
    level = written(text)
    return tuple(dict.fromkeys(_extent(level, each) for each in _ranges(level)))


def _ranges(text: Written) -> list[_Found]:
    """None where something is left out of them: what would be left is not what the text says."""
    found: list[_Found] = []
    parts = tokens(text)
    codes = "".join(token.code for token in parts)
    alone = not re.search("[wx?]", codes)
    at = 0
    while at < len(parts):
        shape, make = next(
            ((match, make) for pattern, make in _SHAPES if (match := pattern.match(codes, at))), (None, None)
        )
        if shape is None or make is None:
            at += 1
            continue
        span = parts[shape.start() : shape.end()]
        if span[0].code == "r" and not _is_up_to(text, codes, shape.start(), span[0]):
            at += 1
            continue
        at = shape.end()
        if _beside_unsure(codes, shape):
            continue
        if _is_left_out(text, span):
            return []
        if not _is_size(text, codes, shape, span) and not _is_code(text, span):
            ends = [parts[start:end] for start, end in shape.regs[1:] if start >= 0]
            found += _stated(make(span, *ends), text, span, alone)
    return found


_BUT = re.compile(
    r"(?:(?<![a-z])(?:not(?:\s(?:for|including|at|applicable\s(?:to|for)))?|non|except(?:ing)?(?:\sfor)?|excl(?:uding|\.)?|other\sthan|without)"
    r"|不含|不包[含括]|不适用于?|除了?|非)[\s:(-]*$|不[测做检]\s?$"
)
_LEFT_OUT = re.compile(r"[\s,)(]*(?:除外|[以之]?外(?!径|部|壳|形)|不含|exclu(?:ded|sive))")


def _is_left_out(text: Written, span: list[Token]) -> bool:
    """Whether it is what is not done: ``except 100 kN``, ``除100 kN外``."""
    start, end = span[0].start, span[-1].end
    return bool(_BUT.search(text.plain, max(0, start - 24), start) or _LEFT_OUT.match(text.plain, end))


def leaves_out(text: str) -> bool:
    """Whether a text says of numbers that they are left out, so that no range is read in it."""
    level = written(text[:LONGEST])
    return any(token.code == "n" and _is_left_out(level, [token]) for token in tokens(level))


def _stated(found: list[_Found], text: Written, span: list[Token], alone: bool) -> Iterator[_Found]:
    """What is sure enough to be a range: it has a unit, or the text is nothing else."""
    if not alone and _is_share(span) and not _AT.search(text.plain, 0, span[0].start):
        return  # `0.2 % proof stress`
    last = next((token for token in reversed(span) if token.code == "u"), None)
    if last is None and not found[0].points:
        last = _before(text, span)
    specimen = bool(_SPECIMEN.search(text.plain, 0, span[0].start))
    for each in found:
        if last is not None or (alone and len(each.points) != 1):
            yield replace(each, at=each.at or last, specimen=specimen)


_NAME_BEFORE = re.compile(r"([A-Za-z][A-Za-z0-9]{1,4})\s?值?\s?[:=]?\s?\(?$")


def _before(text: Written, span: list[Token]) -> Token | None:
    """A unit that is printed before its values, as scales of their own are: `pH 4~10`, `HRC 20~70`."""
    found = _NAME_BEFORE.search(text.text, max(0, span[0].start - 10), span[0].start)
    named = unit(found[1]) if found else None
    return Token("u", found.start(1), found.end(1), unit=named) if found and named and "·" in named.dimension else None


_ROOM = re.compile(r"(?:室温|常温|环境(?:温度)?|ambient|room|(?<![a-z])rt)(?:\s?temp[a-z.]*)?\W*$")


def _is_up_to(text: Written, codes: str, at: int, to: Token) -> bool:
    """Whether a ``to`` that follows no number that was read begins a range: not where the low end is told in words (``室温~1200 ℃``) or was
    not read (``10k~1M Ω``), and ``~`` itself says "about"."""
    unread = codes[:at].endswith(("n", "u", ")", "?", "nw"))
    return not (
        unread or "~" in text.plain[to.start : to.end] or _ROOM.search(text.plain, max(0, to.start - 24), to.start)
    )


def _beside_unsure(codes: str, shape: re.Match[str]) -> bool:
    """Whether a number of which it is not sure what it is stands with it, no word between: they may be one range."""
    return "?" in codes[codes.rfind("w", 0, shape.start()) + 1 : shape.end()] + codes[shape.end() :].partition("w")[0]


# The size of what is tested is not what is measured.
_SPECIMEN = re.compile(r"(?:样品|试样|试件|样件|工件|sample|specimen|workpiece|test\s?piece)[^,;，；。(]{0,24}$")
_AT = re.compile(r"(?:(?<![a-z])at|@|variation|[:(])\s?$")
_STEP = re.compile(r"\s?(?:intervals?|steps?|band|rlan|间隔|步长)")


def _is_share(span: list[Token]) -> bool:
    """Whether it is a lone per cent: in words that is more often part of a name."""
    units = [token.unit for token in span if token.code == "u"]
    return [token.code for token in span] == ["n", "u"] and units[0] is not None and units[0].ucum == "%"


_LENGTH = "A0E0L1I0M0H0T0D0"
_SIDE = re.compile(r"(?:c?m )?[LWH]")


def _is_size(text: Written, codes: str, shape: re.Match[str], span: list[Token]) -> bool:
    """Whether it is one of the sides of something: `700 x 800 x 700 mm`, `Dimensions: 750 L 750 W`; not `3 x 63.5 V`."""
    before, known = codes[: shape.start()], span[-1].unit
    side = known is not None and _SIDE.fullmatch(text.text, span[-1].start, span[-1].end)
    if side and re.search(r"dimension|size", text.plain[: span[0].start]):
        return True
    many = known is not None and known.dimension != _LENGTH and not side and before.endswith("nx")
    return codes[shape.end() : shape.end() + 1] == "x" or (before.endswith("x") and not many)


_NAMED = re.compile(r"(?:sections?|clauses?|cl\.|tables?|annex|class|type|category|appendix|part|no\.|no|dimensions?\W{0,3}(?:\(mm\))?\W{0,3}"
                    r"|(?<!im)pulses|chamber\s?size\W{0,3}|version|rev\.?|第|附录|表|号)[\s:]*[(]?$")  # fmt: skip
_YEAR = re.compile(r"\s?-\s?(?:19|20)\d\d(?!\d)")
# How finely an instrument shows is not what it measures; of `33 kV/√3` the root is not read.
_FINENESS = re.compile(
    r"(?:分度值|分辨[力率]|最小读数|least\s?count|(?<![a-z])l\.?\s?c\.?|resolution|readability)[^\d,;]{0,8}$"
)
_ROOT = re.compile(r"\s?/\s?√")


def _is_code(text: Written, span: list[Token]) -> bool:
    """Whether it is the number of a clause, a class or a document, whose letter is no unit, or else no range of what is measured."""
    start, end = span[0].start, span[-1].end
    if _FINENESS.search(text.plain, max(0, start - 32), start) or _ROOT.match(text.plain, end):
        return True
    year = _YEAR.search(text.plain, start, end) and span[-1].code == "n" and "u" in _codes(span)
    named = _NAMED.search(text.plain, max(0, start - 24), start) and not re.fullmatch("nu[r-]nu", _codes(span))
    return bool(named or year or _YEAR.match(text.plain, end) or _STEP.match(text.plain, end))


def _value(span: Sequence[Token]) -> tuple[float, Unit | None]:
    """The value of one end, with the unit that is printed at it. Of a pair of rated voltages U0/U (Um) it is U
    (IEC 60502-1, 4.1)."""
    codes = _codes(span)
    number = span[codes.index("s") + 1 if "s" in codes else codes.index("n")]
    unit = next((token.unit for token in span if token.code == "u"), None)
    return number.value, unit


def _codes(span: Sequence[Token]) -> str:
    return "".join(token.code for token in span)


def _interval(span: list[Token], one: list[Token], other: list[Token]) -> list[_Found]:
    before, _, after = _codes(span).partition("n")
    return [_Found(_value(one), _value(other), lo_open="G" in before, hi_open="C" in after)]


def _about(_: list[Token], one: list[Token], other: list[Token]) -> list[_Found]:
    """``23 ± 1``, and ``230 V ± 10 %`` of it."""
    (middle, unit), (delta, delta_unit) = _value(one), _value(other)
    if unit is not None and delta_unit is not None and delta_unit.ucum == "%" and unit.ucum != "%":
        delta = abs(middle) * delta / 100
        return [_Found((middle - delta, None), (middle + delta, None), at=one[-1])]
    return [_Found((middle - delta, None), (middle + delta, None))]


def _around(_: list[Token], one: list[Token]) -> list[_Found]:
    delta = _value(one)[0]
    return [_Found((-delta, None), (delta, None))]


def _between(span: list[Token], one: list[Token], other: list[Token]) -> list[_Found]:
    """``> 5 and ≤ 10``."""
    codes = _codes(span)
    return [_Found(_value(one), _value(other), lo_open="G" in codes, hi_open="C" in codes)]


def _bounded(span: list[Token], one: list[Token], other: list[Token]) -> list[_Found]:
    """``10 mA ≤ I < 100 mA``, and the other way round."""
    first, second = (code for code in _codes(span) if code in "cCgG")
    if first in "gG":
        one, other, first, second = other, one, second, first
    return [_Found(_value(one), _value(other), lo_open=first in "CG", hi_open=second in "CG")]


def _most(span: list[Token], one: list[Token]) -> list[_Found]:
    return [_Found(hi=_value(one), hi_open="C" in _codes(span), at=one[-1] if one[-1].code == "u" else None)]


def _mosts(span: list[Token], one: list[Token], other: list[Token]) -> list[_Found]:
    """``up to 1100 V a.c. and 1500 V d.c.``: both are ends, if they are of one quantity."""
    (_, first), (_, second) = _value(one), _value(other)
    same = first is not None and second is not None and first.dimension == second.dimension
    return [*_most(span, one), *(_most(span, other) if same else _points(other))]


def _ratios(*_: list[Token]) -> list[_Found]:
    """``6.6 kV/110 V to 33 kV/110 V``: which of the two it runs over is not said."""
    return []


def _least(span: list[Token], one: list[Token]) -> list[_Found]:
    return [_Found(lo=_value(one), lo_open="G" in _codes(span))]


def _points(span: list[Token], *pair: list[Token]) -> list[_Found]:
    """Values up to a unit are in that unit: ``115 V, 400 Hz`` are of two variables. ``pair``: U0/U before Um."""
    found: list[_Found] = []
    values: list[float] = []
    for token in [*pair[0], span[-1]] if pair else span:
        if token.code == "n":
            values.append(token.value)
        elif token.code == "u" and values:
            found.append(_Found(points=tuple(values), at=token))
            values = []
    if values:
        found.append(_Found(points=tuple(values), at=found[-1].at if found else None))
    return _joined(found)


def _joined(found: list[_Found]) -> list[_Found]:
    """Points that follow one another in one unit are one list."""
    joined: list[_Found] = []
    for each in found:
        before = joined[-1] if joined else None
        if before and before.at and each.at and before.at.unit == each.at.unit:
            joined[-1] = replace(each, points=before.points + each.points)
        else:
            joined.append(each)
    return joined


def _columns(span: list[Token], *_: list[Token]) -> list[_Found]:
    """``0.5;200-5;3000``: the low ends of several, then their high ends."""
    values = [token.value for token in span if token.code == "n"]
    half = len(values) // 2
    return [_Found((lo, None), (hi, None)) for lo, hi in zip(values[:half], values[half:], strict=True)]


# One end: a number with its unit, or a pair of rated voltages.
_V = r"(n(?:sn)?(?:\(n\)(?=u))?u?)"
_Make = Callable[..., list[_Found]]

# The shapes of ranges over the codes of tokens; the first that fits at a place stands. A group is one end.
_SHAPES: tuple[tuple[re.Pattern[str], _Make], ...] = tuple(
    (re.compile(shape.replace("V", _V)), make)
    for shape, make in (
        (r"n[ls]n[ls]n[r-]n[ls]n[ls]n\)?u?(?![r-])|n[ls]n[r-]n[ls]n\)?u?(?![r-])", _columns),
        (r"V[cC]w{1,4}[cC]V|V[gG]w{1,4}[gG]V", _bounded),
        (r"[gG]V(?:\(w+n?u?\))?w{0,2}l?[cC]V\)?u?", _between),
        (r"\(?[gGcC]?\(?V\)?u?(?:\(w+n?u?\))?(?:[r-]|r?[cC])\(?[gGcC]?V\)?u?", _interval),
        (r"\(?VpV\)?u?", _about),
        (r"pV", _around),
        (r"nusnu?(?:[r-]|r?c)[gG]?nusn", _ratios),
        (r"[cC]Vw{0,3}l(nu)(?![r\-pbas])", _mosts),
        (r"[cCr]\(?V\)?u?", _most),
        (r"Vl?c(?!n)|V\(c\)|V(?:\(nw?u?\))?b", _most),
        (r"Va", _least),
        (r"[gG]\(?V\)?u?", _least),
        (r"(nsn)\(n\)u", _points),
        (r"nu?(?:[ls]+nu?(?!u?[rp-]))+(?:(?<=u)|(?![lsn]*w))", _points),  # the 3 of `20 °C, 3 phases` is not in °C
        (r"n(?:[ls]+n(?!u?[rp-]))+(?!u)", _points),
        (r"\(nu?\)u?|nu?", _points),
    )
)


def _extent(text: Written, found: _Found) -> Extent:
    """The range in SI; in words alone where a value is beyond what a float holds."""
    known = found.at.unit if found.at else None
    printed = text.printed(found.at.start, found.at.end) if found.at else None
    extent = Extent(text.original, role="specimen" if found.specimen else "unknown", unit=printed).measured_in(known)
    try:
        return _listed(extent, found, known) if found.points else _ends(extent, found, known)
    except OverflowError:
        return Extent(text.original)


def _listed(extent: Extent, found: _Found, known: Unit | None) -> Extent:
    si = tuple(known.si(point) for point in found.points) if known else ()
    return replace(extent, form="points", points=found.points, si_points=si)


# `100~1k Ω` is of Ω, not both of kΩ.
_TORN_PREFIX = re.compile(r"[kKMGmμ] [^ ]")


def _ends(extent: Extent, found: _Found, known: Unit | None) -> Extent:
    """Ends with units of their own are told in the unit of the last."""
    lo, hi = (_in(known, end) for end in (found.lo, found.hi))
    lo_open, hi_open = found.lo_open, found.hi_open
    reordered = lo is not None and hi is not None and lo > hi
    if reordered:
        lo, hi, lo_open, hi_open = hi, lo, hi_open, lo_open
    if reordered and found.lo and not found.lo[1] and _TORN_PREFIX.match(extent.unit or ""):
        return Extent(extent.verbatim)
    stated = replace(extent, form="interval", lo=lo, hi=hi, lo_open=lo_open, hi_open=hi_open, reordered=reordered)
    if known is None:
        return stated
    low = -math.inf if lo is None else known.si(lo)
    return replace(stated, si=Interval(low, math.inf if hi is None else known.si(hi), lo_open, hi_open))


def _in(known: Unit | None, end: tuple[float, Unit | None] | None) -> float | None:
    """An end in the unit of the range."""
    if end is None:
        return None
    value, own = end
    if own is None or known is None or own == known or own.dimension != known.dimension or own.level or known.level:
        return value
    return known.printed(own.si(value))
