"""A class of standards or of services."""

from kg.schema.core import CODE, TEXT, EntityType, Words
from kg.schema.prefixes import term
from kg.schema.properties import CODE_OF, TITLE_FR, prop

CLASSIFICATION = EntityType(
    "Classification",
    Words("classification", "分类"),
    Words(
        "A class of standards (an ICS or CCS code) or of calibration services (a KCDB code).",
        "标准的分类（ICS 或 CCS 代码），或校准服务的分类（KCDB 代码）。",
    ),
    (
        CODE_OF,
        prop(
            "system",
            CODE,
            "system",
            "分类体系",
            "Which classification the code is from: ICS, CCS or KCDB.",
            "代码出自哪一分类体系：ICS、CCS 或 KCDB。",
        ),
        TITLE_FR,
        prop(
            "scope_note",
            TEXT,
            "scope note",
            "范围说明",
            "What the class includes and excludes, in its publisher's words.",
            "该分类包括与不包括的内容，以其发布者的措辞。",
            iri="skos:scopeNote",
        ),
    ),
    shared=True,
    key=("system", "code"),
    named_by="code",
    leads=("system", "code"),
    within=(term("skos:Concept"),),
)
