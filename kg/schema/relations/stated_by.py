from kg.schema.core import DATE, HASH, RECORD, Ends, Property, Relation, Words
from kg.schema.prefixes import term

STATED_BY = Relation(
    name="STATED_BY",
    ends=(
        Ends("Authority", "Source"),
        Ends("Classification", "Source"),
        Ends("Committee", "Source"),
        Ends("Industry", "Source"),
        Ends("InstrumentModel", "Source"),
        Ends("Parameter", "Source"),
        Ends("Product", "Source"),
        Ends("Publisher", "Source"),
        Ends("Region", "Source"),
        Ends("Standard", "Source"),
        Ends("StandardEdition", "Source"),
        Ends("Technique", "Source"),
        Ends("TestMethod", "Source"),
    ),
    label=Words("stated by", "由…陈述"),
    doc=Words("A source that states this thing; written by the loader for every shared thing.",
              "陈述该事物的来源；由装载程序为每个共享事物写入。"),
    within=(term("dcterms:source"),),
    many=True,
    column=None,
    properties=(
        RECORD,
        HASH,
        Property("retrieved", DATE, Words("retrieved", "获取日期"), Words("Day on which the source was read for it.", "为此读取来源的日期。")),
    ),
)  # fmt: skip
