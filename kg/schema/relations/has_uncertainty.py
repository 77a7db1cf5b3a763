from kg.schema.core import Ends, Relation, Words

HAS_UNCERTAINTY = Relation(
    name="HAS_UNCERTAINTY",
    ends=(Ends("Capability", "Uncertainty"),),
    label=Words("has uncertainty", "有不确定度"),
    doc=Words("An uncertainty that the capability states.",
              "该能力所述的不确定度。"),
    stated_by="end",
    required=True,
)  # fmt: skip
