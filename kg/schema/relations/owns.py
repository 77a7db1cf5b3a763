from kg.schema.core import Ends, Relation, Words
from kg.schema.prefixes import term

OWNS = Relation(
    name="OWNS",
    ends=(Ends("Institution", "Instrument"),),
    label=Words("owns", "拥有"),
    doc=Words("The institution owns this instrument, or answers for it.",
              "该机构拥有或负责这台仪器。"),
    within=(term("schema:owns"),),
    stated_by="end",
)  # fmt: skip
