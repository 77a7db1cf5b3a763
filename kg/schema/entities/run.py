"""One ingest run."""

from kg.schema.core import CODE, INTEGER, MOMENT, TEXT, EntityType, Words, one_of
from kg.schema.prefixes import term
from kg.schema.properties import OBSERVED_ON, prop

RUN = EntityType(
    "Run",
    Words("run", "运行"),
    Words("One reading of one data set: what it read and what it changed.", "对一个数据集的一次读取：读了什么，改了什么。"),
    (
        prop("outcome", one_of("running", "finished", "failed", "interrupted"), "outcome", "结果", "Whether it runs still, or how it ended.",
             "仍在进行，或如何结束。",
             required=True),
        prop("started", MOMENT, "started", "开始", "Time it began, ISO 8601 with zone.", "开始时间（ISO 8601）。",
             iri="prov:startedAtTime"),
        prop("finished", MOMENT, "finished", "结束", "Time it ended, ISO 8601 with zone.", "结束时间（ISO 8601）。",
             iri="prov:endedAtTime"),
        prop("rows_read", INTEGER, "rows read", "读取行数", "Rows of all its tables: those accepted, repeated and quarantined.",
             "各表总行数：接受、重复与隔离之和。"),
        prop("rows_accepted", INTEGER, "rows accepted", "接受行数", "Rows that state something in the graph.", "在图中有所陈述的行数。"),
        prop("rows_repeated", INTEGER, "rows repeated", "重复行数", "Rows equal to an earlier one.", "与先前行相同的行数。"),
        prop("rows_quarantined", INTEGER, "rows quarantined", "隔离行数", "Rows that could not be read.", "无法读取的行数。"),
        prop("records_changed", TEXT, "records", "记录变更", "Created, updated, unchanged, ended by type, as JSON.",
             "各类型的新增、更新、未变与终止数（JSON）。"),
        prop("issues", INTEGER, "issues", "问题数", "Times that it met what it did not understand, or repaired.", "遇到未能理解或已修复之处的次数。"),
        prop("path", TEXT, "path", "路径", "File or folder that was read.", "所读取的文件或文件夹。"),
        OBSERVED_ON,
        prop("options", TEXT, "options", "选项", "What the request said besides, as JSON.", "请求中的其他选项（JSON）。"),
        prop("file_hash", CODE, "file hashes", "文件哈希", "BLAKE2b of each file read.", "各文件的 BLAKE2b 哈希。", many=True),
        prop("failure", TEXT, "failure", "失败原因", "Message of the error that ended it.", "使其中止的错误信息。"),
    ),
    derived=True,
    within=(term("prov:Activity"),),
    named=False,
)  # fmt: skip
