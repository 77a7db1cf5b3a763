"""Where facts come from."""

from kg.schema.core import TEXT, EntityType, Words, one_of
from kg.schema.prefixes import term
from kg.schema.properties import OBSERVED_ON, prop

SOURCE_TYPE = EntityType(
    "Source",
    Words("source", "来源"),
    Words("A data set that facts come from, and how far it can be trusted.", "事实所出自的数据集及其可信程度。"),
    (
        prop("publisher_name", TEXT, "published by", "发布者名称", "Name of the body that publishes the data.", "发布该数据的机构名称。"),
        prop("licence", TEXT, "licence", "许可", "Terms under which its data may be used.", "使用其数据所依据的条款。", iri="schema:license"),
        OBSERVED_ON,
        prop("completeness", one_of("register", "sample"), "completeness", "完整性",
             "A register holds all there is of its coverage; a sample does not.", "名录包含其覆盖范围的全部；样本则否。"),
        prop("coverage_en", TEXT, "coverage (English)", "覆盖范围（英文）", "What it covers, in English.", "覆盖内容（英文表述）。"),
        prop("coverage_zh", TEXT, "coverage (Chinese)", "覆盖范围（中文）", "What it covers, in Chinese.", "覆盖内容（中文表述）。"),
    ),
    derived=True,
    within=(term("prov:Entity"),),
)  # fmt: skip
