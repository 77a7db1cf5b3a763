"""All that a text says of quantities."""

import re
from typing import NamedTuple

from kg.quantities.accuracy import SYMBOL, read_limits, read_uncertainties
from kg.quantities.extent import Extent
from kg.quantities.ranges import read_extents
from kg.quantities.uncertainty import Limit, Uncertainty
from kg.quantities.writing import written

# Signs that a text states an uncertainty rather than a range: its symbol, its factor, its name, a sum that grows with the value.
_BELOW = SYMBOL.removeprefix("u").removesuffix("*") + "+"
_UNCERTAIN = re.compile(
    rf"\bU\s?[=:]|\b[Uu](?i:{_BELOW})(?:\s?[=:≤]|(?<=[59l])\s[\d±])|[kK]\s?=\s?\d|^\s?(?:±|\+/-)"
    r"|不确定度|uncertainty|MPE|\bQ\s?\(\d|\([\d.]+[^()]{0,6}\+[^()]{1,24}\)"
)


class Quantities(NamedTuple):
    """``extents``, ``uncertainties`` and ``limits``: of a text that states an uncertainty or limits its values are no ranges."""

    text: str
    extents: tuple[Extent, ...] = ()
    uncertainties: tuple[Uncertainty, ...] = ()
    limits: tuple[Limit, ...] = ()


def read(text: str) -> Quantities:
    """Read a text as what it says it is: limits, uncertainties, or ranges."""
    if limits := read_limits(text):
        return Quantities(text, limits=limits)
    if _UNCERTAIN.search(written(text).text):
        return Quantities(text, uncertainties=read_uncertainties(text))
    return Quantities(text, extents=read_extents(text))
