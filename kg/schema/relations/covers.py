from kg.schema.core import Ends, Relation, Words
from kg.schema.prefixes import kg

COVERS = Relation(
    name="COVERS",
    ends=(Ends("Scope", "Capability"),),
    label=Words("scope covers", "范围涵盖"),
    doc=Words("The scope has a row that states the capability. In a capability's table the accreditation's number names its scope.",
              "能力范围中有一行陈述该能力。在能力表中以证书号指明其能力范围。"),
    iri=kg("scopeCovers"),
    stated_by="end",
    column="accreditation",
)  # fmt: skip
