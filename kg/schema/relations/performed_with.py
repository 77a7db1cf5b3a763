from kg.schema.core import Ends, Relation, Words

PERFORMED_WITH = Relation(
    name="PERFORMED_WITH",
    ends=(Ends("Capability", "Instrument"),),
    label=Words("performed with", "使用仪器"),
    doc=Words("An instrument that the capability rests on.",
              "该能力所依托的仪器。"),
    many=True,
)  # fmt: skip
