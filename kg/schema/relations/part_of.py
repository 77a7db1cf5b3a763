from kg.schema.core import Ends, Relation, Words
from kg.schema.prefixes import term

PART_OF = Relation(
    name="PART_OF",
    ends=(
        Ends("Region", "Region"),
        Ends("Institution", "Institution"),
        Ends("Instrument", "Instrument"),
        Ends("Committee", "Committee"),
    ),
    label=Words("part of", "隶属于"),
    doc=Words("The larger thing of its kind that it is part of.",
              "它所隶属的上一级同类事物。"),
    iri=term("dcterms:isPartOf"),
    column="part_of",
)  # fmt: skip
