"""Which editions of a standard are there, and who holds each?"""

from pydantic import Field

from kg.queries.core import Asked, Frozen, Question, Subject
from kg.schema.core import Words


class Params(Asked):
    """One standard; its year does not matter."""

    standard: str = Field(
        description="Designation of a standard, with its year or without.", examples=["GB/T 228.1-2021"]
    )


class Row(Frozen):
    """A document of the standard, its days as its publisher states them, and how many hold it."""

    edition: str
    designation: str
    document: str | None
    year: int | None
    published: str | None
    implemented: str | None
    withdrawn: str | None
    standing: str | None
    replaced_by: list[str]
    institutions: int
    capabilities: int


EDITIONS_OF = Question(
    name="editions-of",
    title=Words("Which editions of a standard are there?", "标准有哪些版本？"),
    doc=Words(
        "The editions of a standard from the oldest to the newest, with the days that their publisher states, what replaced "
        "each, and how many institutions hold it.",
        "标准的各版本（由旧到新）、发布者所述日期、代替情况，以及持有各版本的机构数。",
    ),
    params=Params,
    row=Row,
    subjects=(Subject("standard", ("StandardEdition", "Standard"), "document"),),
    example={"standard": "ISO 6892-1"},
    cypher="""
    UNWIND $standard_ids AS id
    MATCH (asked:Standard|StandardEdition {id: id})
    OPTIONAL MATCH (asked)-[:EDITION_OF]->(work:Standard)
    WITH DISTINCT coalesce(work, asked) AS work
    MATCH (e:StandardEdition)-[:EDITION_OF]->(work) WHERE e.ended_run IS NULL
    RETURN e.id AS edition, e.designation AS designation, e.document AS document, e.year AS year,
           e.published AS published, e.implemented AS implemented, e.withdrawn AS withdrawn, e.standing AS standing,
           COLLECT { MATCH (e)<-[:REPLACES]-(n) RETURN DISTINCT n.designation ORDER BY n.designation LIMIT 20 } AS replaced_by,
           COUNT { MATCH (e)<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)<-[:OFFERS]-(i:Institution)
                   WHERE c.ended_run IS NULL RETURN DISTINCT i } AS institutions,
           COUNT { MATCH (e)<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)
                   WHERE c.ended_run IS NULL RETURN DISTINCT c } AS capabilities
    ORDER BY year, edition
    LIMIT $most
    """,
)
