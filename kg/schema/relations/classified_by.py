from kg.schema.core import Ends, Relation, Words
from kg.schema.prefixes import term

CLASSIFIED_BY = Relation(
    name="CLASSIFIED_BY",
    ends=(
        Ends("StandardEdition", "Classification"),
        Ends("Standard", "Classification"),
        Ends("Capability", "Classification"),
    ),
    label=Words("classified by", "归类于"),
    doc=Words("A class of standards, or of services, that it belongs to.",
              "它所属的标准或服务分类。"),
    within=(term("dcterms:subject"),),
    many=True,
)  # fmt: skip
