"""Which sites are in a region?"""

from pydantic import Field

from kg.queries.core import Asked, Frozen, Question, Subject
from kg.schema.core import Words


class Params(Asked):
    """One region, with all that is inside it."""

    region: str = Field(description="A division or country, by name or code.", examples=["湖北省"])


class Row(Frozen):
    """A site, who works there, and the deepest region its address was read to."""

    site: str
    address: str | None
    institution: str
    name_zh: str | None
    name_en: str | None
    kind: str | None
    region: str
    region_zh: str | None
    region_en: str | None
    capabilities: int


SITES_IN = Question(
    name="sites-in",
    title=Words("Which sites are in a region?", "区域内有哪些场所？"),
    doc=Words(
        "The sites in a region, with their institutions. Institutions whose place is not known are not listed.",
        "区域内的场所及其机构；地点未知的机构不列出。",
    ),
    params=Params,
    row=Row,
    subjects=(Subject("region", ("Region",), "region"),),
    example={"region": "云泽省"},
    cypher="""
    UNWIND $region_ids AS id
    MATCH (:Region {id: id})<-[:PART_OF*0..4]-(r:Region)<-[:LOCATED_IN]-(s:Site)<-[:HAS_SITE]-(i:Institution)
    WHERE s.ended_run IS NULL AND i.ended_run IS NULL
    WITH DISTINCT r, s, i
    RETURN s.id AS site, s.address AS address, i.id AS institution, i.name_zh AS name_zh, i.name_en AS name_en,
           i.kind AS kind, r.id AS region, r.name_zh AS region_zh, r.name_en AS region_en,
           COUNT { (i)-[:OFFERS]->(c:Capability) WHERE c.ended_run IS NULL } AS capabilities
    ORDER BY region, site
    LIMIT $most
    """,
)
