"""Who offers it, to whom, and with whose means."""

from kg.matching.offer import Thing
from kg.matching.reason import Reason
from kg.matching.requirement import Requirement
from kg.schema.core import Words


def kind(asked: Requirement, offered: str | None) -> Reason | None:
    if asked.kind is None:
        return None
    if offered in (None, "unknown") and asked.kind != "unknown":
        return Reason(
            "kind",
            "unknown",
            asked.kind,
            "unknown",
            Words("what kind of institution it is, is not stated", "未说明机构类型"),
        )
    same = offered == asked.kind
    words = Words("of that kind", "机构类型一致") if same else Words("of another kind", "机构类型不同")
    return Reason("kind", "met" if same else "unmet", asked.kind, offered or "unknown", words)


def chosen(asked: Requirement, institution: Thing) -> Reason | None:
    """Whether the institution is among those to look at, and not among those to leave out."""
    if asked.include is not None and institution.id not in asked.include.ids:
        return Reason(
            "institution",
            "unmet",
            asked.include.asked,
            str(institution),
            Words("not one of those asked for", "不在指定机构之内"),
        )
    if asked.exclude is not None and institution.id in asked.exclude.ids:
        return Reason(
            "institution",
            "unmet",
            f"not {asked.exclude.asked}",
            str(institution),
            Words("left out as asked", "按要求排除"),
        )
    if asked.include is None:
        return None
    return Reason(
        "institution", "met", asked.include.asked, str(institution), Words("one of those asked for", "在指定机构之内")
    )


_PERFORMED = {
    "customer-equipment": Words("with the customer's equipment", "借用客户设备"),
    "external-data": Words("from external data", "利用外部数据"),
    "subcontract": Words("by a subcontractor", "分包"),
}


def performed_by(_: Requirement, offered: str | None) -> Reason | None:
    """Work that is not all its own is partly what is asked for at best."""
    if offered not in _PERFORMED:
        return None
    return Reason("performed_by", "partly", "own", offered, _PERFORMED[offered])


def available_to(_: Requirement, offered: str | None) -> Reason | None:
    """A body that serves its parent alone (type B of ISO/IEC 17020:2012, A.2) is no answer unless it is asked for."""
    if offered != "own-organisation":
        return None
    words = Words("serves its own organisation only (type B)", "仅服务于所属组织（B 类）")
    return Reason("available_to", "unmet", "anyone", offered, words)
