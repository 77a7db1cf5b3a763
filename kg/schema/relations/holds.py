from kg.schema.core import Ends, Relation, Words

HOLDS = Relation(
    name="HOLDS",
    ends=(
        Ends("Institution", "Accreditation"),
        Ends("Institution", "Scope"),
    ),
    label=Words("holds", "持有"),
    doc=Words("The institution holds this accreditation; where one number covers several branches, each holds the scope that is its own.",
              "该机构持有这项认可；一个登记号涵盖多个分支机构时，各自持有自己的能力范围。"),
    stated_by="end",
    many=True,
)  # fmt: skip
