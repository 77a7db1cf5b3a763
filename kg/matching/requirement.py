"""A requirement as it is held against capabilities: what it names has been found in the graph, what it measures is in SI."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, get_args

from kg.matching.closeness import Fit
from kg.quantities.extent import Extent
from kg.quantities.interval import Scale
from kg.quantities.uncertainty import Uncertainty

# What a report is needed for. CNAS and CMA are never exchanged for one another.
Purpose = Literal["cnas-report", "cma-report", "court", "verification"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


class Named(NamedTuple):
    """Something by its name as asked, with the ids that bear it."""

    asked: str
    ids: frozenset[str]


class Cites(NamedTuple):
    """The standard asked for (a designation; ``dated``: an edition), and the documents that are close enough to it, by id."""

    asked: str
    dated: bool
    fits: Mapping[str, Fit]


class Ranged(NamedTuple):
    """The range asked for, as asked and read; a single value is an extent of one point."""

    asked: str
    extent: Extent
    scale: Scale | None = None


class Condition(NamedTuple):
    """A condition under which it is to be done: the range of an influence quantity, by its name (empty: by its unit alone)."""

    variable: str
    range: Ranged


class Within(NamedTuple):
    """The uncertainty asked for at most, at a value of the measurand (None: at the ends of the range asked for). ``stated``: it is
    not asked for, but stated with a result (the one value of the range), which is in scope if it is no smaller than the CMC."""

    asked: str
    uncertainty: Uncertainty
    at: Extent | None = None
    stated: bool = False


class Least(NamedTuple):
    """A detection or quantification limit asked for at most, in SI."""

    asked: str
    role: Literal["detection", "quantification"]
    extent: Extent


# Terms on which others may use an instrument, the freest first.
Access = Literal["open", "by-agreement"]
ACCESSES: tuple[Access, ...] = get_args(Access)


class Equipped(NamedTuple):
    """The instrument that the work is to be done with: it bears a name, is of a kind, has a range, others may use it on terms at
    least as free as these, its calibration holds on the day ``calibrated``. One and the same instrument has to be all of it."""

    name: Named | None = None
    kind: Named | None = None
    range: Ranged | None = None
    access: Access | None = None
    calibrated: date | None = None


class Near(NamedTuple):
    """A place, WGS 84 in degrees, and how far from it at most, in kilometres."""

    latitude: float
    longitude: float
    within: float


@dataclass(frozen=True)
class Requirement:
    """What is asked of one capability: what is None, or empty, constrains nothing.

    ``clause``: of the standard. ``where``: permanent, on-site or mobile. ``schemes``: of the accreditation, such as CNAS.
    ``classification``: by a standard of one of these classes, or of a class below. ``about``: the one of standard, parameter,
    product, technique and classification that candidates are found by, in that order.
    """

    as_of: date
    activity: str = "testing"
    standard: Cites | None = None
    clause: str | None = None
    parameter: Named | None = None
    product: Named | None = None
    technique: Named | None = None
    classification: Named | None = None
    instrument: Equipped | None = None
    range: Ranged | None = None
    conditions: tuple[Condition, ...] = ()
    uncertainty: Within | None = None
    limit: Least | None = None
    region: Named | None = None
    near: Near | None = None
    where: str | None = None
    schemes: tuple[str, ...] = ()
    purpose: Purpose | None = None
    kind: str | None = None
    include: Named | None = None
    exclude: Named | None = None
    any_validity: bool = False
    any_customer: bool = False

    @property
    def about(self) -> str | None:
        for subject in SUBJECTS:
            if getattr(self, subject) is not None:
                return subject
        return None


# What candidates are found by: the first of them that is asked for.
SUBJECTS = ("standard", "parameter", "product", "technique", "classification")
