from kg.schema.core import Ends, Relation, Words
from kg.schema.properties import role

USES = Relation(
    name="USES",
    ends=(Ends("Capability", "TestMethod"),),
    label=Words("uses", "采用"),
    doc=Words("A test method that the capability cites. Whether several are alternatives or all needed is rarely said, and is unknown then.",
              "该能力引用的检测方法；引用多个时是任选还是全部需要，多数未述，即为未知。"),
    many=True,
    column="method",
    properties=(
        role("method", "product-requirement", "criterion", "sampling", "verification-regulation", "unknown"),
    ),
)  # fmt: skip
