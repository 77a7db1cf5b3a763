from kg.schema.core import Ends, Relation, Words
from kg.schema.prefixes import term

PUBLISHED_BY = Relation(
    name="PUBLISHED_BY",
    ends=(
        Ends("StandardEdition", "Publisher"),
        Ends("Standard", "Publisher"),
    ),
    label=Words("published by", "由…发布"),
    doc=Words("Who publishes it; several where it is published jointly.",
              "发布者；联合发布时有多个。"),
    iri=term("dcterms:publisher"),
    many=True,
)  # fmt: skip
