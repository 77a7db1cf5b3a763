from kg.schema.core import Ends, Relation, Words

INSTANCE_OF = Relation(
    name="INSTANCE_OF",
    ends=(Ends("Instrument", "InstrumentModel"),),
    label=Words("instance of", "属于型号"),
    doc=Words("The model that the device is one of.",
              "该设备所属的型号。"),
    column="instrument_model",
)  # fmt: skip
