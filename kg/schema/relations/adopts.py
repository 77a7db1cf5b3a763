from kg.schema.claims import KNOWN
from kg.schema.core import Ends, Property, Relation, Words, one_of

ADOPTS = Relation(
    name="ADOPTS",
    ends=(
        Ends("StandardEdition", "StandardEdition"),
        Ends("StandardEdition", "Standard"),
        Ends("Standard", "Standard"),
    ),
    label=Words("adopts", "采用标准"),
    doc=Words("An edition (or standard) of another publisher that this edition adopts.",
              "该版本所采用的其他发布者的版本（或标准）。"),
    many=True,
    claimed=True,
    column="adopts",
    properties=(
        Property("degree", one_of("IDT", "MOD", "EQV", "NEQ", "unknown"), Words("degree", "采用程度"),
                 Words("How closely: identical, modified, equivalent (former usage), not equivalent.",
                       "采用程度：等同、修改、等效（旧用语）、非等效。")),
        *KNOWN,
    ),
)  # fmt: skip
