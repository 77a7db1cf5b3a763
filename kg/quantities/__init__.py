"""Quantities as texts: read ranges, uncertainties and limits as they are printed, in the printed unit and in SI. Pure."""

from kg.quantities.accuracy import read_limits, read_uncertainties, read_uncertainty
from kg.quantities.extent import Extent
from kg.quantities.interval import Interval
from kg.quantities.ranges import read_extents, read_range
from kg.quantities.reading import Quantities, read
from kg.quantities.uncertainty import Limit, Uncertainty
from kg.quantities.unit import Unit, unit

__all__ = [
    "Extent",
    "Interval",
    "Limit",
    "Quantities",
    "Uncertainty",
    "Unit",
    "read",
    "read_extents",
    "read_limits",
    "read_range",
    "read_uncertainties",
    "read_uncertainty",
    "unit",
]
