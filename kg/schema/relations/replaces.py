from kg.schema.claims import KNOWN
from kg.schema.core import PARTIAL_DATE, Ends, Property, Relation, Words, one_of
from kg.schema.prefixes import term

REPLACES = Relation(
    name="REPLACES",
    ends=(
        Ends("StandardEdition", "StandardEdition"),
        Ends("StandardEdition", "Standard"),
    ),
    label=Words("replaces", "代替"),
    doc=Words("An older edition (or standard) that this edition replaces.",
              "该版本所代替的旧版本（或标准）。"),
    iri=term("dcterms:replaces"),
    many=True,
    claimed=True,
    column="replaces",
    properties=(
        Property("extent", one_of("full", "partial", "unknown"), Words("how far", "代替程度"),
                 Words("Whether all of it is replaced or a part.", "全部代替还是部分代替。")),
        Property("effective", PARTIAL_DATE, Words("effective", "生效日期"), Words("Day from which it is replaced.", "自该日起代替。")),
        *KNOWN,
    ),
)  # fmt: skip
