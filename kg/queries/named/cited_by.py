"""Which standards cite a standard?"""

from pydantic import Field

from kg.queries.core import Asked, Frozen, Question, Subject
from kg.schema.core import Words


class Params(Asked):
    """One standard; undated: all its editions and undated citations."""

    standard: str = Field(description="Designation of a standard, with its year or without.", examples=["ISO 7500-1"])


class Row(Frozen):
    """A document that cites the standard, and which edition of it (or none) it names."""

    citing: str
    designation: str
    standing: str | None
    cited: str
    cited_designation: str
    known: str | None
    source: str | None


CITED_BY = Question(
    name="cited-by",
    title=Words("Which standards cite a standard?", "哪些标准引用了它？"),
    doc=Words(
        "Documents that refer to a standard, with the edition that they name, or none.",
        "引用该标准的文件，及其所引版本（或不注日期）。",
    ),
    params=Params,
    row=Row,
    key=("citing", "cited", "source"),
    subjects=(Subject("standard", ("StandardEdition", "Standard"), "standard"),),
    example={"standard": "ISO 7500-1"},
    cypher="""
    UNWIND $standard_ids AS id
    MATCH (d:Standard|StandardEdition {id: id})<-[r:CITES]-(e:StandardEdition)
    WHERE e.ended_run IS NULL
    RETURN e.id AS citing, e.designation AS designation, e.standing AS standing, d.id AS cited,
           d.designation AS cited_designation, r.known AS known, r.source AS source
    ORDER BY citing, cited, source
    LIMIT $most
    """,
)
