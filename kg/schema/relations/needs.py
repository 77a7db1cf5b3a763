from kg.schema.core import Ends, Relation, Words

NEEDS = Relation(
    name="NEEDS",
    ends=(Ends("Industry", "Standard"),),
    label=Words("needs", "需要"),
    doc=Words("A standard that the industry needs tested to.",
              "该产业需要按其检测的标准。"),
    many=True,
    column="needs",
)  # fmt: skip
