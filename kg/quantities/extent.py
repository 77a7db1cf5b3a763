"""The range of one variable, as it is printed and in SI."""

import math
from dataclasses import dataclass, replace
from typing import Literal

from kg.quantities.interval import Interval
from kg.quantities.unit import Unit, unit

# What the words of a range amount to. ``points`` are single values: what lies between them is not said.
Form = Literal["interval", "points", "qualitative", "whole", "text"]

# Whose range it is: of what is measured, of a condition of the measurement (VIM 2.52), of the specimen or the equipment.
Role = Literal["measurand", "influence", "specimen", "equipment", "unknown"]


# Kinds that are told in one scale: a per cent sign may stand for any share, and temperatures differ in their zero alone.
_SHARES = frozenset({
    "MassFraction", "VolumeFraction", "AmountOfSubstanceFraction", "RelativeHumidity", "LengthRatio", "Strain",
})  # fmt: skip
_TEMPERATURES = frozenset({"CelsiusTemperature", "ThermodynamicTemperature", "Temperature"})


def alike(one: str | None, other: str | None) -> bool:
    """Whether two kinds of one dimension may be the same quantity; one that is not known contradicts none."""
    if one == other or one is None or other is None or {one, other} <= _TEMPERATURES:
        return True
    return "DimensionlessRatio" in (one, other) and bool({one, other} & _SHARES)


@dataclass(frozen=True, slots=True)
class Extent:
    """A range or a set of values of one variable.

    ``lo`` and ``hi`` are in the printed ``unit``; an end that is not printed is None, and so are both where ``points`` are
    listed instead. ``si`` and ``si_points`` are the same in the coherent SI unit (of a logarithmic level without a known
    reference: in its own unit); they are None where the unit was not recognised. ``kind`` is the local name of a QUDT
    quantity kind, ``dimension`` a QUDT dimension vector: of one dimension several kinds may be. ``reordered``: the high
    end is printed first.
    """

    verbatim: str
    form: Form = "text"
    role: Role = "unknown"
    variable: str | None = None
    lo: float | None = None
    hi: float | None = None
    lo_open: bool = False
    hi_open: bool = False
    points: tuple[float, ...] = ()
    unit: str | None = None
    ucum: str | None = None
    dimension: str | None = None
    kind: str | None = None
    si: Interval | None = None
    si_points: tuple[float, ...] = ()
    reordered: bool = False

    def comparable(self, other: "Extent") -> bool:
        """Whether both may be ranges of the same quantity."""
        return self.dimension is not None and self.dimension == other.dimension and alike(self.kind, other.kind)

    def measured_in(self, known: Unit | None) -> "Extent":
        """The same with what a unit says of it; itself where the unit is not known."""
        if known is None:
            return self
        return replace(self, ucum=known.ucum, dimension=known.dimension, kind=known.kind)

    @property
    def reach(self) -> Interval | None:
        """How far it reaches in SI. A low end that is not stated reaches to zero of the unit as printed and no further (of ``≤ 5 kN``,
        ``≤ 40 °C`` nothing is said of less than 0 kN, 0 °C); of a high end that is not above zero, to that end alone."""
        if self.si is None or self.si.lo > -math.inf:
            return self.si
        known = unit(self.unit or "") or unit(self.ucum or "")
        zero, hi = known.si(0.0) if known else 0.0, self.si.hi
        return self.si._replace(lo=zero) if zero < hi else self.si._replace(lo=hi, lo_open=self.si.hi_open)

    @property
    def said(self) -> str:
        """The range in a line: ``[0.1, 10] kN``, ``≤ 5 kV``, ``10; 50 Hz``; its own words where it was not read."""
        unit = f" {self.unit}" if self.unit else ""
        if self.form == "points":
            return "; ".join(f"{point:g}" for point in self.points) + unit
        if self.form != "interval":
            return self.verbatim
        if self.lo is None:
            return f"{'<' if self.hi_open else '≤'} {self.hi:g}{unit}"
        if self.hi is None:
            return f"{'>' if self.lo_open else '≥'} {self.lo:g}{unit}"
        return f"{'(' if self.lo_open else '['}{self.lo:g}, {self.hi:g}{')' if self.hi_open else ']'}{unit}"
