"""A dated edition of a standard."""

from kg.schema.core import CODE, PARTIAL_DATE, TEXT, YEAR, EntityType, Words, one_of
from kg.schema.prefixes import term
from kg.schema.properties import ALSO_DESIGNATED, ALSO_TITLED, DESIGNATION, IDENTIFIER, KNOWN_BY, TITLE_FR, WEB, prop

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
        prop("corrected", PARTIAL_DATE, "corrected", "更正日期", "When its publisher put out a corrected version of it.",
             "其发布者发布更正版的日期。"),
        prop("stable_until", PARTIAL_DATE, "stable until", "稳定期至", "Day until which its publisher means to leave it as it is.",
             "发布者承诺在此日之前不作修改。"),
        prop("implemented", PARTIAL_DATE, "implemented", "实施日期", "Day from which it is in force.", "自该日起实施。"),
        prop("withdrawn", PARTIAL_DATE, "withdrawn", "废止日期", "Day from which it no longer stands.", "自该日起废止。"),
        prop("legal_force", one_of("mandatory", "recommended", "unknown"), "legal force", "法律效力",
             "Mandatory or recommended.", "强制性或推荐性。"),
        TITLE_FR,
        ALSO_TITLED,
        prop("languages", CODE, "languages", "语种", "Languages in which it is published, by their ISO 639 codes.",
             "发布该文件的语种（ISO 639 代码）。", many=True, within=("dcterms:language",)),
        prop("about", TEXT, "about", "主题", "What its publisher says that it is about: a kind of instrument, a quantity.",
             "发布者所述的主题：仪器种类或量。", many=True, within=("dcterms:subject",)),
        IDENTIFIER,
        WEB,
        KNOWN_BY,
    ),
    shared=True,
    key=("designation",),
    named_by="designation",
    leads=("designation",),
    within=(term("dcterms:Standard"), term("dcterms:BibliographicResource")),
    searched=True,
)  # fmt: skip
