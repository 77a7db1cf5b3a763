from kg.schema.core import Ends, Relation, Words
from kg.schema.prefixes import term

EDITION_OF = Relation(
    name="EDITION_OF",
    ends=(Ends("StandardEdition", "Standard"),),
    label=Words("edition of", "是…的版本"),
    doc=Words("The work that the document is an edition of.",
              "该文件是哪个标准的版本。"),
    iri=term("dcterms:isVersionOf"),
)  # fmt: skip
