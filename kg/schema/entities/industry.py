"""An economic activity."""

from kg.schema.core import EntityType, Words
from kg.schema.prefixes import term
from kg.schema.properties import CODE_OF

INDUSTRY = EntityType(
    "Industry",
    Words("industry", "行业"),
    Words(
        "A class of ISIC or GB/T 4754, or a named industrial chain.",
        "ISIC 或 GB/T 4754 的类目，或命名的产业链。",
    ),
    (CODE_OF,),
    within=(term("skos:Concept"),),
    shared=True,
    key=("code", "name"),
    named_by="name",
    leads=("code",),
)
