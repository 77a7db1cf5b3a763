from kg.schema.core import Ends, Relation, Words

RESTRICTED_BY = Relation(
    name="RESTRICTED_BY",
    ends=(Ends("Capability", "Restriction"),),
    label=Words("restricted by", "受限于"),
    doc=Words("A limit stated on the capability.",
              "对该能力的限制。"),
    stated_by="end",
    required=True,
    told_as="verbatim",
)  # fmt: skip
