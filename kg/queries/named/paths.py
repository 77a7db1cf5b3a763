"""How are two things connected?"""

from typing import Any

from pydantic import Field

from kg.queries.core import Asked, Frozen, Question, Subject
from kg.schema.core import Words

_THINGS = (
    "Institution",
    "Instrument",
    "Standard",
    "StandardEdition",
    "Parameter",
    "Product",
    "Site",
    "Accreditation",
)


class Params(Asked):
    """Two things, as ``type/id`` or by name."""

    start: str = Field(description="Where the path starts: type/id, or a name.", examples=["云泽省材料检测中心"])
    end: str = Field(description="Where it ends: type/id, or a name.", examples=["GB/T 228.1-2021"])


class Row(Frozen):
    """A shortest path: its things in order and the relations between them."""

    steps: int
    things: list[dict[str, Any]]
    relations: list[dict[str, Any]]


PATHS = Question(
    name="paths",
    title=Words("How are two things connected?", "两者如何相连？"),
    doc=Words(
        "The shortest paths between two things, at most eight steps long, by relations that say something "
        "(not by a common source or region).",
        "两个事物之间的最短路径（至多八步），仅经由有意义的关系（不经由共同来源或区域）。",
    ),
    params=Params,
    row=Row,
    key=("things", "relations"),
    subjects=(Subject("start", _THINGS, "thing"), Subject("end", _THINGS, "thing")),
    example={"start": "云泽省材料检测中心", "end": "GB/T 228.1-2021"},
    cypher="""
    UNWIND $start_ids AS start
    UNWIND $end_ids AS end
    MATCH (a:Institution|Instrument|Standard|StandardEdition|Parameter|Product|Site|Accreditation {id: start})
    MATCH (b:Institution|Instrument|Standard|StandardEdition|Parameter|Product|Site|Accreditation {id: end})
    WHERE a <> b
    MATCH path = allShortestPaths(
      (a)-[:OFFERS|USES|DEFINED_BY|EDITION_OF|MEASURES|APPLIES_TO|OWNS|HAS_SITE|HOLDS|HAS_SCOPE|COVERS|AT
           |PERFORMED_WITH|REPLACES|ADOPTS|SAME_AS*..8]-(b))
    WHERE all(n IN nodes(path) WHERE n.ended_run IS NULL)
    WITH path, [n IN nodes(path) | {type: labels(n)[0], id: n.id,
                name: coalesce(n.designation, n.name_zh, n.name_en, n.verbatim, n.cited, n.number, n.address, n.id)}] AS things
    RETURN length(path) AS steps, things AS things,
           [r IN relationships(path) | {relation: type(r), start: startNode(r).id, end: endNode(r).id}] AS relations
    ORDER BY steps, things[1].id, things[2].id
    LIMIT $most
    """,
)
