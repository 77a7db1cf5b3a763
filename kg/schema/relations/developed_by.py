from kg.schema.core import Ends, Relation, Words

DEVELOPED_BY = Relation(
    name="DEVELOPED_BY",
    ends=(Ends("StandardEdition", "Committee"),),
    label=Words("developed by", "由…制定"),
    doc=Words("The committee that is in charge of the document.", "负责该文件的技术委员会。"),
    many=True,
    column="committee",
)  # fmt: skip
