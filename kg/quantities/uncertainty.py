"""How well: an uncertainty as it is printed and in SI."""

from dataclasses import dataclass
from typing import Literal

from kg.quantities.unit import unit

Form = Literal["absolute", "relative", "linear", "interval", "table", "text"]


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """An expanded uncertainty, as printed (ISO/IEC Guide 98-3, 6.2; JCGM 200, 2.35).

    ``values``: one number; of an ``interval`` its two ends, the smaller first; of ``linear`` a and b of a + b·x, where x
    is the measurand's value in SI. ``si_values`` are the same in SI, relative ones as fractions; they are empty where the unit
    was not recognised. ``relative``: whether it is a share of the measurand's value; None where a per cent sign may be
    either that or the unit of the measurand. ``k`` and ``p``: coverage factor and probability, None where not printed.
    """

    verbatim: str
    form: Form = "text"
    role: str = "unknown"
    values: tuple[float, ...] = ()
    unit: str | None = None
    ucum: str | None = None
    dimension: str | None = None
    kind: str | None = None
    si_values: tuple[float, ...] = ()
    relative: bool | None = None
    at: float | None = None
    k: float | None = None
    p: float | None = None
    reordered: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """A detection, quantification or reporting limit: the least that is told apart from nothing, or told as a number
    (IUPAC Gold Book, limit of detection)."""

    verbatim: str
    role: str = "unknown"
    value: float | None = None
    unit: str | None = None
    ucum: str | None = None
    dimension: str | None = None
    kind: str | None = None
    si_value: float | None = None
    matrix: str | None = None

    @property
    def is_misprint(self) -> bool:
        """Whether it is 0 or less: nothing is told apart from nothing. A level without a reference may be."""
        value = self.value if self.si_value is None else self.si_value
        known = unit(self.unit or "")
        return value is not None and value <= 0 and not (known and known.level)
