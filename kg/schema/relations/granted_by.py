from kg.schema.core import Ends, Relation, Words
from kg.schema.prefixes import term

GRANTED_BY = Relation(
    name="GRANTED_BY",
    ends=(Ends("Accreditation", "Authority"),),
    label=Words("granted by", "由…授予"),
    doc=Words("The authority that granted the accreditation.",
              "授予该认可的机构。"),
    within=(term("schema:issuedBy"),),
)  # fmt: skip
