"""How well a capability measures."""

from kg.schema.core import NUMBER, EntityType, Words, number_between, one_of
from kg.schema.properties import ROLE, UNIT, VERBATIM, prop

UNCERTAINTY = EntityType(
    "Uncertainty",
    Words("measurement uncertainty", "测量不确定度"),
    Words("How well: an uncertainty stated for a capability, a certified value or a routine service.",
          "能力、标准值或日常服务所声明的不确定度。"),
    (
        ROLE,
        prop("form", one_of("absolute", "relative", "linear", "interval", "table", "text"), "form", "形式",
             "Form in which it is stated; linear: a + b·x.", "声明的形式；linear 指 a + b·x。"),
        prop("values", NUMBER, "values", "数值", "Numbers of the form, in its order.", "该形式的数值，按其次序。", many=True),
        UNIT,
        prop("at", NUMBER, "at", "所在点", "Value of the measurand that it holds at.", "所对应的被测量值。"),
        prop("k", NUMBER, "coverage factor", "包含因子", "Factor by which the standard uncertainty was multiplied.", "标准不确定度所乘的因子。"),
        prop("p", number_between(0, 1), "coverage probability", "包含概率", "Coverage probability, between 0 and 1.", "包含概率，0 至 1。"),
        VERBATIM,
    ),
    named=False,
    leads=("capability",),
)  # fmt: skip
