from kg.schema.core import Ends, Relation, Words
from kg.schema.prefixes import kg

AT = Relation(
    name="AT",
    ends=(
        Ends("Capability", "Site"),
        Ends("Instrument", "Site"),
        Ends("Scope", "Site"),
    ),
    label=Words("at", "位于场所"),
    doc=Words("What is at this site, where the source names one.",
              "位于此场所（来源指明时）。"),
    iri=kg("atSite"),
)  # fmt: skip
