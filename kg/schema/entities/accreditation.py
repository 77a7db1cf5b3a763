"""A certificate that an authority granted."""

from kg.schema.core import CODE, DATE, TEXT, EntityType, Words, one_of
from kg.schema.prefixes import term
from kg.schema.properties import NUMBER_OF, STATUS, VALID_FROM, VALID_TO, prop

ACCREDITATION = EntityType(
    "Accreditation",
    Words("accreditation", "认可资质"),
    Words("A certificate, identified by its register number. One number may cover several branches.",
          "由注册编号标识的证书；同一编号可覆盖多个分支机构。"),
    (
        NUMBER_OF,
        prop("scheme", CODE, "scheme", "制度", "Scheme as it is known, e.g. CNAS, CMA, NABL.", "通称的制度，如 CNAS、CMA、NABL。",
             indexed=True, required=True),
        prop("legal_kind", one_of("accreditation", "licence", "metrology-authorisation", "recognition", "designation",
                                  "unknown"),
             "legal kind", "法律性质", "What it is in law; the kinds are never exchanged for one another.",
             "其法律性质；各类之间不可相互替代。", required=True),
        prop("criteria", TEXT, "criteria", "认可准则", "Criteria it was granted under.", "授予所依据的准则。"),
        VALID_FROM,
        VALID_TO,
        prop("first_granted", DATE, "first granted", "首次授予", "Day on which it was first granted, whatever has been renewed since.",
             "最初授予的日期，不论其后是否换证。"),
        STATUS,
    ),
    named=False,
    key=("scheme", "number"),
    named_by="number",
    leads=("institution", "scheme", "legal_kind", "number", "authority"),
    within=(term("schema:Certification"),),
)  # fmt: skip
