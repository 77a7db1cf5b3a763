"""Ranges, uncertainties, limits and places as a request writes them, and the result of a certificate. What a source may leave
vague, a request may not."""

import math
import re
from dataclasses import replace
from typing import Literal

from kg.errors import UsageError, did_you_mean
from kg.matching.constraints.accuracy import DIMENSIONLESS
from kg.matching.requirement import Condition, Least, Near, Ranged, Within
from kg.quantities import Extent, Limit, Uncertainty, read_extents, read_uncertainty
from kg.quantities.commas import UNSURE, levelled
from kg.quantities.interval import Scale
from kg.quantities.ranges import leaves_out
from kg.quantities.unit import spellings, unit

_NOT_FINITE = re.compile(r"(?<![a-z])(?:nan|inf(?:inity)?)(?![a-z])|∞|[eE][+]?\d{3,}|\^\(?\d{3,}", re.IGNORECASE)
_UNIT = re.compile(r"([^\d\s.,;~()<>≤≥+-][^\d\s,;~()<>≤≥]*)\s*$")


def ranged(text: str, scale: Scale | None = None, what: str = "range") -> Ranged:
    """A range (`10~100 kN`), a one-sided one (`≥ 0.01 mg/L`), a value (`50 Hz`) or several (`10 Hz, 50 Hz`); ``what`` it is, in the
    words of an error."""
    extent = _extent(what, text, "10~100 kN, 50 Hz, or >= 0.01 mg/L")
    if scale == "logarithmic" and extent.si is not None and extent.si.lo <= 0:
        raise UsageError(
            f"{what} '{text[:60]}': a logarithmic scale begins above 0; leave the scale out, or say linear."
        )
    return Ranged(extent.verbatim, extent, scale)


# Where the range of a condition begins, after its name.
_BEGINS = re.compile(r"[<>≤≥±]|[(（]?[-+−]?\d|\bup to\b", re.IGNORECASE)


def condition(text: str) -> Condition:
    """The name of an influence quantity and its range (`frequency 50 Hz`, `温度：18~28 ℃`); the name may be left out."""
    found = _BEGINS.search(text)
    at = found.start() if found else len(text)
    if not found and text.strip():
        raise UsageError(
            f"condition '{text[:60]}' states no range. Write its name and its range, such as 'frequency 50 Hz'."
        )
    extent = _extent("condition", text[at:], "'frequency 50 Hz' or 'temperature 18~28 ℃'")
    return Condition(text[:at].strip(" \t:：=,，"), Ranged(text.strip(), extent))


def _extent(what: str, text: str, example: str) -> Extent:
    if _NOT_FINITE.search(text):
        raise UsageError(f"{what} '{text[:60]}': numbers have to be finite.")
    found = read_extents(text)
    if not found or found[0].form not in ("interval", "points"):
        raise UsageError(f"{what} '{text[:60]}' is not read: {_why(text)} Write for example {example}.")
    if len(found) > 1:
        said = "; ".join(each.said for each in found)
        raise UsageError(f"{what} '{text[:60]}' states several ({said}): a requirement has one.")
    (extent,) = found
    if extent.reordered:
        raise UsageError(f"{what} '{text[:60]}': its low end is above its high end.")
    if extent.ucum is None:
        raise UsageError(f"{what} '{text[:60]}' is not read: {_why(text)} Write for example {example}.")
    return _from_zero(extent)


def _from_zero(extent: Extent) -> Extent:
    """A low end that is not asked for is where one that is not stated reaches to: ``≤ 5 kN`` asks for 0 to 5 kN, and says so."""
    reach = extent.reach
    if extent.si == reach or reach is None or reach.lo == reach.hi:
        return extent
    asked = replace(extent, lo=0.0, si=reach)
    return replace(asked, verbatim=f"{extent.verbatim} = {asked.said}")


def _why(text: str) -> str:
    if UNSURE in levelled(text):
        return "a comma in it may be of a decimal, and may not: write 0.5 with a point, 1000 without a comma, values apart."
    if leaves_out(text):
        return "it says what is left out: say what is asked for."
    printed = _UNIT.search(text.strip())
    if printed is None:
        return "it has no unit." if re.search(r"\d", text) else "it has no number."
    if unit(printed[1]):
        return "no number that is read stands before its unit."
    return f"the unit '{printed[1]}' is not known.{did_you_mean(printed[1], spellings())}"


