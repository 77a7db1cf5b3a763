from kg.schema.core import Ends, Relation, Words

HAS_LIMIT = Relation(
    name="HAS_LIMIT",
    ends=(Ends("Capability", "Limit"),),
    label=Words("has limit", "有限值"),
    doc=Words("A detection, quantification or reporting limit that the capability states.",
              "该能力所述的检出限、定量限或报告限。"),
    stated_by="end",
    required=True,
)  # fmt: skip
