"""All that a text says of quantities."""

import re
from typing import NamedTuple

from kg.quantities.accuracy import read_limits, read_uncertainties
from kg.quantities.extent import Extent
from kg.quantities.ranges import read_extents
from kg.quantities.uncertainty import Limit, Uncertainty

# Signs that a text states an uncertainty rather than a range.
_UNCERTAIN = re.compile(
    r"\bU(?:_?(?:95|99|rel|r))?\s?[=:＝：]|[kK]\s?[=＝]\s?\d|^\s?(?:±|\+/-)|不确定度|uncertainty|MPE"
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
    if _UNCERTAIN.search(text):
        return Quantities(text, uncertainties=read_uncertainties(text))
    return Quantities(text, extents=read_extents(text))
