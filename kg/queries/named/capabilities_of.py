"""What can this institution do?"""

from pydantic import Field

from kg.queries.core import Question, Subject
from kg.queries.rows import Activity, Candidate, CapabilityParams, Served
from kg.schema.core import Words


class Params(CapabilityParams):
    """One institution, by id or by name (all of that name)."""

    institution: str = Field(description="Institution, by id or name.", examples=["云泽省材料检测中心"])
    activity: Activity = Field("any", description="What is done; 'any' for all.", examples=["any"])
    available_to: Served = Field(
        "any", description="'any': whomever it serves; 'anyone': only what is open to others.", examples=["any"]
    )


CAPABILITIES_OF = Question(
    name="capabilities-of",
    title=Words("What can this institution do?", "该机构能做什么？"),
    doc=Words(
        "The capabilities of an institution, each with validity, evidence and reasons.",
        "一个机构的全部能力，附有效性、证据与理由。",
    ),
    params=Params,
    row=Candidate,
    shape="capabilities",
    judged=frozenset({"activity", "validity", "available_to"}),
    subjects=(Subject("institution", ("Institution",)),),
    example={"institution": "云泽省材料检测中心"},
    cypher="""
    UNWIND $institution_ids AS id
    MATCH (i:Institution {id: id})-[:OFFERS]->(c:Capability)
    WHERE c.ended_run IS NULL
    OPTIONAL MATCH (s:Scope)-[:COVERS]->(c)
    OPTIONAL MATCH (a:Accreditation)-[:HAS_SCOPE]->(s)
    OPTIONAL MATCH (source:Source {id: c.source})
    RETURN c.id AS capability, i.id AS institution, c.activity AS activity, i.kind AS kind,
           coalesce(c.valid_from, s.valid_from, a.valid_from) AS valid_from,
           coalesce(c.valid_to, s.valid_to, a.valid_to) AS valid_to,
           a.first_granted AS first_granted,
           [x IN [c.status, a.status,
                  head(COLLECT { MATCH (a)-[:HAS_STATUS]->(p:StatusPeriod)
                                 WHERE p.from_date <= $as_of AND (p.to_date IS NULL OR p.to_date >= $as_of)
                                 RETURN p.status ORDER BY p.from_date DESC LIMIT 1 })]
            WHERE x IN ['suspended', 'withdrawn']][0] AS status,
           source.observed_on AS observed_on,
           EXISTS { (c)-[:RESTRICTED_BY]->(:Restriction) } AS restricted,
           c.available_to AS available_to, c.performed_by AS performed_by, 'any' AS place
    ORDER BY capability
    LIMIT $most
    """,
)
