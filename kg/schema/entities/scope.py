"""One annex of an accreditation, as read."""

from kg.schema.core import CODE, EntityType, Words, one_of
from kg.schema.prefixes import term
from kg.schema.properties import VALID_FROM, VALID_TO, prop

SCOPE = EntityType(
    "Scope",
    Words("scope", "能力范围"),
    Words("One annex of an accreditation, as read: what one institution may do under it, in one period.",
          "认可证书的一份附件：某机构在某一期间内的获准范围。"),
    (
        prop("language", CODE, "language", "语种", "Language of the annex, as a BCP 47 tag.", "附件语种（BCP 47 标记）。",
             iri="schema:inLanguage"),
        VALID_FROM,
        VALID_TO,
        prop("independence_type", one_of("A", "B", "C", "unknown"), "independence type", "独立性类型",
             "Type of an inspection body by ISO/IEC 17020: A independent, B serves its own organisation, C both.",
             "ISO/IEC 17020 检验机构类型：A 独立第三方，B 仅服务所属组织，C 兼有。"),
    ),
    named=False,
    leads=("accreditation", "institution", "site"),
    within=(term("dcterms:BibliographicResource"),),
)  # fmt: skip
