"""How many institutions hold each of these standards, by region?"""

from pydantic import Field

from kg.queries.core import Question, Subject
from kg.queries.rows import HeldParams, Holding
from kg.schema.core import Words


class Params(HeldParams):
    """A list of standards; a region narrows it to what is inside."""

    standards: list[str] = Field(min_length=1, max_length=200, description="Designations of standards.",
                                 examples=[["GB/T 228.1-2021", "ISO 6892-1:2019"]])  # fmt: skip
    region: str | None = Field(None, description="Only inside this division or country.", examples=["湖北省"])


COVERAGE = Question(
    name="coverage",
    title=Words("How many institutions hold each standard, by region?", "各标准在各区域有多少机构持有？"),
    doc=Words(
        "For each standard, how many institutions hold at least one item of it, by province (or country). Zero is said "
        "of the data held, unless its source is a complete register.",
        "逐一列出各标准在各省（或国家）有多少机构至少持有其中一项。除非来源为完整名录，“零”仅就所持数据而言。",
    ),
    params=Params,
    row=Holding,
    shape="holdings",
    judged=frozenset({"activity", "validity", "available_to"}),
    subjects=(
        Subject("standards", ("StandardEdition", "Standard"), "standard", many=True),
        Subject("region", ("Region",), "region"),
    ),
    example={"standards": ["GB/T 228.1-2021", "ISO 6892-1:2019"]},
    cypher="""
    CALL () {
      UNWIND $standards_ids AS id
      MATCH (d:StandardEdition {id: id})<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)
      RETURN d.id AS standard, d.designation AS designation, c
      UNION
      UNWIND $standards_ids AS id
      MATCH (d:Standard {id: id})<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)
      RETURN d.id AS standard, d.designation AS designation, c
    }
    WITH standard, designation, c WHERE c.ended_run IS NULL
    MATCH (i:Institution)-[:OFFERS]->(c)
    OPTIONAL MATCH (s:Scope)-[:COVERS]->(c)
    OPTIONAL MATCH (a:Accreditation)-[:HAS_SCOPE]->(s)
    WITH standard, designation, i, s, a, c.source AS of, c.activity AS activity, c.valid_from AS c_from,
         c.valid_to AS c_to, c.status AS c_status, c.available_to AS available_to,
         COLLECT { MATCH (c)-[:AT]->(at:Site) RETURN at.id ORDER BY at.id LIMIT 10 } AS named, count(*) AS capabilities
    OPTIONAL MATCH (source:Source {id: of})
    WITH *, COLLECT { MATCH (i)-[:HAS_SITE]->(site:Site) WHERE site.ended_run IS NULL RETURN site.id ORDER BY site.id LIMIT 2 } AS sites
    WITH *, CASE WHEN size(named) > 0 THEN named WHEN size(sites) = 1 THEN sites ELSE [] END AS places
    WITH *, head(COLLECT { UNWIND places AS id
                        MATCH (:Site {id: id})-[:LOCATED_IN]->(:Region)-[:PART_OF*0..4]->(r:Region)
                        WHERE r.level IN ['province', 'country']
                        RETURN r ORDER BY size(r.id) DESC, r.id LIMIT 1 }) AS region,
         CASE WHEN size($region_ids) = 0 THEN 'any'
              WHEN EXISTS { UNWIND places AS id
                            MATCH (:Site {id: id})-[:LOCATED_IN]->(:Region)-[:PART_OF*0..4]->(asked:Region)
                            WHERE asked.id IN $region_ids } THEN 'inside'
              WHEN EXISTS { UNWIND places AS id MATCH (:Site {id: id})-[:LOCATED_IN]->(:Region) } THEN 'outside'
              ELSE 'unknown' END AS place
    RETURN standard AS standard, designation AS designation, i.id AS institution,
           coalesce(i.name_zh, i.name_en, i.id) AS institution_name,
           region.id AS region, coalesce(region.name_zh, region.name_en) AS region_name, activity AS activity,
           capabilities AS capabilities,
           coalesce(c_from, s.valid_from, a.valid_from) AS valid_from,
           coalesce(c_to, s.valid_to, a.valid_to) AS valid_to, a.first_granted AS first_granted,
           [x IN [c_status, a.status,
                  head(COLLECT { MATCH (a)-[:HAS_STATUS]->(p:StatusPeriod)
                                 WHERE p.from_date <= $as_of AND (p.to_date IS NULL OR p.to_date >= $as_of)
                                 RETURN p.status ORDER BY p.from_date DESC LIMIT 1 })]
            WHERE x IN ['suspended', 'withdrawn']][0] AS status,
           source.observed_on AS observed_on, available_to AS available_to, place AS place
    ORDER BY standard, institution, valid_from, valid_to
    LIMIT $most
    """,
)
