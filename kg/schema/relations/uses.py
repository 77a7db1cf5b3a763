from kg.schema.core import Ends, Relation, Words, one_of
from kg.schema.properties import prop

USES = Relation(
    name="USES",
    ends=(Ends("Capability", "TestMethod"),),
    label=Words("uses", "采用"),
    doc=Words("A test method that the capability cites. Whether several are alternatives or all needed is rarely said, and is unknown then.",
              "该能力引用的检测方法；引用多个时是任选还是全部需要，多数未述，即为未知。"),
    many=True,
    column="method",
    properties=(
        prop("use", one_of("method", "product-requirement", "criterion", "sampling", "verification-regulation", "unknown"),
             "use", "用途", "What the method is cited as.", "该方法被引用的用途。"),
    ),
)  # fmt: skip
