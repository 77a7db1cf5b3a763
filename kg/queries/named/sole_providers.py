"""Which standards does only one institution of a region hold?"""

from pydantic import Field

from kg.queries.core import Question, Subject
from kg.queries.rows import HeldParams, Holding
from kg.schema.core import Words


class Params(HeldParams):
    """One region, with all that is inside it."""

    region: str = Field(description="A division or country, by name or code.", examples=["湖北省"])


SOLE_PROVIDERS = Question(
    name="sole-providers",
    title=Words("What does only one institution of a region hold?", "区域内哪些能力仅一家机构持有？"),
    doc=Words(
        "Standards (as cited, edition by edition) of which only one institution in the region holds an item. 'Only one' is "
        "said of the data held, unless its source is a complete register.",
        "区域内仅有一家机构持有其中项目的标准（按引用的版本）。除非来源为完整名录，“仅一家”只就所持数据而言。",
    ),
    params=Params,
    row=Holding,
    shape="holdings",
    judged=frozenset({"activity", "validity", "available_to"}),
    subjects=(Subject("region", ("Region",), "region"),),
    example={"region": "云泽省"},
    cypher="""
    UNWIND $region_ids AS id
    MATCH (asked:Region {id: id})<-[:PART_OF*0..4]-(:Region)<-[:LOCATED_IN]-(site:Site)<-[:HAS_SITE]-(i:Institution)
    WHERE site.ended_run IS NULL AND i.ended_run IS NULL
    WITH asked, i, collect(DISTINCT site.id) AS inside,
         COUNT { (i)-[:HAS_SITE]->(any:Site) WHERE any.ended_run IS NULL } AS sites
    MATCH (i)-[:OFFERS]->(c:Capability)-[:USES]->(:TestMethod)-[:DEFINED_BY]->(d:Standard|StandardEdition)
    WHERE c.ended_run IS NULL
    OPTIONAL MATCH (s:Scope)-[:COVERS]->(c)
    WITH asked, i, d, s, c,
         CASE WHEN NOT EXISTS { (c)-[:AT]->(:Site) } THEN CASE sites WHEN 1 THEN 'inside' ELSE 'unknown' END
              WHEN EXISTS { (c)-[:AT]->(at:Site) WHERE at.id IN inside } THEN 'inside'
              ELSE 'outside' END AS place
    WITH asked, i, d, s, place, c.available_to AS available_to, c.source AS of, c.activity AS activity, c.valid_from AS c_from, c.valid_to AS c_to,
         c.status AS c_status, count(DISTINCT c) AS capabilities
    OPTIONAL MATCH (a:Accreditation)-[:HAS_SCOPE]->(s)
    OPTIONAL MATCH (source:Source {id: of})
    RETURN d.id AS standard, d.designation AS designation, i.id AS institution,
           coalesce(i.name_zh, i.name_en, i.id) AS institution_name,
           asked.id AS region, coalesce(asked.name_zh, asked.name_en) AS region_name, activity AS activity,
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
