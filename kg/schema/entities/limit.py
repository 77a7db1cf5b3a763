"""A detection, quantification or reporting limit."""

from kg.schema.core import NUMBER, TEXT, EntityType, Words
from kg.schema.properties import DIMENSION, QUANTITY_KIND, ROLE, UCUM, UNIT, VERBATIM, prop

LIMIT = EntityType(
    "Limit",
    Words("limit", "检出与定量限"),
    Words("A detection, quantification or reporting limit, with its matrix.", "检出限、定量限或报告限，及其基体。"),
    (
        ROLE,
        prop("value", NUMBER, "value", "数值", "Value in the printed unit.", "以所印单位表示的数值。"),
        UNIT,
        UCUM,
        DIMENSION,
        QUANTITY_KIND,
        prop("si_value", NUMBER, "value in SI", "SI 数值", "Value in the coherent SI unit.", "以 SI 一贯单位表示的数值。"),
        prop("matrix", TEXT, "matrix", "基体", "Matrix that it holds in.", "适用的基体。"),
        VERBATIM,
    ),
    named=False,
    leads=("capability",),
)  # fmt: skip
