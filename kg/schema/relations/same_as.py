from kg.schema.core import BOOLEAN, CODE, Ends, Property, Relation, Words, number_between

SAME_AS = Relation(
    name="SAME_AS",
    ends=(Ends("Institution", "Institution"),),
    label=Words("same as", "同一机构"),
    doc=Words("The two may be one institution: a candidate for review, merged by nobody before it is reviewed.",
              "两者可能是同一机构：待复核的候选，复核之前不合并。"),
    many=True,
    column=None,
    properties=(
        Property("score", number_between(0, 1), Words("score", "相似度"), Words("How alike the two are, 0 to 1.", "两者的相似程度，0 到 1。")),
        Property("by", CODE, Words("by", "判定依据"), Words("Rule or reviewer's office that says so; never a person's name.",
                                                 "作此判定的规则或复核部门；不记个人姓名。")),
        Property("reviewed", BOOLEAN, Words("reviewed", "已复核"), Words("Whether it was reviewed.", "是否已复核。")),
    ),
)  # fmt: skip
