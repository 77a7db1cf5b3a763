from kg.schema.core import Ends, Relation, Words

HAS_SCOPE = Relation(
    name="HAS_SCOPE",
    ends=(Ends("Accreditation", "Scope"),),
    label=Words("has scope", "含能力范围"),
    doc=Words("An annex of the accreditation.",
              "该认可的一份附表。"),
    stated_by="end",
)  # fmt: skip
