"""Who grants accreditations, licences and authorisations."""

from kg.schema.core import TEXT, EntityType, Words
from kg.schema.prefixes import term
from kg.schema.properties import ACRONYM, COUNTRY, prop

AUTHORITY = EntityType(
    "Authority",
    Words("authority", "授予机构"),
    Words("A body that grants accreditation, licences or metrology authorisations, with its recorded rules.",
          "授予认可、许可或计量授权的机构，及其已记录的规则。"),
    (
        ACRONYM,
        COUNTRY,
        prop("arrangement", TEXT, "arrangements", "互认安排", "Recognition arrangements it has signed, e.g. ILAC MRA.",
             "其签署的互认安排，如 ILAC MRA。", many=True),
        prop("undated_rule", TEXT, "rule for undated citations", "不注日期引用规则",
             "What an undated citation in a scope means to it.", "范围中不注日期引用在该机构处的含义。"),
        prop("edition_change_rule", TEXT, "rule for edition changes", "版本变更规则",
             "What happens to a scope when a cited edition changes.", "所引版本变更时对范围的影响。"),
    ),
    within=(term("org:FormalOrganization"),),
    shared=True,
    key=("acronym",),
    named_by="acronym",
    leads=("acronym",),
)  # fmt: skip
