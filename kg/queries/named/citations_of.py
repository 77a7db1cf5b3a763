"""Which standards does a standard cite?"""

from pydantic import Field

from kg.queries.core import Asked, Frozen, Question, Subject
from kg.schema.core import Words


class Params(Asked):
    """One standard; undated: all its editions."""

    standard: str = Field(
        description="Designation of a standard, with its year or without.", examples=["ISO 6892-1:2019"]
    )


class Row(Frozen):
    """A document that the standard cites, and how many institutions hold that."""

    citing: str
    designation: str
    cited: str
    cited_designation: str
    standing: str | None
    institutions: int
    known: str | None
    source: str | None


CITATIONS_OF = Question(
    name="citations-of",
    title=Words("Which standards does a standard cite?", "该标准引用了哪些标准？"),
    doc=Words(
        "Documents that a standard refers to (a test to it may need them too), and how many institutions hold each in some edition.",
        "该标准所引用的文件（据其试验时可能也需要），及持有各文件的机构数。",
    ),
    params=Params,
    row=Row,
    key=("citing", "cited", "source"),
    subjects=(Subject("standard", ("StandardEdition", "Standard"), "standard"),),
    example={"standard": "ISO 6892-1:2019"},
    cypher="""
    UNWIND $standard_ids AS id
    MATCH (e:StandardEdition {id: id})-[r:CITES]->(d:Standard|StandardEdition)
    RETURN e.id AS citing, e.designation AS designation, d.id AS cited, d.designation AS cited_designation,
           d.standing AS standing,
           COUNT { MATCH (d)<-[:EDITION_OF*0..1]-()<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)<-[:OFFERS]-(i:Institution)
                   WHERE c.ended_run IS NULL RETURN DISTINCT i } AS institutions,
           r.known AS known, r.source AS source
    ORDER BY citing, cited, source
    LIMIT $most
    """,
)
