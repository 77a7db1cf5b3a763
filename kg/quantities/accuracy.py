"""Reading printed uncertainties and limits: ``U=0.05 % (k=2)``, ``0.10-0.0001%(k=2)``, ``±(0.02 + 1.5·10⁻⁶ L) mm``,
``U=0.3 ℃, 1.8 %RH (k=2)``."""

import re
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from kg.quantities.extent import Extent, alike
from kg.quantities.ranges import LONGEST, read_extents
from kg.quantities.tokens import Token, tokens
from kg.quantities.uncertainty import Form, Limit, Uncertainty
from kg.quantities.unit import Unit, unit
from kg.quantities.writing import Written, written

_K = re.compile(r"[(,;]?\s?(?:k|包含因子|coverage\s?factor)\s?(?:=|≈|为|:)\s?(\d+(?:\.\d+)?)\s?\)?", re.IGNORECASE)
_P = re.compile(
    r"[(,;]?\s?(?:p|包含概率|置信(?:概率|水平|度)|confidence(?:\s?level)?)\s?(?:=|≈|为|:)?\s?(\d{2}(?:\.\d+)?)\s?%\s?\)?"
    r"|\((9\d(?:\.\d+)?)\s?%\)", re.IGNORECASE,
)  # fmt: skip
# U with what is set below it, in any writing: U95, Urel, U_{95,rel}, U(rel), uc.
SYMBOL = r"u(?:[\s_^,.({]*(?:rel|r|95|99|p|c)[)}]*)*"
# What is printed before the value. A relative uncertainty says so; ISO/IEC Guide 98-3, 7.2, has U for the expanded one, and 5.1.2 uc for the
# combined standard one.
_NAME = re.compile(
    r"^\s?(?P<words>cmc|(?:(?:相对|扩展|合成|标准|测量|relative|expanded|combined|standard|measurement)\s?)*(?:不确定度|uncertainty))?"
    rf"\s?\(?(?P<symbol>{SYMBOL}(?=\s?\)?\s?(?:=|:|≤|<=|~)|(?<=[59l])\s[\d±]))?\)?\s?(?:=|:|≤|<=|~|为)?\s?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"相对|relative|^u(?!nc).*r", re.IGNORECASE)
_STANDARD = re.compile(r"合成|标准|combined|standard|^u(?!nc).*c", re.IGNORECASE)
_RELATIVE_UNIT = re.compile(r"%|‰|ppm|ppb|^1$")
_RATIO = "DimensionlessRatio"
# a + b·x: a constant and a part that grows with the measurand, here named x.
_LINEAR = re.compile(
    r"^\(?\s?(?P<a>[\d.]+(?:\s?[×·x*]\s?10\^?-?\d+|e-?\d+)?)\s?(?P<a_unit>[^\d+()]*?)\s?\+\s?"
    r"(?P<b>[\d.]+(?:\s?[×·x*]\s?10\^?\(?-?\d+\)?|e-?\d+)?)\s?(?P<b_unit>%|‰|ppm)?\s?[·×x*]?\s?(?P<x>[A-Za-zα-ω]{1,3}\d?)\s?(?:/(?P<over>\d+))?\)?\s?(?P<unit>\S*)$"
)


# An uncertainty that grows by more than this share of the measurand is none: `(0.5 + 5L) μm` is of a length in another unit.
_LIKELY = 0.5

# What stands between several, outside brackets.
_BETWEEN = re.compile(r"[,;、](?![^()]*\))")


def read_uncertainties(text: str, *, role: str = "unknown") -> tuple[Uncertainty, ...]:
    """The uncertainties that a text states: one, or those of several quantities, where each has a unit of its own quantity. A coverage
    factor at the end is that of all that have none."""
    return tuple(replace(each, role=role) for each in _several(text[:LONGEST])) or (read_uncertainty(text, role=role),)


def _several(text: str) -> list[Uncertainty]:
    """One of each quantity; none where the text states but one, or does not tell of which quantity each is: ``0.1 mm, 0.5 %`` may be
    two bounds of one."""
    parts = [_uncertainty(part.strip()) for part in _BETWEEN.split(written(text).text)]
    if len(parts) < 2 or any(not each.si_values or each.kind == _RATIO for each in parts):
        return []
    if any(one.dimension == other.dimension and alike(one.kind, other.kind) for one, other in combinations(parts, 2)):
        return []
    k, p = parts[-1].k, parts[-1].p
    return [replace(each, verbatim=text, k=k, p=p) if each.k is each.p is None else replace(each, verbatim=text)
            for each in parts]  # fmt: skip


def read_uncertainty(text: str, *, role: str = "unknown") -> Uncertainty:
    """The uncertainty that a text states; in form ``text`` where it could not be read."""
    return replace(_uncertainty(text[:LONGEST]), role=role)


@lru_cache(maxsize=16_384)
def _uncertainty(text: str) -> Uncertainty:
    level = written(text).text
    k, p = _K.search(level), _P.search(level)
    if k and float(k[1]) == 0:
        return Uncertainty(text)  # expanded by nothing, it is no uncertainty
    rest = _P.sub("", _K.sub("", level)) if k or p else level
    names, rest = _named(rest)
    below = next((each[0] for name in names if (each := re.search("95|99", name))), None)
    percent = (p[1] or p[2]) if p else below
    factor = float(k[1]) if k else 1.0 if any(map(_STANDARD.search, names)) else None
    stated = Uncertainty(text, k=factor, p=float(percent) / 100 if percent else None)
    relative = True if any(map(_RELATIVE.search, names)) else None
    bare = rest.lstrip("±").strip()
    if (linear := _LINEAR.match(bare)) and (len(linear["x"]) == 1 or unit(linear["x"]) is None):
        return _linear(stated, linear)
    return _valued(stated, bare, relative)


def _named(text: str) -> tuple[tuple[str, ...], str]:
    """What an uncertainty is called before its value, in words and by its symbol, and the rest."""
    found = _NAME.match(text)
    names = tuple(filter(None, found.groups())) if found else ()
    return names, (text[found.end() :] if found and names else text).strip().rstrip("。;；,，")


def _linear(stated: Uncertainty, found: re.Match[str]) -> Uncertainty:
    """a + b·x in SI. A unit after the brackets is that of both; b then has the unit over that of x, which is the same."""
    printed = found["unit"] or found["a_unit"].strip()
    known = unit(printed) if printed else None
    if known is not None and known.kind == _RATIO:
        return stated  # a share of the reading and one of the range: of which, is not said
    a, b = (_number(found[name]) for name in ("a", "b"))
    share = {"%": 1e-2, "‰": 1e-3, "ppm": 1e-6}.get(found["b_unit"] or "", 1.0)
    b = b * share / float(found["over"] or 1)
    if b > _LIKELY:
        return stated
    stated = replace(stated, form="linear", values=(a, b), unit=printed or None)
    if known is None or (difference := known.si_difference(a)) is None:
        return stated
    known_as = replace(stated, ucum=known.ucum, dimension=known.dimension, kind=known.kind, relative=False)
    return replace(known_as, si_values=(difference, b))


def _number(text: str) -> float:
    found = tokens(written(text))
    return found[0].value if found and found[0].code == "n" else float("nan")


def _valued(stated: Uncertainty, text: str, relative: bool | None) -> Uncertainty:
    """One value, or the two ends between which it runs."""
    level = written(text)
    extents = read_extents(text)
    if len(extents) != 1 or "w" in "".join(token.code for token in tokens(level)):
        single = _single(level) if not extents else None
        return _told(stated, single, relative) if single else stated
    return _told(stated, extents[0], relative)


def _single(level: Written) -> Extent | None:
    """A number without a unit."""
    found: list[Token] = tokens(level)
    alone = "".join(token.code for token in found).strip("()")
    return Extent(level.original, "points", points=(found[0].value,)) if alone == "n" and found[0].code == "n" else None


def _told(stated: Uncertainty, found: Extent, relative: bool | None) -> Uncertainty:
    values = found.points if found.form == "points" else tuple(v for v in (found.lo, found.hi) if v is not None)
    if not values or len(values) > 2 or (found.form == "points" and len(values) != 1):
        return stated
    values = _plus_minus(values)
    known = unit(found.unit) if found.unit else None
    if relative is None and known and (known.kind != _RATIO or not _RELATIVE_UNIT.search(found.unit or "")):
        relative = False
    form: Form = "interval" if len(values) == 2 else "relative" if relative else "absolute"
    stated = replace(stated, form=form, values=values, unit=found.unit, relative=relative, reordered=found.reordered)
    if known is None:
        return stated
    return _in_si(replace(stated, ucum=known.ucum, dimension=known.dimension, kind=known.kind), known)


def _plus_minus(values: tuple[float, ...]) -> tuple[float, ...]:
    """``-0.18 to 0.18`` says ± 0.18."""
    return (values[1],) if len(values) == 2 and values[0] == -values[1] and values[1] > 0 else values


def _in_si(stated: Uncertainty, known: Unit) -> Uncertainty:
    differences = tuple(known.si_difference(value) for value in stated.values)
    si = tuple(difference for difference in differences if difference is not None)
    return replace(stated, si_values=si) if len(si) == len(stated.values) else stated


_LIMITS = (
    ("detection", re.compile(r"检出限|检测限|(?<![A-Za-z])(?:lod|mdl)(?![A-Za-z])|limits?\sof\sdetection|detection\slimit", re.IGNORECASE)),
    ("quantification", re.compile(
        r"定量限|测定下限|定量下限|(?<![A-Za-z])(?:loq|mql)(?![A-Za-z])|limits?\sof\squantification|quantification\slimit", re.IGNORECASE)),
    ("reporting", re.compile(r"报告限|(?<![A-Za-z])(?:mrl|rl)(?![A-Za-z])|reporting\slimit", re.IGNORECASE)),
)  # fmt: skip


def read_limits(text: str) -> tuple[Limit, ...]:
    """The detection, quantification and reporting limits that a text names: each the first value after its name, of one that runs
    from–to the higher end."""
    found = sorted(
        (match.start(), match.end(), role) for role, name in _LIMITS for match in name.finditer(text[:LONGEST])
    )
    ends = [*(start for start, _, _ in found), len(text)][1:]
    limits = (
        _limit(text[start:stop], end - start, role) for (start, end, role), stop in zip(found, ends, strict=False)
    )
    return tuple(limit for limit in limits if limit is not None)


def _limit(text: str, after: int, role: str) -> Limit | None:
    value = next((extent for extent in read_extents(text[after:].lstrip(" :：=为是")) if extent.dimension), None)
    if value is None:
        return None
    end, si = (value.points[0], value.si_points[0]) if value.points else (value.hi, value.si.hi if value.si else None)
    if end is None and value.si:
        end, si = value.lo, value.si.lo
    return Limit(text.strip(), role, end, value.unit, value.ucum, value.dimension, value.kind, si)
