"""A country or an administrative division."""

from kg.schema.core import EntityType, Words, one_of
from kg.schema.prefixes import term
from kg.schema.properties import CODE_OF, prop

REGION = EntityType(
    "Region",
    Words("region", "区域"),
    Words("A country or an administrative division of one.", "国家或其行政区划。"),
    (
        CODE_OF,
        prop("level", one_of("country", "province", "prefecture", "county", "township"), "level", "层级",
             "How deep it stands among the divisions of its country.", "在其国家行政区划中所处的层级。", required=True),
    ),
    within=(term("schema:AdministrativeArea"),),
    shared=True,
    key=("code", "name"),
    named_by="name",
    leads=("code",),
    searched=True,
)  # fmt: skip
