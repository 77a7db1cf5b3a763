"""A dated edition of a standard."""

from kg.schema.core import CODE, PARTIAL_DATE, TEXT, YEAR, EntityType, Words, one_of
from kg.schema.prefixes import term
from kg.schema.properties import ALSO_DESIGNATED, DESIGNATION, IDENTIFIER, TITLE_FR, WEB, prop

STANDARD_EDITION = EntityType(
    "StandardEdition",
    Words("standard edition", "标准版本"),
    Words("A dated document, e.g. ISO 6892-1:2019.", "有日期的标准文件，如 ISO 6892-1:2019。"),
    (
        DESIGNATION,
        ALSO_DESIGNATED,
        prop("document", one_of("edition", "amendment", "corrigendum", "addendum", "interpretation", "draft", "consolidated", "compilation"),
             "document", "文件种类", "What it is: an edition of its own, a supplement to one, a draft, or one with its supplements in it.",
             "文件种类：独立版本、对版本的补充、草案，或含补充内容的合订本。", indexed=True),
        prop("year", YEAR, "year", "年份", "Year in its designation.", "编号中的年份。", indexed=True),
        prop("edition", TEXT, "edition", "版次", "Edition as the publisher counts it.", "发布者的版次。"),
        prop("stage", CODE, "stage", "阶段", "Stage code of its publisher.", "发布者的阶段代码。"),
        prop("standing", one_of("current", "superseded", "withdrawn", "draft", "unknown"), "standing", "现行情况",
             "Whether it stands, as its publisher says.", "按发布者所述是否现行。"),
        prop("published", PARTIAL_DATE, "published", "发布日期", "Day on which it was published.", "发布该文件之日。", iri="dcterms:issued"),
        prop("implemented", PARTIAL_DATE, "implemented", "实施日期", "Day from which it is in force.", "自该日起实施。"),
        prop("withdrawn", PARTIAL_DATE, "withdrawn", "废止日期", "Day from which it no longer stands.", "自该日起废止。"),
        prop("legal_force", one_of("mandatory", "recommended", "unknown"), "legal force", "法律效力",
             "Mandatory or recommended.", "强制性或推荐性。"),
        TITLE_FR,
        IDENTIFIER,
        WEB,
        prop("known_by", one_of("catalogue", "relation", "citation"), "known by", "得知途径",
             "A catalogue states it; or only another document's relation to it does; or only citations do.",
             "由目录陈述；或仅由其他文件与它的关系得知；或仅见于引用。", derived=True),
    ),
    shared=True,
    key=("designation",),
    named_by="designation",
    leads=("designation",),
    within=(term("dcterms:Standard"), term("dcterms:BibliographicResource")),
    searched=True,
)  # fmt: skip
