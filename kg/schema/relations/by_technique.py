from kg.schema.core import Ends, Relation, Words

BY_TECHNIQUE = Relation(
    name="BY_TECHNIQUE",
    ends=(Ends("Capability", "Technique"),),
    label=Words("by technique", "所用技术"),
    doc=Words("A technique that the capability uses.",
              "该能力所用的技术。"),
    many=True,
)  # fmt: skip
