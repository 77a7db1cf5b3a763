"""A dated state of an accreditation or a capability."""

from kg.schema.core import DATE, EntityType, Words
from kg.schema.properties import STATUS, prop

STATUS_PERIOD = EntityType(
    "StatusPeriod",
    Words("status period", "状态期间"),
    Words("A dated state of an accreditation or a capability, such as a suspension.", "认可或能力的某一时段状态，如暂停。"),
    (
        STATUS,
        prop("from_date", DATE, "from", "起始日", "First day of the state.", "该状态开始之日。"),
        prop("to_date", DATE, "to", "终止日", "Last day of the state; absent while it lasts or is not known.",
             "状态末日；持续或未知时缺失。"),
    ),
    named=False,
    leads=("accreditation", "capability"),
)  # fmt: skip
