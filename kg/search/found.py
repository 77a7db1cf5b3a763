"""What an index answers, in plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.matching.offer import Offer
from kg.matching.validity import State
from kg.search.fields import Value


@dataclass(frozen=True)
class Hit:
    """A capability that answers or stands apart. ``rank``: of its closest standard; ``partly``: whether it is met in part only."""

    offer: Offer
    state: State
    rank: int
    partly: bool


@dataclass(frozen=True)
class Group:
    """An institution with how many of its capabilities answer, or stand apart, the best of them first; or a capability alone."""

    institution: Value
    capabilities: int
    members: tuple[Hit, ...]


@dataclass(frozen=True)
class Count:
    """A value of a facet: capabilities and distinct institutions, exact both. ``chosen``: whether the request selects it."""

    value: Value
    capabilities: int
    institutions: int
    chosen: bool = False


@dataclass(frozen=True)
class Counted:
    """A facet: its values, and how many it has in all."""

    values: tuple[Count, ...]
    distinct: int


@dataclass(frozen=True)
class Found:
    """An answer. All numbers are exact and of the whole answer; ``groups`` and the first of those that stand ``apart`` are a page of it.

    ``by_state`` counts what no constraint but validity leaves out, ``institutions_by_state`` its distinct institutions;
    ``latest_reading``: when the latest of its sources was read. ``left_out`` counts by the field that was unmet.
    """

    capabilities: int
    institutions: int
    groups: tuple[Group, ...] = ()
    apart: tuple[Group, ...] = ()
    apart_capabilities: int = 0
    apart_institutions: int = 0
    by_state: Mapping[State, int] = field(default_factory=dict)
    institutions_by_state: Mapping[State, int] = field(default_factory=dict)
    latest_reading: date | None = None
    by_rank: Mapping[int, int] = field(default_factory=dict)
    restricted: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    facets: Mapping[str, Counted] = field(default_factory=dict)