def within(text: str, at: str | None = None) -> Within:
    """An uncertainty at most (`0.05 %`, `U=0.1 mm (k=2)`), at a value of the measurand where one is given."""
    found = _uncertainty(text, re.sub(r"^\s*(?:≤|<=|<)\s*", "", text))
    return Within(text, found, value(at).extent if at is not None else None)


def _uncertainty(said: str, text: str) -> Uncertainty:
    if _NOT_FINITE.search(text):
        raise UsageError(f"uncertainty '{said[:60]}': numbers have to be finite.")
    found = read_uncertainty(text)
    if found.form not in ("absolute", "relative") or not found.si_values:
        raise UsageError(
            f"uncertainty '{said[:60]}' is not read as one value with a known unit. Write for example 'U=0.05 % (k=2)' or '0.1 mm'."
        )
    if found.si_values[0] <= 0:
        raise UsageError(f"uncertainty '{said[:60]}': it has to be above 0.")
    return found


def value(text: str) -> Ranged:
    """One value of the measurand (`50 kN`)."""
    extent = _extent("value", text, "50 kN")
    if len(extent.si_points) != 1:
        raise UsageError(f"value '{text[:60]}': one value is wanted, such as 50 kN.")
    return Ranged(text, extent)


def stated(text: str | None, k: str | None, result: Ranged) -> Within:
    """The expanded uncertainty that a certificate states with a result (`U=0.02 kN (k=2)`, or the coverage factor by itself). One
    that is not stated, and a coverage factor that is not, stay so: the verdict is unknown then."""
    if not text:
        return Within("", Uncertainty(""), stated=True)
    if re.search(r"[<>≤≥]", text):
        raise UsageError(f"uncertainty '{text[:60]}': a result states its value, not a bound.")
    found = replace(_uncertainty(text, text), role="result")
    given = found.k if k is None else _coverage_factor(k)
    if found.k is not None and given != found.k:
        raise UsageError(f"uncertainty '{text[:60]}' and k '{k}' state two coverage factors.")
    said = text if k is None or found.k is not None else f"{text} (k={given:g})"
    if found.dimension not in (DIMENSIONLESS, result.extent.dimension):
        raise UsageError(
            f"uncertainty '{text[:60]}' is none of '{result.asked[:60]}': their units are of different quantities."
        )
    relative = found.relative or found.dimension != result.extent.dimension
    if relative and result.extent.si_points[0] == 0.0:
        raise UsageError(f"uncertainty '{text[:60]}' is a share of the value, and that is 0.")
    return Within(said, replace(found, k=given, relative=relative or found.relative), stated=True)


def _coverage_factor(text: str) -> float:
    found = re.fullmatch(r"\s*(?:k\s*=\s*)?(\d{1,3}(?:\.\d{1,9})?)\s*", text, re.IGNORECASE)
    if not found or float(found[1]) <= 0:
        raise UsageError(f"k '{text[:60]}' is no coverage factor: write a number above 0, such as 2.")
    return float(found[1])


def least(text: str, role: Literal["detection", "quantification"]) -> Least:
    """A limit at most: `0.01 mg/L`, `≤ 0.01 mg/L`."""
    extent = _extent(f"{role} limit", text, "0.01 mg/L")
    if len(extent.si_points) != 1 and not (extent.si and math.isfinite(extent.si.hi)):
        raise UsageError(f"{role} limit '{text[:60]}': say the highest that will do, such as 0.01 mg/L.")
    highest = extent.si.hi if extent.si else extent.si_points[0]
    if Limit(text, role, None, extent.unit, si_value=highest).is_misprint:
        raise UsageError(f"{role} limit '{text[:60]}': it has to be above 0.")
    return Least(text, role, extent)


_NEAR = re.compile(r"\s*([+-]?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*([+-]?\d{1,3}(?:\.\d+)?)\s*$")


def near(text: str, kilometres: float) -> Near:
    """A place as `latitude, longitude` in degrees, and how far from it."""
    found = _NEAR.fullmatch(text)
    if not found or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        raise UsageError(
            f"near '{text[:60]}' is no place: write latitude and longitude in degrees, such as 30.52,114.31."
        )
    if not 0 < kilometres <= 20_040:
        raise UsageError("within_km is above 0 and at most 20040, half the way round the Earth.")
    return Near(float(found[1]), float(found[2]), kilometres)
