"""What adopts a standard, and what does it adopt?"""

from typing import Literal

from pydantic import Field

from kg.queries.core import Asked, Frozen, Question, Subject
from kg.schema.core import Words


class Params(Asked):
    """One standard; undated: all its editions."""

    standard: str = Field(
        description="Designation of a standard, with its year or without.", examples=["ISO 6892-1:2019"]
    )


class Row(Frozen):
    """One statement of an adoption: which document adopts which, how closely, who states it and how it is known."""

    direction: Literal["adopted-as", "adopts"]
    adopting: str
    adopting_designation: str
    adopted: str
    adopted_designation: str
    degree: str | None
    known: str | None
    rule: str | None
    stated_in: str | None
    quote: str | None
    source: str | None


ADOPTIONS_OF = Question(
    name="adoptions-of",
    title=Words("What adopts a standard, and what does it adopt?", "哪些标准采用了它，它又采用了什么？"),
    doc=Words(
        "Adoptions of a standard by others and of others by it: one row for each source's statement, with the degree (IDT, "
        "MOD, EQV, NEQ of ISO/IEC Guide 21-1, or unknown) and how it is known: stated, derived from the designation, inferred.",
        "该标准被采用及采用他标准的情况：每一来源的陈述一行，附采用程度（ISO/IEC 指南 21-1）"
        "及得知方式（陈述、由编号导出、推断）。",
    ),
    params=Params,
    row=Row,
    key=("direction", "adopting", "adopted", "source"),
    subjects=(Subject("standard", ("StandardEdition", "Standard"), "standard"),),
    example={"standard": "ISO 6892-1:2019"},
    cypher="""
    CALL () {
      UNWIND $standard_ids AS id
      MATCH (b:Standard|StandardEdition {id: id})<-[r:ADOPTS]-(a:Standard|StandardEdition)
      RETURN a, r, b, 'adopted-as' AS way
      UNION
      UNWIND $standard_ids AS id
      MATCH (a:Standard|StandardEdition {id: id})-[r:ADOPTS]->(b:Standard|StandardEdition)
      RETURN a, r, b, 'adopts' AS way
    }
    RETURN way AS direction, a.id AS adopting, a.designation AS adopting_designation, b.id AS adopted,
           b.designation AS adopted_designation, r.degree AS degree, r.known AS known, r.rule AS rule,
           r.stated_in AS stated_in, r.quote AS quote, r.source AS source
    ORDER BY direction, adopting, adopted, source, degree
    LIMIT $most
    """,
)
