"""One variable's range in a capability."""

from kg.schema.core import BOOLEAN, NUMBER, TEXT, EntityType, Words
from kg.schema.properties import DIMENSION, FORM, QUANTITY_KIND, REORDERED, ROLE, UCUM, UNIT, VERBATIM, prop

EXTENT = EntityType(
    "Extent",
    Words("extent", "范围区间"),
    Words("The range of one variable in a capability: of the measurand or of an influence quantity.",
          "能力中某一变量的区间：被测量或影响量。"),
    (
        ROLE,
        FORM,
        prop("variable", TEXT, "variable", "变量", "Name of the measurand or influence quantity that is limited.", "受限的被测量或影响量的名称。"),
        prop("lo", NUMBER, "low end", "下限", "Low end in the printed unit.", "以所印单位表示的下限。"),
        prop("hi", NUMBER, "high end", "上限", "High end in the printed unit.", "以所印单位表示的上限。"),
        prop("lo_open", BOOLEAN, "low end open", "下限开", "Whether the low end itself is outside.", "下限本身是否在区间外。"),
        prop("hi_open", BOOLEAN, "high end open", "上限开", "Whether the high end itself is outside.", "上限本身是否在区间外。"),
        prop("points", NUMBER, "values", "数值点", "Single values in the printed unit, where no interval is stated.",
             "未声明区间时，以所印单位表示的各单个数值。", many=True),
        UNIT,
        UCUM,
        DIMENSION,
        prop("si_lo", NUMBER, "low end in SI", "SI 下限", "Low end in the coherent SI unit.", "以 SI 一贯单位表示的下限。"),
        prop("si_hi", NUMBER, "high end in SI", "SI 上限", "High end in the coherent SI unit.", "以 SI 一贯单位表示的上限。"),
        prop("si_points", NUMBER, "values in SI", "SI 数值点", "The single values in the coherent SI unit.",
             "以 SI 一贯单位表示的各单个数值。", many=True),
        QUANTITY_KIND,
        REORDERED,
        VERBATIM,
    ),
    named=False,
    leads=("capability",),
)  # fmt: skip
