"""A requirement against a capability: one verdict for each constraint, with what was required and what is offered.

Three-valued throughout: what a capability does not state is ``unknown``, never met and never dropped.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

from kg.matching.constraints import (
    accuracy,
    citing,
    classes,
    clauses,
    conditions,
    grants,
    instruments,
    limits,
    names,
    places,
    providers,
    spans,
)
from kg.matching.offer import Offer
from kg.matching.reason import Reason, Status, worst
from kg.matching.requirement import Requirement


@dataclass(frozen=True)
class Constraint:
    """``reads``: the attributes of an offer that decide it, in the order in which ``judge`` takes them after the requirement. It is
    None where the requirement does not ask for it (``asks``: by which of its attributes; by none: it always does). One that is
    ``told`` is shown with a row and decides nothing, and so is one that the requirement waives (``waived``: by which flag)."""

    name: str
    reads: tuple[str, ...]
    judge: Callable[..., Reason | None]
    told: bool = False
    waived: str = ""
    asks: tuple[str, ...] = ()

    def decides(self, asked: Requirement) -> bool:
        return not self.told and not (self.waived and getattr(asked, self.waived))

    def of(self, asked: Requirement, offer: Offer) -> Reason | None:
        return self.judge(asked, *self._read(offer))

    @cached_property
    def _read(self) -> Callable[[Offer], tuple[Any, ...]]:
        one = attrgetter(*self.reads)
        return one if len(self.reads) > 1 else lambda offer: (one(offer),)


_PERIOD = ("valid_from", "valid_to", "status", "periods", "grant", "observed_on")

# In the order in which they are told.
CONSTRAINTS: tuple[Constraint, ...] = (
    Constraint("standard", ("methods",), citing.standard, asks=("standard",)),
    Constraint(
        "accredited_as_asked", ("methods", "grant", "flexible"), citing.accredited, told=True, asks=("standard",)
    ),
    Constraint("clause", ("methods", "covers", "restrictions"), clauses.clause, asks=("clause",)),
    Constraint("parameter", ("parameters",), names.named("parameter"), asks=("parameter",)),
    Constraint("product", ("products",), names.named("product"), asks=("product",)),
    Constraint("technique", ("techniques",), names.named("technique"), asks=("technique",)),
    Constraint("classification", ("classified",), classes.classification, asks=("classification",)),
    Constraint("instrument", ("instruments",), instruments.equipped, asks=("instrument",)),
    Constraint("activity", ("activity",), names.activity),
    Constraint("range", ("extents",), spans.spanned, asks=("range",)),
    Constraint("condition", ("extents",), conditions.conditions, asks=("conditions",)),
    Constraint("uncertainty", ("uncertainties", "extents"), accuracy.uncertainty, asks=("uncertainty",)),
    Constraint("limit", ("limits", "extents"), accuracy.limit, asks=("limit",)),
    Constraint("region", ("places",), places.region, asks=("region",)),
    Constraint("distance", ("places",), places.distance, asks=("near",)),
    Constraint("where", ("where",), places.where, asks=("where",)),
    Constraint("scheme", ("grant",), grants.scheme, asks=("schemes",)),
    Constraint("purpose", ("grant",), grants.purpose, asks=("purpose",)),
    Constraint("kind", ("kind",), providers.kind, asks=("kind",)),
    Constraint("institution", ("institution",), providers.chosen, asks=("include", "exclude")),
    Constraint("validity", _PERIOD, grants.valid, waived="any_validity"),
    Constraint("restriction", ("restrictions", "products", "parameters", "methods"), limits.restriction),
    Constraint("performed_by", ("performed_by",), providers.performed_by),
    Constraint("available_to", ("available_to",), providers.available_to, waived="any_customer"),
)


class Verdict(NamedTuple):
    """The reasons in the order of the constraints, and those of them that decide; ``status``: the worst of these."""

    reasons: tuple[Reason, ...]
    deciding: tuple[Reason, ...]

    @property
    def status(self) -> Status:
        return worst([reason.status for reason in self.deciding])

    def of(self, constraint: str) -> Reason | None:
        """The reason of one constraint; None where it is not asked for."""
        return next((reason for reason in self.reasons if reason.constraint == constraint), None)


def constraints(asked: Requirement) -> tuple[Constraint, ...]:
    """The constraints that a requirement asks for."""
    return tuple(each for each in CONSTRAINTS if not each.asks or any(getattr(asked, name) for name in each.asks))


def judge(asked: Requirement, offer: Offer, constraints: Iterable[Constraint] = CONSTRAINTS) -> Verdict:
    """Hold a requirement against a capability. Of many capabilities, find the ``constraints`` of the requirement once."""
    found = [(each, reason) for each in constraints if (reason := each.of(asked, offer)) is not None]
    return Verdict(tuple(reason for _, reason in found), tuple(reason for each, reason in found if each.decides(asked)))


def plain(reason: Reason) -> dict[str, Any]:
    """A reason as plain values, without what it does not say."""
    told: dict[str, Any] = {
        "constraint": reason.constraint,
        "status": reason.status,
        "required": reason.required,
        "offered": reason.offered,
        "words": {"en": reason.words.en, "zh": reason.words.zh},
    }
    if reason.share is not None:
        told["share"] = reason.share
    if reason.gap is not None:
        told["gap"] = reason.gap
    return told
