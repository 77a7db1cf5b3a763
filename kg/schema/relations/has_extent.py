from kg.schema.core import Ends, Relation, Words

HAS_EXTENT = Relation(
    name="HAS_EXTENT",
    ends=(Ends("Capability", "Extent"),),
    label=Words("has extent", "有量程"),
    doc=Words("A range of one variable that the capability states.",
              "该能力所述的一个变量的范围。"),
    stated_by="end",
    required=True,
)  # fmt: skip
