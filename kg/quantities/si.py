"""Unit arithmetic: what an expression of the unit table amounts to in the coherent SI unit. The only door of pint.

Pint reads nothing but the expressions of our own table, written for it: of printed units it takes ``pH`` for a picohenry,
``rad`` for the angle and ``gauss`` for a unit of another system, without an error.
"""

from decimal import Decimal
from functools import cache
from typing import NamedTuple

import pint

# QUDT's order of base dimensions in a dimension vector.
BASES = ("[substance]", "[current]", "[length]", "[luminosity]", "[mass]", "[temperature]", "[time]")
Vector = tuple[int, ...]


class Amount(NamedTuple):
    """So many of the coherent SI unit whose dimension is ``vector`` (exponents in the order of ``BASES``)."""

    factor: Decimal
    vector: Vector


@cache
def _registry() -> pint.UnitRegistry[Decimal]:
    return pint.UnitRegistry(non_int_type=Decimal)


@cache
def amount(expression: str) -> Amount:
    """The SI amount of an expression such as ``101325/760 pascal``; ``ValueError`` for one that pint does not know."""
    try:
        value = _registry().parse_expression(expression)
    except pint.PintError as error:
        raise ValueError(f"unit expression {expression!r}: {error}") from error
    if not isinstance(value, pint.Quantity):
        return Amount(Decimal(str(value)), (0,) * len(BASES))
    base = value.to_base_units()
    dimensions = {str(name): int(Decimal(str(power))) for name, power in base.dimensionality.items()}
    return Amount(Decimal(str(base.magnitude)), tuple(dimensions.get(name, 0) for name in BASES))


_LETTERS = "AELIMHT"


def dimension(vector: Vector) -> str:
    """QUDT's spelling of a dimension vector: ``A0E0L1I0M1H0T-2D0``; the last letter says that there is no dimension."""
    return (
        "".join(f"{letter}{power}" for letter, power in zip(_LETTERS, vector, strict=True)) + f"D{int(not any(vector))}"
    )
