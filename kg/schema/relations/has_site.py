from kg.schema.core import Ends, Relation, Words
from kg.schema.prefixes import term

HAS_SITE = Relation(
    name="HAS_SITE",
    ends=(Ends("Institution", "Site"),),
    label=Words("has site", "设有场所"),
    doc=Words("The institution works at this site.",
              "该机构在此场所工作。"),
    iri=term("org:hasSite"),
    stated_by="end",
    required=True,
)  # fmt: skip
