"""A kind of instrument."""

from kg.schema.core import EntityType, Words
from kg.schema.prefixes import term
from kg.schema.properties import MAKER

INSTRUMENT_MODEL = EntityType(
    "InstrumentModel",
    Words("instrument model", "仪器型号"),
    Words("A kind of measuring instrument as its maker sells it, or a class of them; devices are instances of it.",
          "制造商销售的某一型号或某一类仪器；设备为其实例。"),
    (MAKER,),
    shared=True,
    key=("name",),
    named_by="name",
    within=(term("schema:ProductModel"),),
)  # fmt: skip
