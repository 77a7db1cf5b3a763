from kg.schema.core import Ends, Relation, Words

APPLIES_TO = Relation(
    name="APPLIES_TO",
    ends=(Ends("Capability", "Product"),),
    label=Words("applies to", "适用于"),
    doc=Words("The kind of product that the capability is for.",
              "该能力适用的产品。"),
)  # fmt: skip
