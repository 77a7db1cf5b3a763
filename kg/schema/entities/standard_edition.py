"""A dated edition of a standard."""

from kg.schema.core import BOOLEAN, CODE, DATE, TEXT, YEAR, EntityType, Words, one_of
from kg.schema.prefixes import term
from kg.schema.properties import DESIGNATION, prop

STANDARD_EDITION = EntityType(
    "StandardEdition",
    Words("standard edition", "标准版本"),
    Words("A dated document, e.g. ISO 6892-1:2019.", "有日期的标准文件，如 ISO 6892-1:2019。"),
    (
        DESIGNATION,
        prop("year", YEAR, "year", "年份", "Year in its designation.", "编号中的年份。", indexed=True),
        prop("edition", TEXT, "edition", "版次", "Edition as the publisher counts it.", "发布者的版次。"),
        prop("stage", CODE, "stage", "阶段", "Stage code of its publisher.", "发布者的阶段代码。"),
        prop("standing", one_of("current", "superseded", "withdrawn", "draft", "unknown"), "standing", "现行情况",
             "Whether it stands, as its publisher says.", "按发布者所述是否现行。"),
        prop("published", DATE, "published", "发布日期", "Day on which it was published.", "发布该文件之日。", iri="dcterms:issued"),
        prop("implemented", DATE, "implemented", "实施日期", "Day from which it is in force.", "自该日起实施。"),
        prop("withdrawn", DATE, "withdrawn", "废止日期", "Day from which it no longer stands.", "自该日起废止。"),
        prop("legal_force", one_of("mandatory", "recommended", "unknown"), "legal force", "法律效力",
             "Mandatory or recommended.", "强制性或推荐性。"),
        prop("cited_only", BOOLEAN, "cited only", "仅见于引用", "Known from citations alone; no catalogue has stated it.",
             "仅由引用得知，尚无目录陈述。", derived=True),
    ),
    shared=True,
    key=("designation",),
    named_by="designation",
    leads=("designation",),
    within=(term("dcterms:Standard"), term("dcterms:BibliographicResource")),
    searched=True,
)  # fmt: skip
