"""What is tested."""

from kg.schema.core import EntityType, Words
from kg.schema.prefixes import term

PRODUCT = EntityType(
    "Product",
    Words("product", "产品"),
    Words("A material or object that is tested.", "被检测的材料或对象。"),
    within=(term("skos:Concept"),),
    shared=True,
    key=("name",),
    named_by="name",
    searched=True,
)
