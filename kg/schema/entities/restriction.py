"""A limit stated on a capability."""

from kg.schema.core import BOOLEAN, CODE, TEXT, EntityType, Words, one_of
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
        prop("terms", TEXT, "terms", "限制项", "What it names, as printed: things, clauses, levels, numeric bounds.",
             "其列举的内容（原文）：事物、条款、等级、数值界限。", many=True),
        prop("denies", BOOLEAN, "denies", "排除", "Whether its terms are what is left out, rather than all that is done.",
             "所列为被排除者，而非仅做者。"),
        prop("open", BOOLEAN, "open list", "未尽列举", "Whether more than its terms is done.",
             "所列之外是否尚有（等、包括）。"),
        prop("within", TEXT, "within", "限于部分", "The part of the capability that it limits; none: all of it.",
             "其所限制的能力部分；未说明则为全部。"),
        prop("read", BOOLEAN, "read", "已解读", "Whether its words have been read into something to compare.",
             "其文字是否已被解读为可比较的内容。", required=True),
        VERBATIM,
    ),
    named=False,
    leads=("capability",),
)  # fmt: skip
