"""A capability as a verdict needs it: all that the graph holds of it, flat."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kg.quantities.extent import Extent
from kg.quantities.uncertainty import Limit, Uncertainty


class Thing(NamedTuple):
    """A parameter, product, technique, class or institution, by id, with its names."""

    id: str
    name_zh: str | None = None
    name_en: str | None = None

    def __str__(self) -> str:
        return " | ".join(name for name in (self.name_zh, self.name_en) if name) or self.id


class Region(NamedTuple):
    """A region, by id, with its names and its level (of the schema's list)."""

    id: str
    name_zh: str | None = None
    name_en: str | None = None
    level: str | None = None

    def __str__(self) -> str:
        return str(Thing(*self[:3]))


class Device(NamedTuple):
    """An instrument, by id, with its names and what it states of itself: the kinds or models that it is one of, its ranges, the
    terms on which others may use it (of the schema's list), when it was last calibrated and by when it is to be again."""

    id: str
    name_zh: str | None = None
    name_en: str | None = None
    kinds: tuple[Thing, ...] = ()
    ranges: tuple[Extent, ...] = ()
    access: str | None = None
    calibrated: date | None = None
    calibration_due: date | None = None

    def __str__(self) -> str:
        return str(Thing(*self[:3]))


class Cited(NamedTuple):
    """A test method and what it is defined by: ``document`` is the id of an edition, or of a standard cited without its year.
    ``verbatim`` is how a scope prints it."""

    method: str
    document: str | None = None
    designation: str | None = None
    clause: str | None = None
    use: str = "unknown"
    verbatim: str | None = None
    in_house_code: str | None = None


class Classified(NamedTuple):
    """The classes (entity Classification) of the standards that a capability cites and its own, each with those that it lies in after
    it. ``systems``: the classifications, such as ``ics``, that have a class of every standard cited, or of the capability."""

    classes: tuple[Thing, ...] = ()
    systems: tuple[str, ...] = ()


UNCLASSIFIED = Classified()


class Limited(NamedTuple):
    """A restriction (entity Restriction). ``terms``: what it names, as printed: things, clauses, levels, numeric bounds.
    ``applies_to``: designations; none: all that the capability cites. ``denies``: whether the terms are what is left out,
    rather than all that is done. ``open``: whether more than the terms is done. ``within``: the part of the capability that
    it limits; None: all of it. One that is not read has no terms to compare."""

    kind: str
    read: bool
    verbatim: str
    terms: tuple[str, ...] = ()
    applies_to: tuple[str, ...] = ()
    denies: bool = False
    open: bool = False
    within: str | None = None


class Place(NamedTuple):
    """A site where the capability is worked: its region with all that this lies in. Registers rarely print coordinates."""

    site: str
    regions: tuple[Region, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


class Period(NamedTuple):
    """A dated state (entity StatusPeriod); a missing end is unknown."""

    status: str
    start: date | None
    end: date | None


class Printed(NamedTuple):
    """What is printed of a capability and only shown: no verdict reads it. ``records``: where the source has it."""

    name_zh: str | None = None
    name_en: str | None = None
    items: tuple[str, ...] = ()
    field: str | None = None
    cited: str | None = None
    cited_title: str | None = None
    note: str | None = None
    range_text: str | None = None
    uncertainty_text: str | None = None
    records: tuple[str, ...] = ()


NOTHING = Printed()


@dataclass(frozen=True, slots=True)
class Grant:
    """The accreditation that covers a capability, with what its authority's rules say of undated and changed standards."""

    accreditation: str
    number: str | None = None
    scheme: str | None = None
    legal_kind: str | None = None
    authority: str | None = None
    undated_rule: str | None = None
    edition_change_rule: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    first_granted: date | None = None
    status: str | None = None
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """One capability of one institution. Empty tuples and None say that the source does not state it.

    ``places``: the site that the capability names, else the institution's only one; empty where it has several and none
    is named. ``valid_from`` and ``valid_to`` are the capability's own, else its scope's; else see ``grant``.
    """

    id: str
    institution: Thing
    kind: str | None
    activity: str
    covers: str | None = None
    where: tuple[str, ...] = ()
    performed_by: str | None = None
    available_to: str | None = None
    flexible: str | None = None
    places: tuple[Place, ...] = ()
    grant: Grant | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    status: str | None = None
    periods: tuple[Period, ...] = ()
    parameters: tuple[Thing, ...] = ()
    products: tuple[Thing, ...] = ()
    techniques: tuple[Thing, ...] = ()
    instruments: tuple[Device, ...] = ()
    methods: tuple[Cited, ...] = ()
    classified: Classified = UNCLASSIFIED
    extents: tuple[Extent, ...] = ()
    uncertainties: tuple[Uncertainty, ...] = ()
    limits: tuple[Limit, ...] = ()
    restrictions: tuple[Limited, ...] = ()
    scope: str | None = None
    source: str | None = None
    observed_on: date | None = None
    printed: Printed = NOTHING
