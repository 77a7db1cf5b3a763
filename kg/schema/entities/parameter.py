"""What is measured or tested for."""

from kg.schema.core import CODE, EntityType, Words
from kg.schema.prefixes import term
from kg.schema.properties import IDENTIFIER, QUANTITY_KIND, prop

PARAMETER = EntityType(
    "Parameter",
    Words("parameter", "参数"),
    Words("A measurand, characteristic or analyte.", "被测量、特性或分析物。"),
    (
        QUANTITY_KIND,
        IDENTIFIER,
        prop("cas", CODE, "CAS number", "CAS 号", "CAS registry number of an analyte.", "分析物的 CAS 登记号。", indexed=True),
    ),
    within=(term("sosa:ObservableProperty"), term("skos:Concept")),
    shared=True,
    key=("name",),
    named_by="name",
    searched=True,
)  # fmt: skip
