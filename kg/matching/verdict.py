"""A requirement against a capability: one verdict for each constraint, with what was required and what is offered.

Three-valued throughout: what a capability does not state is ``unknown``, never met and never dropped.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kg.matching.constraints import accuracy, citing, grants, names, places, providers, spans
from kg.matching.offer import Offer
from kg.matching.reason import Reason, Status, worst
from kg.matching.requirement import Requirement


@dataclass(frozen=True)
class Constraint:
    """``reads``: the attributes of an offer that decide it, in the order in which ``judge`` takes them after the requirement. It is
    None for a requirement that does not ask for it. One that is ``told`` is shown with a row and decides nothing."""

    name: str
    reads: tuple[str, ...]
    judge: Callable[..., Reason | None]
    told: bool = False

    def of(self, asked: Requirement, offer: Offer) -> Reason | None:
        return self.judge(asked, *(getattr(offer, name) for name in self.reads))


_PERIOD = ("valid_from", "valid_to", "status", "periods", "grant", "observed_on")

# In the order in which they are told.
CONSTRAINTS: tuple[Constraint, ...] = (
    Constraint("standard", ("methods",), citing.standard),
    Constraint("accredited_as_asked", ("methods", "grant", "flexible"), citing.accredited, told=True),
    Constraint("parameter", ("parameters",), names.named("parameter")),
    Constraint("product", ("products",), names.named("product")),
    Constraint("technique", ("techniques",), names.named("technique")),
    Constraint("instrument", ("instruments",), names.named("instrument")),
    Constraint("activity", ("activity",), names.activity),
    Constraint("range", ("extents",), spans.spanned),
    Constraint("uncertainty", ("uncertainties", "extents"), accuracy.uncertainty),
    Constraint("limit", ("limits", "extents"), accuracy.limit),
    Constraint("region", ("places",), places.region),
    Constraint("distance", ("places",), places.distance),
    Constraint("where", ("where",), places.where),
    Constraint("scheme", ("grant",), grants.scheme),
    Constraint("purpose", ("grant",), grants.purpose),
    Constraint("kind", ("kind",), providers.kind),
    Constraint("institution", ("institution",), providers.chosen),
    Constraint("validity", _PERIOD, grants.valid),
    Constraint("performed_by", ("performed_by",), providers.performed_by),
    Constraint("available_to", ("available_to",), providers.available_to),
)


@dataclass(frozen=True)
class Verdict:
    """The reasons in the order of the constraints; ``status``: the worst of those that decide."""

    reasons: tuple[Reason, ...]
    status: Status

    def of(self, constraint: str) -> Reason | None:
        return next((reason for reason in self.reasons if reason.constraint == constraint), None)


def judge(asked: Requirement, offer: Offer) -> Verdict:
    """Hold a requirement against a capability."""
    found = [(each, reason) for each in CONSTRAINTS if (reason := each.of(asked, offer)) is not None]
    deciding = [reason.status for each, reason in found if not each.told]
    return Verdict(tuple(reason for _, reason in found), worst(deciding))


def plain(reason: Reason) -> dict[str, Any]:
    """A reason as plain values, without what it does not say."""
    told = {
        "constraint": reason.constraint,
        "status": reason.status,
        "required": reason.required,
        "offered": reason.offered,
    }
    more = {"share": reason.share, "gap": reason.gap}
    return told | {"words": reason.words._asdict()} | {name: value for name, value in more.items() if value is not None}
