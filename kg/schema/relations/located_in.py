from kg.schema.core import Ends, Relation, Words
from kg.schema.prefixes import term

LOCATED_IN = Relation(
    name="LOCATED_IN",
    ends=(Ends("Site", "Region"),),
    label=Words("located in", "位于地区"),
    doc=Words("The region that the site is in, as deep as it is certain.",
              "场所所在的地区，精确到能够确定的级别。"),
    iri=term("schema:containedInPlace"),
)  # fmt: skip
