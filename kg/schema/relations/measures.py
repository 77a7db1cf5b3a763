from kg.schema.core import Ends, Relation, Words
from kg.schema.prefixes import term

MEASURES = Relation(
    name="MEASURES",
    ends=(Ends("Capability", "Parameter"),),
    label=Words("measures", "测定"),
    doc=Words("The parameter that the capability determines.",
              "该能力测定的参数。"),
    within=(term("ssn:forProperty"),),
)  # fmt: skip
