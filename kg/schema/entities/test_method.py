"""One citation of a method, with its clause."""

from kg.schema.core import CODE, EntityType, Words
from kg.schema.prefixes import term
from kg.schema.properties import VERBATIM, prop

TEST_METHOD = EntityType(
    "TestMethod",
    Words("test method", "试验方法"),
    Words("One citation with its clause, or an in-house procedure, as scopes write it.",
          "范围文件中的一项引用（含条款）或机构自制方法。"),
    (
        prop("clause", CODE, "clause", "条款", "Clause, annex or method of the standard.", "标准的条款、附录或方法。"),
        prop("in_house_code", CODE, "in-house code", "自制方法编号", "Code of an in-house procedure.", "机构自制程序的编号。"),
        prop("supplement", CODE, "supplements", "修改件", "Amendments and corrigenda cited with it.",
             "随同引用的修改单和勘误。", many=True, derived=True),
        prop("based_on", CODE, "based on", "依据标准",
             "Standards that an in-house procedure is said to be based on; it does not answer for them.",
             "机构自制程序所述依据的标准；它不代表这些标准。", many=True, derived=True),
        VERBATIM,
    ),
    within=(term("sosa:Procedure"),),
    shared=True,
    key=("verbatim",),
    named_by="verbatim",
    leads=("verbatim",),
)  # fmt: skip
