"""What is tested."""

from kg.schema.core import EntityType, Words
from kg.schema.prefixes import term
from kg.schema.properties import IDENTIFIER

PRODUCT = EntityType(
    "Product",
    Words("product", "产品"),
    Words("A material or object that is tested or calibrated.", "被检测或校准的材料或对象。"),
    (IDENTIFIER,),
    within=(term("skos:Concept"),),
    shared=True,
    key=("name",),
    named_by="name",
    searched=True,
)
