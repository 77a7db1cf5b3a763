"""A committee that develops standards."""

from kg.schema.core import EntityType, Words, one_of
from kg.schema.prefixes import term
from kg.schema.properties import DESIGNATION, prop

COMMITTEE = EntityType(
    "Committee",
    Words("committee", "技术委员会"),
    Words("A technical committee or subcommittee that develops standards, e.g. ISO/TC 164/SC 1.",
          "制定标准的技术委员会或分委员会，如 ISO/TC 164/SC 1。"),
    (
        DESIGNATION,
        prop("committee_status", one_of("active", "standby", "disbanded", "unknown"), "committee status", "委员会状态",
             "Whether it works, as its body says.", "按其机构所述是否在运行。"),
    ),
    shared=True,
    key=("designation",),
    named_by="designation",
    leads=("designation",),
    within=(term("org:OrganizationalUnit"),),
)  # fmt: skip
