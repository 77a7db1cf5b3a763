"""A device."""

from kg.schema.core import CODE, DATE, TEXT, EntityType, Words, one_of
from kg.schema.prefixes import term
from kg.schema.properties import IDENTIFIER, MAKER, RANGE_TEXT, WEB, prop

INSTRUMENT = EntityType(
    "Instrument",
    Words("instrument", "仪器"),
    Words("A device that measures or tests, described by the PIDINST fields.", "用于测量或检测的设备，按 PIDINST 字段描述。"),
    (
        IDENTIFIER,
        prop("serial_number", CODE, "serial number", "出厂编号", "Number that its maker gave this one device.",
             "制造商为该台设备所编的号码。", iri="schema:serialNumber"),
        MAKER,
        prop("model", TEXT, "model", "型号", "Model in the source's words.", "来源所印的型号。", iri="schema:model"),
        prop("description", TEXT, "description", "描述", "What it is, in the source's words, without names of persons.",
             "来源的描述（不含人名）。", iri="dcterms:description"),
        prop("condition", one_of("in-use", "idle", "retired", "unknown"), "condition", "使用状况", "Whether it is in use, as last read.",
             "最近读取时是否在用。"),
        RANGE_TEXT,
        prop("accuracy_text", TEXT, "accuracy as printed", "所印准确度", "Accuracy in the source's words.", "来源所印的准确度。"),
        prop("commissioned", DATE, "commissioned", "启用日期", "Day on which it was put into use.", "投入使用之日。"),
        prop("calibrated", DATE, "calibrated", "校准日期", "Day on which it was last calibrated.", "最近一次校准之日。"),
        prop("calibration_due", DATE, "calibration due", "校准到期", "Day by which it is to be calibrated again.", "应再次校准的截止之日。"),
        prop("access", one_of("open", "by-agreement", "closed", "unknown"), "access",
             "开放方式", "Whether others may use it: anyone, by agreement, nobody.",
             "是否供他人使用：开放、协议开放、不开放。", indexed=True),
        prop("booking", TEXT, "booking", "预约方式", "Where or how others book it.", "他人在何处、以何种方式预约。"),
        prop("measured", TEXT, "measured variables", "测量变量", "What it measures, in the source's words.", "来源所印的测量对象。",
             many=True),
        WEB,
        prop("location", TEXT, "location", "放置位置", "Room or place as printed.", "所印房间或位置。"),
    ),
    within=(term("sosa:Sensor"),),
    key=("institution", "name", "identifier", "serial_number"),
    named_by="name",
    leads=("institution", "site"),
    searched=True,
)  # fmt: skip
