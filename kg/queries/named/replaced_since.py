"""Which scopes does a new edition touch?"""

from pydantic import Field

from kg.queries.core import Asked, Frozen, Question, Subject
from kg.queries.days import Day
from kg.schema.core import Words


class Params(Asked):
    """A day, and perhaps one institution or region."""

    since: Day = Field(description="Replacements in force on or after this day.", examples=["2019-01-01"])
    institution: str | None = Field(
        None, description="Only its scopes, by id or name.", examples=["云泽省材料检测中心"]
    )
    region: str | None = Field(
        None, description="Only what is done inside this division or country.", examples=["湖北省"]
    )


class Row(Frozen):
    """A replaced edition that scopes still name, what replaced it, from which day, and how many it touches."""

    replaced: str
    designation: str
    successor: str
    successor_designation: str
    extent: str | None
    day: str
    institutions: int
    capabilities: int


REPLACED_SINCE = Question(
    name="replaced-since",
    title=Words("Which scopes does a new edition touch?", "新版本涉及哪些范围？"),
    doc=Words(
        "Editions that were replaced on or after a day (the day stated for it, else that from which the new edition is in force, "
        "else its publication) and that scopes still name: how many institutions and capabilities each touches.",
        "自某日起被代替（以所述日期为准，否则为新版本实施日期，再否则为发布日期）而仍见于范围的版本，及所涉及的机构数与能力数。",
    ),
    params=Params,
    row=Row,
    key=("replaced", "successor"),
    subjects=(Subject("institution", ("Institution",)), Subject("region", ("Region",), "region")),
    example={"since": "2019-01-01"},
    cypher="""
    MATCH (old:StandardEdition)<-[r:REPLACES]-(new:StandardEdition)
    WHERE new.ended_run IS NULL
    WITH old, new, max(r.extent) AS extent, min(coalesce(r.effective, new.implemented, new.published, toString(new.year))) AS day
    WHERE day >= toString($since) AND day <= toString($as_of)
    MATCH (old)<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)<-[:OFFERS]-(i:Institution)
    WHERE c.ended_run IS NULL AND (size($institution_ids) = 0 OR i.id IN $institution_ids)
      AND (size($region_ids) = 0 OR EXISTS {
        MATCH (i)-[:HAS_SITE]->(s:Site)-[:LOCATED_IN]->(:Region)-[:PART_OF*0..4]->(asked:Region)
        WHERE asked.id IN $region_ids AND s.ended_run IS NULL
          AND (EXISTS { (c)-[:AT]->(s) } OR NOT EXISTS { (c)-[:AT]->(:Site) }) })
    WITH old, new, day, extent, count(DISTINCT i) AS institutions, count(DISTINCT c) AS capabilities
    RETURN old.id AS replaced, old.designation AS designation, new.id AS successor,
           new.designation AS successor_designation, extent AS extent, day AS day, institutions AS institutions,
           capabilities AS capabilities
    ORDER BY capabilities DESC, replaced, successor
    LIMIT $most
    """,
)
