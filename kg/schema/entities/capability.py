"""One ability of one institution, as one row of a scope states it."""

from kg.schema.core import CODE, TEXT, EntityType, Words, one_of
from kg.schema.properties import IDENTIFIER, RANGE_TEXT, STATUS, VALID_FROM, VALID_TO, prop

CAPABILITY = EntityType(
    "Capability",
    Words("capability", "能力"),
    Words("One institution's ability to do one thing, for one parameter on one kind of product, under one accreditation, "
          "as one row of a scope states it.",
          "某机构在某项认可下、针对某类产品某一参数的一项能力，由范围文件的一行陈述。"),
    (
        prop("activity", one_of("testing", "calibration", "inspection", "sampling", "pt", "rm"), "activity", "活动",
             "Conformity assessment activity (pt: proficiency testing, rm: reference material production).",
             "合格评定活动（pt：能力验证，rm：标准物质生产）。", required=True),
        RANGE_TEXT,
        prop("uncertainty_text", TEXT, "uncertainty as printed", "所印不确定度",
             "Measurement uncertainty in the source's words.", "来源所印的测量不确定度。"),
        prop("covers", one_of("whole", "items", "unknown"), "covers", "覆盖程度",
             "Whether the whole of what is cited is covered, or items of it.", "覆盖所引标准的全部，还是其中若干项目。"),
        prop("item", TEXT, "items", "项目", "Items or clauses covered, as printed.", "所覆盖的项目或条款（原文）。", many=True),
        prop("where", one_of("permanent", "on-site", "mobile", "unknown"), "where", "工作地点类型",
             "At permanent premises, at the customer's, or mobile; a row may stand under several.",
             "固定场所、客户现场或移动设施；同一行可同属多种。", many=True),
        prop("performed_by", one_of("own", "customer-equipment", "external-data", "subcontract", "unknown"),
             "performed by", "实施方式", "With whose means it is done.", "以何方资源实施。"),
        prop("available_to", one_of("anyone", "own-organisation", "unknown"), "available to", "服务对象",
             "Whom it serves: anyone, or only the organisation that the body belongs to.",
             "为谁服务：任何委托方，或仅其所属组织。"),
        prop("field", TEXT, "field", "领域", "Discipline or group as printed.", "所印学科或分组。"),
        prop("flexible", one_of("none", "edition", "standard-methods", "own-methods", "unknown"), "flexible scope",
             "灵活范围", "Kind of flexible scope granted.", "所授予的灵活范围类型。"),
        prop("cited", TEXT, "cited as", "引用原文", "The citation cell, verbatim.", "引用单元格原文。", derived=True),
        prop("cited_title", TEXT, "title as printed", "所印标题", "The title beside the citation cell, verbatim.", "引用单元格旁的标题原文。",
             derived=True),
        prop("note", TEXT, "note", "说明", "The note cell, verbatim.", "说明单元格原文。"),
        prop("note_standard", CODE, "standards in the note", "说明中的标准", "Standards that the note names.",
             "说明中提到的标准。", many=True, derived=True),
        VALID_FROM,
        VALID_TO,
        STATUS,
        IDENTIFIER,
    ),
    named=False,
    leads=("institution", "accreditation", "site", "activity", "product", "parameter", "technique", "method",
           "range_text", "uncertainty_text", "covers", "item", "where", "performed_by", "available_to", "field",
           "restriction", "note"),
)  # fmt: skip
