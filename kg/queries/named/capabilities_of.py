"""What can this institution do?"""

from typing import Literal

from pydantic import Field

from kg.queries.core import Question, Subject
from kg.queries.rows import Activity, Candidate, CapabilityParams, Served
from kg.schema.core import Words


class Params(CapabilityParams):
    """One institution, by id or by name (all of that name)."""

    institution: str = Field(description="Institution, by id or name.", examples=["云泽省材料检测中心"])
    by: Literal["institution", "capability"] = Field(
        "capability", description="What an item is.", examples=["capability"]
    )
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
    judged=frozenset({"activity", "validity", "available_to", "by"}),
    subjects=(Subject("institution", ("Institution",)),),
    example={"institution": "云泽省材料检测中心"},
    cypher="""
    UNWIND $institution_ids AS id
    MATCH (i:Institution {id: id})-[:OFFERS]->(c:Capability)
    WHERE c.ended_run IS NULL
    RETURN DISTINCT c.id AS capability
    ORDER BY capability
    LIMIT $most
    """,
)
