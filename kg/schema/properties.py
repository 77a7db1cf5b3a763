"""Properties that several types have: one name, one meaning, one declaration."""

from kg.schema.core import BOOLEAN, CODE, DATE, IRI, TEXT, Property, ValueType, Words, one_of
from kg.schema.prefixes import term


def prop(
    name: str, type: ValueType, en: str, zh: str, doc_en: str, doc_zh: str,
    *, required: bool = False, many: bool = False, unique: bool = False, indexed: bool = False,
    derived: bool = False, iri: str = "", within: tuple[str, ...] = (),
) -> Property:  # fmt: skip
    """A property in one line: its words flat. ``iri`` and ``within`` are ``prefix:local``."""
    return Property(name, type, Words(en, zh), Words(doc_en, doc_zh), required=required, many=many, unique=unique,
                    indexed=indexed, derived=derived, iri=term(iri) if iri else "", within=tuple(map(term, within)))  # fmt: skip


ACRONYM = prop("acronym", CODE, "acronym", "缩写", "Short name by which it is known, e.g. CNAS, ISO.",
               "通用缩写，如 CNAS、ISO。", indexed=True)  # fmt: skip
COUNTRY = prop(
    "country",
    CODE,
    "country",
    "国家",
    "ISO 3166-1 alpha-2 code of the country.",
    "国家的 ISO 3166-1 二字母代码。",
)
VALID_FROM = prop("valid_from", DATE, "valid from", "有效期起", "First day of the printed period.", "所印有效期的首日。",
                  iri="schema:validFrom")  # fmt: skip
VALID_TO = prop("valid_to", DATE, "valid to", "有效期止", "Last day of the printed period; absent is unknown, not open-ended.",
                "所印有效期的末日；缺失表示未知，而非长期有效。", indexed=True, iri="schema:validThrough")  # fmt: skip
STATUS = prop("status", one_of("active", "suspended", "withdrawn", "unknown"), "status", "状态",
              "Status as stated; unknown where the source says nothing.", "所陈述的状态；来源未说明时为未知。")  # fmt: skip
OBSERVED_ON = prop(
    "observed_on", DATE, "observed on", "读取日期", "When its publisher was last read.", "最近一次读取其发布者的日期。"
)
VERBATIM = prop("verbatim", TEXT, "verbatim", "原文", "The words as the source prints them.", "来源所印原文。")
DESIGNATION = prop("designation", CODE, "designation", "编号", "As the publisher writes it, e.g. ISO 6892-1:2019.",
                   "按发布者写法的编号，如 ISO 6892-1:2019。", indexed=True, within=("dcterms:identifier",))  # fmt: skip
ALSO_DESIGNATED = prop("also_designated", CODE, "also designated", "又名编号",
                       "Other designations of the same document, e.g. of before it was made recommended.",
                       "同一文件的其他编号，如改为推荐性之前的编号。", many=True, derived=True)  # fmt: skip
ALSO_TITLED = prop("also_titled", TEXT, "also titled", "又题",
                   "Other titles of it, in other words or languages, as its publisher prints them.",
                   "其发布者所印的其他措辞或语言的标题。", many=True, derived=True, within=("dcterms:alternative",))  # fmt: skip
IDENTIFIER = prop("identifier", CODE, "identifiers", "标识", "Identifiers by which its owners or publishers know it.",
                  "其所有者或发布者使用的各标识。", many=True, within=("schema:identifier",))  # fmt: skip
CODE_OF = prop(
    "code",
    CODE,
    "code",
    "代码",
    "Code by which its scheme knows it.",
    "在其编码体系中的代码。",
    indexed=True,
    iri="skos:notation",
)
KNOWN_BY = prop("known_by", one_of("catalogue", "relation", "citation"), "known by", "得知途径",
                "A catalogue states it; or only another document's relation to it does; or only citations do.",
                "由目录陈述；或仅由其他文件与它的关系得知；或仅见于引用。", derived=True)  # fmt: skip
# From the least sure: what a data set says takes the place of what is known less surely.
CERTAINTY = {known: rank for rank, known in enumerate(("citation", "relation", "catalogue"))}
QUANTITY_KIND = prop("quantity_kind", IRI, "quantity kind", "量的种类", "IRI of its QUDT quantity kind.", "其 QUDT 量种类的 IRI。")  # fmt: skip
MAKER = prop(
    "maker",
    TEXT,
    "maker",
    "制造商",
    "Manufacturer as printed.",
    "所印制造商。",
    within=("schema:manufacturer",),
)
RANGE_TEXT = prop("range_text", TEXT, "range as printed", "所印范围", "Measuring range in the source's words.",
                  "来源所印的测量范围。")  # fmt: skip
TYPE = prop("type", CODE, "document type", "文件类型", "Prefix of the publisher's document type, e.g. GB/T, ISO/TS.",
            "发布者的文件类型前缀，如 GB/T、ISO/TS。")  # fmt: skip
TITLE_FR = prop(
    "title_fr",
    TEXT,
    "French title",
    "法文标题",
    "Its title in French, as its publisher prints it.",
    "发布者所印的法文标题。",
)
FORM = prop("form", one_of("absolute", "relative", "linear", "interval", "points", "table", "qualitative", "whole", "text"),
            "form", "形式", "Form in which it is stated; linear: a + b·x; points: single values; whole: all, without an end; "
            "text: in words that were not read.",
            "声明的形式；linear 指 a + b·x；points 指单个数值；whole 指全部，无上下限；text 指未解读的文字。")  # fmt: skip
UCUM = prop("ucum", CODE, "UCUM unit", "UCUM 单位", "Unit as a code of the Unified Code for Units of Measure.",
            "以统一计量单位代码（UCUM）表示的单位。")  # fmt: skip
DIMENSION = prop("dimension", CODE, "dimension vector", "量纲向量",
                 "QUDT dimension vector of the unit; quantities of different kinds may share one.",
                 "单位的 QUDT 量纲向量；不同种类的量可有同一量纲。")  # fmt: skip
REORDERED = prop("reordered", BOOLEAN, "reordered", "已调序", "Whether the high end is printed first; lo and hi are in order.",
                 "是否先印上限；lo 与 hi 已按大小排列。")  # fmt: skip
UNIT = prop("unit", TEXT, "unit as printed", "所印单位", "Unit in the source's spelling.", "来源所印单位。")
ROLE = prop("role", TEXT, "role", "角色", "Part that it plays in the capability.", "在能力中的作用。")
NUMBER_OF = prop(
    "number",
    CODE,
    "number",
    "证书编号",
    "Register or certificate number.",
    "注册或证书编号。",
    indexed=True,
    within=("schema:identifier",),
)
WEB = prop(
    "web",
    TEXT,
    "web site",
    "网站",
    "Address of its own page, as printed.",
    "其网页地址（原文）。",
    iri="schema:url",
)
