"""Which instruments are there, whose, and on what terms?"""

from typing import Literal

from pydantic import Field

from kg.queries.core import Asked, Frozen, Question, Subject
from kg.schema.core import Words


class Params(Asked):
    """Words of an instrument, its institution, its terms of access; with none of them, all instruments."""

    text: str | None = Field(None, description="Words in its name, model, maker or description.", examples=["FTICR"])
    institution: str | None = Field(None, description="Whose: an institution, by id or name.",
                                    examples=["云泽省材料检测中心"])  # fmt: skip
    access: Literal["open", "by-agreement", "closed", "unknown"] | None = Field(
        None, description="Terms of access.", examples=["open"]
    )


class Row(Frozen):
    """An instrument with its owner, its terms and where it is stated."""

    instrument: str
    name_zh: str | None
    name_en: str | None
    model: str | None
    maker: str | None
    status: str | None
    access: str | None
    booking: str | None
    range_text: str | None
    institution: str | None
    institution_zh: str | None
    institution_en: str | None
    source: str
    record: list[str] | None


INSTRUMENTS = Question(
    name="instruments",
    title=Words("Which instruments are there?", "有哪些仪器？"),
    doc=Words("Instruments by words, owner and terms of access.", "按词、所属机构与开放方式查找仪器。"),
    params=Params,
    row=Row,
    subjects=(Subject("institution", ("Institution",)),),
    example={"access": "open"},
    cypher="""
    MATCH (n:Instrument)
    WHERE n.ended_run IS NULL
      AND ($access IS NULL OR n.access = $access)
      AND ($text IS NULL
           OR toLower(n.name_zh) CONTAINS toLower($text) OR toLower(n.name_en) CONTAINS toLower($text)
           OR toLower(n.model) CONTAINS toLower($text) OR toLower(n.maker) CONTAINS toLower($text)
           OR toLower(n.description) CONTAINS toLower($text))
    OPTIONAL MATCH (i:Institution)-[:OWNS]->(n)
    WITH n, i WHERE size($institution_ids) = 0 OR i.id IN $institution_ids
    RETURN n.id AS instrument, n.name_zh AS name_zh, n.name_en AS name_en, n.model AS model, n.maker AS maker,
           n.status AS status, n.access AS access, n.booking AS booking, n.range_text AS range_text,
           i.id AS institution, i.name_zh AS institution_zh, i.name_en AS institution_en,
           n.source AS source, n.record AS record
    ORDER BY instrument
    LIMIT $most
    """,
)
