"""The card of an institution."""

from typing import Any

from pydantic import Field

from kg.queries.core import Asked, Frozen, Question, Subject
from kg.schema.core import Words


class Params(Asked):
    """One institution, by id or by name (all of that name)."""

    institution: str = Field(description="Institution, by id or name.", examples=["云泽省材料检测中心"])


class Row(Frozen):
    """An institution: its sites, its accreditations with their scopes' periods, how much it offers, who may be the same."""

    institution: str
    name_zh: str | None
    name_en: str | None
    kind: str | None
    web: str | None
    former_names: list[str] | None
    sites: list[dict[str, Any]]
    accreditations: list[dict[str, Any]]
    capabilities: list[dict[str, Any]]
    instruments: int
    perhaps_same: list[dict[str, Any]]
    source: str
    observed_on: Any
    record: list[str] | None


INSTITUTION = Question(
    name="institution",
    title=Words("What is known of an institution?", "某机构的已知信息"),
    doc=Words(
        "The card of an institution: sites, accreditations, activities, instruments, candidates for the same one.",
        "机构卡片：场所、认可、活动、仪器，以及可能相同的机构。",
    ),
    params=Params,
    row=Row,
    subjects=(Subject("institution", ("Institution",)),),
    example={"institution": "云泽省材料检测中心"},
    cypher="""
    UNWIND $institution_ids AS id
    MATCH (i:Institution {id: id})
    OPTIONAL MATCH (source:Source {id: i.source})
    RETURN i.id AS institution, i.name_zh AS name_zh, i.name_en AS name_en, i.kind AS kind, i.web AS web,
           i.former_name AS former_names,
           COLLECT { MATCH (i)-[:HAS_SITE]->(s:Site) WHERE s.ended_run IS NULL
                     OPTIONAL MATCH (s)-[:LOCATED_IN]->(r:Region)
                     RETURN {id: s.id, address: s.address, region: r.id, region_zh: r.name_zh, region_en: r.name_en}
                     ORDER BY s.id LIMIT 100 } AS sites,
           COLLECT { MATCH (i)-[:HOLDS]->(a:Accreditation) WHERE a.ended_run IS NULL
                     RETURN {id: a.id, number: a.number, scheme: a.scheme, legal_kind: a.legal_kind, status: a.status,
                             valid_from: a.valid_from, valid_to: a.valid_to}
                     ORDER BY a.id LIMIT 100 } AS accreditations,
           COLLECT { MATCH (i)-[:OFFERS]->(c:Capability) WHERE c.ended_run IS NULL
                     WITH c.activity AS activity, count(*) AS n
                     RETURN {activity: activity, capabilities: n} ORDER BY activity LIMIT 20 } AS capabilities,
           COUNT { (i)-[:OWNS]->(n:Instrument) WHERE n.ended_run IS NULL } AS instruments,
           COLLECT { MATCH (i)-[same:SAME_AS]-(other:Institution) WHERE other.ended_run IS NULL
                     RETURN {id: other.id, name_zh: other.name_zh, name_en: other.name_en, score: same.score,
                             reviewed: same.reviewed}
                     ORDER BY same.score DESC, other.id LIMIT 50 } AS perhaps_same,
           i.source AS source, source.observed_on AS observed_on, i.record AS record
    ORDER BY institution
    LIMIT $most
    """,
)
