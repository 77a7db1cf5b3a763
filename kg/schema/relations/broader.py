from kg.schema.core import Ends, Relation, Words
from kg.schema.prefixes import term

BROADER = Relation(
    name="BROADER",
    ends=(
        Ends("Parameter", "Parameter"),
        Ends("Product", "Product"),
        Ends("Technique", "Technique"),
        Ends("Industry", "Industry"),
        Ends("Classification", "Classification"),
    ),
    label=Words("broader", "上位概念"),
    doc=Words("A more general concept of the same kind.",
              "同类中更宽泛的概念。"),
    iri=term("skos:broader"),
    many=True,
    column="broader",
)  # fmt: skip
