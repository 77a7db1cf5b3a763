from kg.schema.claims import KNOWN
from kg.schema.core import Ends, Relation, Words
from kg.schema.prefixes import term

CITES = Relation(
    name="CITES",
    ends=(
        Ends("StandardEdition", "StandardEdition"),
        Ends("StandardEdition", "Standard"),
    ),
    label=Words("cites", "引用"),
    doc=Words("An edition (or standard) that this document refers to.",
              "该文件引用的版本（或标准）。"),
    iri=term("dcterms:references"),
    many=True,
    claimed=True,
    properties=KNOWN,
    column="cites",
)  # fmt: skip
