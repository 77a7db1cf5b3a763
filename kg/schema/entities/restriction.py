"""A limit stated on a capability."""

from kg.schema.core import BOOLEAN, CODE, EntityType, Words, one_of
from kg.schema.properties import VERBATIM, prop

RESTRICTION = EntityType(
    "Restriction",
    Words("restriction", "限制"),
    Words("A limit stated on a capability. One that was not read makes its constraint unknown, never met.",
          "对能力所作的限制；未被解读的限制使相应约束为未知，而非满足。"),
    (
        prop("kind_of_limit", one_of("allow", "deny", "level", "clause", "customer", "bound", "unknown"), "kind of limit",
             "限制类型", "What kind of limit it is.", "限制的类型。"),
        prop("applies_to", CODE, "applies to", "适用标准", "Standards that it names; none named: all.",
             "其点名的标准；未点名则适用于全部。", many=True),
        prop("read", BOOLEAN, "read", "已解读", "Whether its words have been read into something to compare.",
             "其文字是否已被解读为可比较的内容。", required=True),
        VERBATIM,
    ),
    named=False,
    leads=("capability",),
)  # fmt: skip
