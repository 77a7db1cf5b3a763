from kg.schema.core import Ends, Relation, Words
from kg.schema.prefixes import term

DEFINED_BY = Relation(
    name="DEFINED_BY",
    ends=(
        Ends("TestMethod", "StandardEdition"),
        Ends("TestMethod", "Standard"),
    ),
    label=Words("defined by", "由…规定"),
    doc=Words("The edition that lays the method down, or the standard where the citation is undated.",
              "规定该方法的标准版本；不注日期引用时为标准本身。"),
    within=(term("dcterms:conformsTo"),),
    column="standard",
)  # fmt: skip
