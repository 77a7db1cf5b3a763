from kg.schema.core import Ends, Relation, Words

OFFERS = Relation(
    name="OFFERS",
    ends=(Ends("Institution", "Capability"),),
    label=Words("offers", "提供"),
    doc=Words("The institution has this capability.",
              "该机构具备这项能力。"),
    stated_by="end",
    required=True,
)  # fmt: skip
