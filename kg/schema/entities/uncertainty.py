"""How well a capability measures."""

from kg.schema.core import BOOLEAN, NUMBER, EntityType, Words, number_between
from kg.schema.properties import DIMENSION, FORM, QUANTITY_KIND, REORDERED, ROLE, UCUM, UNIT, VERBATIM, prop

UNCERTAINTY = EntityType(
    "Uncertainty",
    Words("measurement uncertainty", "测量不确定度"),
    Words("How well: an uncertainty stated for a capability, a certified value or a routine service.",
          "能力、标准值或日常服务所声明的不确定度。"),
    (
        ROLE,
        FORM,
        prop("values", NUMBER, "values", "数值", "Numbers of the form, in its order.", "该形式的数值，按其次序。", many=True),
        UNIT,
        UCUM,
        DIMENSION,
        QUANTITY_KIND,
        prop("si_values", NUMBER, "values in SI", "SI 数值", "The numbers in the coherent SI unit; relative ones as fractions.",
             "以 SI 一贯单位表示的各数；相对值以分数表示。", many=True),
        prop("relative", BOOLEAN, "relative", "相对", "Whether it is a share of the measurand's value; absent where that is not said.",
             "是否为被测量值的比例；未说明时缺失。"),
        prop("at", NUMBER, "at", "所在点", "Value of the measurand that it holds at.", "所对应的被测量值。"),
        prop("k", NUMBER, "coverage factor", "包含因子", "Factor by which the standard uncertainty was multiplied.", "标准不确定度所乘的因子。"),
        prop("p", number_between(0, 1), "coverage probability", "包含概率", "Coverage probability, between 0 and 1.", "包含概率，0 至 1。"),
        REORDERED,
        VERBATIM,
    ),
    named=False,
    leads=("capability",),
)  # fmt: skip
