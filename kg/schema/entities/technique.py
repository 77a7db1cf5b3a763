"""How it is measured."""

from kg.schema.core import CODE, EntityType, Words
from kg.schema.prefixes import term
from kg.schema.properties import IDENTIFIER, prop

TECHNIQUE = EntityType(
    "Technique",
    Words("technique", "技术"),
    Words("An analytical or measuring technique, e.g. ICP-MS.", "分析或测量技术，如 ICP-MS。"),
    (
        prop(
            "chmo",
            CODE,
            "CHMO id",
            "CHMO 标识",
            "Term of the Chemical Methods Ontology.",
            "化学方法本体（CHMO）术语。",
        ),
        IDENTIFIER,
    ),
    shared=True,
    key=("name",),
    named_by="name",
    within=(term("skos:Concept"),),
    searched=True,
)
