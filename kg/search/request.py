"""What can be asked of an index, in plain values: any engine that holds the documents can answer it.

A request judges documents by constraints. Each constraint gives a document one of four statuses, as a verdict does
(``kg.matching.verdict.Status``): met, partly, unknown, unmet; the worst of them is the document's. What is met or partly met
answers; what is unknown stands apart; the rest is left out, and counted by the first constraint that is unmet.
"""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kg.errors import UsageError, did_you_mean
from kg.matching.reason import Status
from kg.matching.validity import STANDING, State
from kg.quantities.extent import Extent
from kg.quantities.interval import Interval
from kg.search.fields import BY_NAME, FIELDS

Missing = Literal["unmet", "unknown"]


@dataclass(frozen=True)
class Chosen:
    """Documents with any of some values of a field; with none of them where ``exclude``. ``missing``: what a document is that
    states no value at all; ``unsure``: values that leave it unknown where none that is wanted stands beside them."""

    field: str
    values: Collection[str]
    missing: Missing = "unmet"
    exclude: bool = False
    unsure: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_field(self.field)

    @property
    def name(self) -> str:
        return self.field


@dataclass(frozen=True)
class Span:
    """A range that the measurand's ranges have to cover: of a quantity (QUDT dimension vector and kind), in SI; None: only
    ``judge`` knows.

    A document with one range of the measurand is judged by its ends: met where that contains ``asked``, unmet where the two
    share no more than an end; unknown where it is of another quantity, or there is none. ``judge`` says the same of any ranges,
    with the share that is covered, and is asked where part of it is, where there are several, or one that is no interval.
    Of those alike in everything else, those that cover more come first.
    """

    name: str
    dimension: str
    kind: str | None
    asked: Interval | None
    judge: Callable[[tuple[Extent, ...]], tuple[Status, float | None]]


# Among the parts of a verdict: the document that is cited and closest to what was asked for, by its id.
CLOSEST = "closest"


@dataclass(frozen=True)
class Verdict:
    """A constraint that a function judges: what documents say of it is in parts (``kg.search.fields``), and each that is
    different is judged once. ``judge`` takes the values of the parts. ``only``: all others meet it.
    ``kept``: all that the function depends on beside its one part; what it said of a part holds for the next verdict of the same
    too. An engine elsewhere gives the parts of its candidates back, to be judged here."""

    name: str
    parts: tuple[str, ...]
    judge: Callable[..., Status]
    only: Chosen | None = None
    kept: Hashable | None = None

    def __post_init__(self) -> None:
        if strange := set(self.parts) - {*BY_NAME, CLOSEST}:
            raise UsageError(f"documents have no part '{min(strange)}'.{did_you_mean(min(strange), BY_NAME)}")


Constraint = Chosen | Span | Verdict


@dataclass(frozen=True)
class Facet:
    """Counts by the values of a field, the most frequent first. ``apart``: counts what stands apart too."""

    field: str
    most: int = 20
    apart: bool = False

    def __post_init__(self) -> None:
        require_field(self.field)


@dataclass(frozen=True)
class Request:
    """A question to the index.

    ``about``: what the question is about; only documents that meet these are looked at. ``text``: words that their names
    have, all of them. ``constraints``: in the order in which they are named as the reason for leaving out; the last of all is
    validity on ``as_of``, by the ``states`` that answer (unknown ones stand apart unless they are listed).
    ``closeness``: ranks of values of ``standard``, the best first, from 0 to 6; a document has that of the first that it cites;
    those of a ``loose`` rank meet partly. ``skip`` and ``limit`` count institutions, or capabilities where ``grouped`` is false, and so does
    ``apart`` those that stand apart; ``members``: most capabilities of each institution.
    """

    as_of: date
    about: tuple[Chosen, ...] = ()
    text: str = ""
    constraints: tuple[Constraint, ...] = ()
    states: frozenset[State] = STANDING
    closeness: Mapping[str, int] = field(default_factory=dict)
    loose: frozenset[int] = frozenset()
    grouped: bool = True
    skip: int = 0
    limit: int = 20
    members: int = 1
    apart: int = 0
    facets: tuple[Facet, ...] = ()

    def __post_init__(self) -> None:
        if min(self.skip, self.limit, self.members, self.apart) < 0:
            raise UsageError("skip, limit, members and apart count from 0.")


def require_field(name: str) -> None:
    """Raise ``UsageError`` unless there is a field of that name."""
    if name not in FIELDS:
        raise UsageError(f"the index has no field '{name}'.{did_you_mean(name, FIELDS)}")
