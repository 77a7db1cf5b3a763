from kg.schema.core import Ends, Relation, Words
from kg.schema.prefixes import term

INSTANCE_OF = Relation(
    name="INSTANCE_OF",
    ends=(Ends("Instrument", "InstrumentModel"),),
    label=Words("instance of", "属于型号"),
    doc=Words("The model that the device is one of.",
              "该设备所属的型号。"),
    within=(term("schema:model"),),
    column="instrument_model",
)  # fmt: skip
