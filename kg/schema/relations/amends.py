from kg.schema.claims import KNOWN
from kg.schema.core import Ends, Relation, Words

AMENDS = Relation(
    name="AMENDS",
    ends=(
        Ends("StandardEdition", "StandardEdition"),
        Ends("StandardEdition", "Standard"),
    ),
    label=Words("amends", "修改"),
    doc=Words("An edition (or standard) that this document amends or corrects.",
              "该文件所修改或更正的版本（或标准）。"),
    many=True,
    claimed=True,
    properties=KNOWN,
    column="amends",
)  # fmt: skip
