"""A body that offers capabilities."""

from kg.schema.core import CODE, IRI, TEXT, EntityType, Words, one_of
from kg.schema.prefixes import term
from kg.schema.properties import WEB, prop

INSTITUTION = EntityType(
    "Institution",
    Words("institution", "机构"),
    Words("A conformity assessment body or a part of one: laboratory, inspection body, proficiency testing provider, "
          "reference material producer, institute.",
          "合格评定机构或其组成部分：实验室、检验机构、能力验证提供者、标准物质生产者、研究机构。"),
    (
        prop("kind", one_of("laboratory", "inspection-body", "pt-provider", "rm-producer", "institute", "unknown"),
             "kind", "机构类型", "What kind of body it is.", "机构的类型。", required=True),
        prop("uscc", CODE, "unified social credit code", "统一社会信用代码", "Chinese identifier of organisations.",
             "中国法人和其他组织的统一标识。", indexed=True, within=("schema:identifier",)),
        prop("ror", IRI, "ROR id", "ROR 标识", "Identifier in the Research Organization Registry.", "研究机构注册库标识。",
             within=("schema:sameAs",)),
        prop("wikidata", IRI, "Wikidata id", "Wikidata 标识", "Identifier in Wikidata.", "在 Wikidata 中的标识。",
             within=("schema:sameAs",)),
        prop("register_number", CODE, "register numbers", "注册编号", "Numbers in registers that identify the body itself.",
             "标识机构本身的注册编号。", many=True, within=("schema:identifier",)),
        WEB,
        prop("former_name", TEXT, "other or former names", "其他或曾用名称", "Names it also uses or used before.",
             "其他使用中或曾用的名称。", many=True, iri="schema:alternateName"),
    ),
    within=(term("org:Organization"),),
    key=("name",),
    named_by="name",
    searched=True,
)  # fmt: skip
