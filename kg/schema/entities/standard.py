"""A standard as a work, whatever its edition."""

from kg.schema.core import EntityType, Words
from kg.schema.prefixes import term
from kg.schema.properties import ALSO_DESIGNATED, DESIGNATION, TYPE

STANDARD = EntityType(
    "Standard",
    Words("standard", "标准"),
    Words(
        "A standard as a work, e.g. ISO 6892-1; its editions are documents of their own.",
        "作为作品的标准，如 ISO 6892-1；其各版本为独立文件。",
    ),
    (DESIGNATION, ALSO_DESIGNATED, TYPE),
    within=(term("dcterms:Standard"),),
    shared=True,
    key=("designation",),
    named_by="designation",
    leads=("designation",),
    searched=True,
)
