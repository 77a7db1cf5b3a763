from kg.schema.core import Ends, Relation, Words

HAS_STATUS = Relation(
    name="HAS_STATUS",
    ends=(
        Ends("Accreditation", "StatusPeriod"),
        Ends("Capability", "StatusPeriod"),
    ),
    label=Words("has status", "有状态"),
    doc=Words("A dated state that it is or was in.",
              "它处于或曾处于的带日期的状态。"),
    stated_by="end",
)  # fmt: skip
