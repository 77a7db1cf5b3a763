"""What is measured on what, by which technique, as which activity."""

from collections.abc import Callable

from kg.matching.offer import Thing
from kg.matching.reason import Reason
from kg.matching.requirement import Named, Requirement
from kg.schema.core import Words

Judge = Callable[[Requirement, tuple[Thing, ...]], Reason | None]

_SAME = Words("as stated", "所述一致")
_OTHER = Words("another is stated", "所述不同")
_SILENT = Words("none is stated", "未说明")


def named(constraint: str) -> Judge:
    """The constraint of that name, on things of the capability: one of them is what was asked for. A capability that names
    none is unknown."""

    def judge(asked: Requirement, offered: tuple[Thing, ...]) -> Reason | None:
        wanted: Named | None = getattr(asked, constraint)
        if wanted is None:
            return None
        shown = "; ".join(map(str, offered))
        if not offered:
            return Reason(constraint, "unknown", wanted.asked, "", _SILENT)
        if any(thing.id in wanted.ids for thing in offered):
            return Reason(constraint, "met", wanted.asked, shown, _SAME)
        return Reason(constraint, "unmet", wanted.asked, shown, _OTHER)

    return judge


def activity(asked: Requirement, offered: str) -> Reason:
    same = asked.activity in ("any", offered)
    words = Words("same activity", "活动一致") if same else Words("another activity", "活动不同")
    return Reason("activity", "met" if same else "unmet", asked.activity, offered, words)
