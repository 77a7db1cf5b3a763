from kg.schema.claims import KNOWN
from kg.schema.core import Ends, Relation, Words

REVISES = Relation(
    name="REVISES",
    ends=(Ends("StandardEdition", "StandardEdition"),),
    label=Words("revises", "修订"),
    doc=Words("A draft, and the edition that it is to replace once it is published.",
              "草案与其发布后将代替的版本。"),
    many=True,
    claimed=True,
    properties=KNOWN,
    column="revises",
)  # fmt: skip
