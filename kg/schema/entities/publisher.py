"""Who publishes standards."""

from kg.schema.core import EntityType, Words
from kg.schema.prefixes import term
from kg.schema.properties import ACRONYM, COUNTRY

PUBLISHER = EntityType(
    "Publisher",
    Words("publisher of standards", "标准发布者"),
    Words("A body that publishes standards, such as ISO, SAC or ASTM.", "发布标准的机构，如 ISO、SAC、ASTM。"),
    (ACRONYM, COUNTRY),
    shared=True,
    key=("acronym",),
    named_by="acronym",
    leads=("acronym",),
    within=(term("org:Organization"),),
)
