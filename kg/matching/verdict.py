"""A requirement against a capability: one verdict for each constraint, with what was required and what is offered.

Three-valued throughout: what a capability does not state is ``unknown``, never met and never dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.matching.offer import Limited
from kg.matching.reason import Reason, Status
from kg.matching.restrictions import Wanted, judge
from kg.matching.validity import STANDING, Printed, validity
from kg.schema.core import Words


@dataclass(frozen=True)
class Requirement:
    """What is asked, as asked: every field that is None constrains nothing. ``standards``: the designations of what a
    capability cites that answer for the standard asked for."""

    as_of: date
    activity: str = "testing"
    parameter: str | None = None
    product: str | None = None
    region: str | None = None
    kind: str | None = None
    standards: tuple[str, ...] = ()


def reasons(asked: Requirement, offered: Mapping[str, Any]) -> tuple[Reason, ...]:
    """Verdicts for a capability card (see ``kg.queries.card``), in the order of the question's constraints; those on a
    standard are given by ``kg.matching.standard``."""
    found = [
        _named("parameter", asked.parameter, [name(p) for p in offered["parameters"]]),
        _named("product", asked.product, [name(p) for p in offered["products"]]),
        _activity(asked.activity, offered["activity"]),
        _region(asked.region, offered["regions"]),
        _named("kind", asked.kind, [offered["institution"]["kind"] or "unknown"]),
        _validity(asked.as_of, offered),
        _restrictions(asked, offered),
        _performed_by(offered["performed_by"]),
        _available_to(offered["available_to"]),
    ]
    return tuple(reason for reason in found if reason is not None)


def name(thing: Mapping[str, Any]) -> str:
    """The name to show for a thing: Chinese and English where it has both."""
    return " | ".join(text for text in (thing.get("name_zh"), thing.get("name_en")) if text) or str(thing.get("id"))


def _named(constraint: str, required: str | None, offered: list[str]) -> Reason | None:
    """The graph was asked by the thing itself, so what comes back has it; the reason shows in which words."""
    if required is None:
        return None
    words = Words(f"{constraint} as stated", "所述一致")
    return Reason(constraint, "met", required, "; ".join(offered), words)


def _activity(required: str, offered: str) -> Reason:
    same = required in ("any", offered)
    words = Words("same activity", "活动一致") if same else Words("another activity", "活动不同")
    return Reason("activity", "met" if same else "unmet", required, offered, words)


def _region(required: str | None, offered: list[Mapping[str, Any]]) -> Reason | None:
    if required is None:
        return None
    if not offered:
        return Reason("region", "unknown", required, "", Words("the place of work is not stated", "未说明工作地点"))
    return Reason("region", "met", required, " / ".join(name(r) for r in offered), Words("inside", "位于其内"))


def _validity(as_of: date, offered: Mapping[str, Any]) -> Reason:
    found = validity(printed(offered), as_of)
    status: Status = "met" if found.state in STANDING else "unknown" if found.state == "unknown" else "unmet"
    return Reason("validity", status, as_of.isoformat(), found.state, found.words)


def printed(card: Mapping[str, Any]) -> Printed:
    """What the source prints of a capability's validity: its own dates and status, else its accreditation's."""
    return Printed(*(card.get(name) for name in ("valid_from", "valid_to", "first_granted", "status", "observed_on")))


def _restrictions(asked: Requirement, offered: Mapping[str, Any]) -> Reason | None:
    """A request names a thing in its own words, and in those of the row where this has that thing alone."""
    products = _names(asked.product, offered["products"])
    parameters = _names(asked.parameter, offered["parameters"])
    return judge([limited(each) for each in offered["restrictions"]], Wanted(products, parameters, asked.standards))


def _names(asked: str | None, things: list[Mapping[str, Any]]) -> tuple[str, ...]:
    if asked is None:
        return ()
    same = (things[0].get("name_zh"), things[0].get("name_en")) if len(things) == 1 else ()
    return tuple(dict.fromkeys(name for name in (asked, *same) if name))


def limited(said: Mapping[str, Any]) -> Limited:
    """A restriction as a card shows it."""
    return Limited(
        said["kind"], said["read"], said["verbatim"], tuple(said.get("terms") or ()), tuple(said.get("applies_to") or ()),
        bool(said.get("denies")), bool(said.get("open")), said.get("within"),
    )  # fmt: skip


_PERFORMED = {
    "customer-equipment": Words("with the customer's equipment", "借用客户设备"),
    "external-data": Words("from external data", "利用外部数据"),
    "subcontract": Words("by a subcontractor", "分包"),
}


def _performed_by(performed_by: str | None) -> Reason | None:
    if performed_by not in _PERFORMED:
        return None
    return Reason("performed_by", "partly", "own", performed_by, _PERFORMED[performed_by])


def _available_to(available_to: str | None) -> Reason | None:
    if available_to != "own-organisation":
        return None
    words = Words("serves its own organisation only (type B)", "仅服务于所属组织（B 类）")
    return Reason("available_to", "unmet", "anyone", available_to, words)
