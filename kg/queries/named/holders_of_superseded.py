"""Whose scope still names a replaced edition?"""

from pydantic import Field

from kg.queries.core import Asked, Frozen, Question, Subject
from kg.schema.core import Words


class Params(Asked):
    """Perhaps one institution, region or standard."""

    institution: str | None = Field(
        None, description="Only its scopes, by id or name.", examples=["云泽省材料检测中心"]
    )
    region: str | None = Field(
        None, description="Only what is done inside this division or country.", examples=["湖北省"]
    )
    standard: str | None = Field(None, description="Only editions of this standard.", examples=["GB/T 228.1"])


class Row(Frozen):
    """An institution, the replaced edition that its scope names, what replaced that, and how long ago (null: no day is
    stated)."""

    institution: str
    name_zh: str | None
    name_en: str | None
    replaced: str
    designation: str
    successor: str
    successor_designation: str
    extent: str | None
    day: str | None
    days: int | None
    capabilities: int


HOLDERS_OF_SUPERSEDED = Question(
    name="holders-of-superseded",
    title=Words("Whose scope still names a replaced edition?", "谁的范围仍引用已被代替的版本？"),
    doc=Words(
        "Institutions whose scope names an edition that was replaced by the day asked about, with its successor and the days since. "
        "A replacement does not withdraw the old edition unless that is stated; in part is told.",
        "范围中仍引用（截至所问日期）已被代替版本的机构，附替代版本与已过天数。除非另有说明，代替不等于旧版本已废止；部分代替会注明。",
    ),
    params=Params,
    row=Row,
    key=("institution", "replaced", "successor"),
    subjects=(
        Subject("institution", ("Institution",)),
        Subject("region", ("Region",), "region"),
        Subject("standard", ("StandardEdition", "Standard"), "standard"),
    ),
    example={"region": "云泽省"},
    cypher="""
    MATCH (old:StandardEdition)<-[r:REPLACES]-(new:StandardEdition)
    WHERE new.ended_run IS NULL AND (size($standard_ids) = 0 OR old.id IN $standard_ids)
    WITH old, new, max(r.extent) AS extent, min(coalesce(r.effective, new.implemented, new.published, toString(new.year))) AS day
    WHERE day IS NULL OR day <= toString($as_of)
    MATCH (old)<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)<-[:OFFERS]-(i:Institution)
    WHERE c.ended_run IS NULL AND (size($institution_ids) = 0 OR i.id IN $institution_ids)
      AND (size($region_ids) = 0 OR EXISTS {
        MATCH (i)-[:HAS_SITE]->(s:Site)-[:LOCATED_IN]->(:Region)-[:PART_OF*0..4]->(asked:Region)
        WHERE asked.id IN $region_ids AND s.ended_run IS NULL
          AND (EXISTS { (c)-[:AT]->(s) } OR NOT EXISTS { (c)-[:AT]->(:Site) }) })
    WITH old, new, extent, day, i, count(DISTINCT c) AS capabilities,
         date(day + CASE size(day) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END) AS from
    RETURN i.id AS institution, i.name_zh AS name_zh, i.name_en AS name_en, old.id AS replaced,
           old.designation AS designation, new.id AS successor, new.designation AS successor_designation,
           extent AS extent, day AS day, duration.inDays(from, $as_of).days AS days, capabilities AS capabilities
    ORDER BY days DESC, institution, replaced, successor
    LIMIT $most
    """,
)
