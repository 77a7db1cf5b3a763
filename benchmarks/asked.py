"""A question of the benchmark of matching, in plain values, and what has to come back: the same of whoever answers."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

PAGE = 20
FACETS = ("region", "parameter", "product")

Row = tuple[str, int]  # an institution and how many of its capabilities answer
Value = tuple[str, int, int]  # a value of a facet, its capabilities and their distinct institutions


class Wanted(NamedTuple):
    """A range, in SI, that a capability has to cover whole: QUDT dimension vector and kind of quantity. No end of it is printed
    anywhere, so that open ends and rounding decide nothing."""

    dimension: str
    kind: str
    lo: float
    hi: float


@dataclass(frozen=True)
class Asked:
    """One question. Exactly one of ``standard``, ``product`` and ``words`` is given: what is looked for. ``undated``: what prints
    no period, or starts after the day, answers too, after what is known to be in date. ``facets``: the twenty commonest values of
    each of ``FACETS`` are wanted beside the page."""

    kind: str
    activity: str
    as_of: date
    standard: str | None = None
    product: str | None = None
    words: tuple[str, ...] = ()
    region: str | None = None
    wanted: Wanted | None = None
    undated: bool = False
    facets: bool = False

    @property
    def subject(self) -> str:
        """Which of the three is given."""
        return "standard" if self.standard else "product" if self.product else "words"


class Answer(NamedTuple):
    """Twenty institutions, the best first, with their capabilities; all institutions and capabilities; facets by field."""

    page: list[Row]
    institutions: int
    capabilities: int
    facets: dict[str, list[Value]]
