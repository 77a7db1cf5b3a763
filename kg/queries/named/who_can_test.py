"""Who can test this?"""

from typing import Literal

from pydantic import Field, model_validator

from kg.matching.closeness import Closeness
from kg.queries.core import Question, Subject
from kg.queries.rows import CapabilityParams, Citing
from kg.schema.core import Words


class Params(CapabilityParams):
    """At least one of standard, parameter and product; each narrows the others."""

    standard: str | None = Field(None, description="Designation of a standard, with its year or without.",
                                 examples=["GB/T 22239-2008"])  # fmt: skip
    match: Closeness = Field(
        "standard",
        description="How close a cited standard has to be: 'exact': itself; 'edition': also cited without a year; 'standard': "
        "any edition of it; 'current': also what replaced it under another number; 'equivalent': also identical "
        "adoptions, through any number of steps; 'comparable': also modified and former equivalent ones, and those "
        "whose degree is not stated. Each row says its path.",
        examples=["comparable"],
    )
    parameter: str | None = Field(None, description="What is measured or tested for, by name.", examples=["抗拉强度"])
    product: str | None = Field(None, description="The material or object, by name.", examples=["金属材料"])
    region: str | None = Field(None, description="Where: a division or country, by name or code.", examples=["湖北省"])
    kind: Literal["laboratory", "inspection-body", "pt-provider", "rm-producer", "institute", "unknown"] | None = Field(
        None, description="Kind of institution.", examples=["laboratory"]
    )

    @model_validator(mode="after")
    def _something(self) -> "Params":
        if self.standard is None and self.parameter is None and self.product is None:
            raise ValueError("say at least one of standard, parameter and product")
        return self


WHO_CAN_TEST = Question(
    name="who-can-test",
    title=Words("Who can test this?", "谁能检测？"),
    doc=Words(
        "Capabilities for a standard, a parameter and a product, each with its validity on the day, its evidence and the "
        "reasons why it answers; of a standard also whether the body is accredited for it as it was asked for.",
        "针对标准、参数与产品的能力，并附当日有效性、证据与理由；就标准另行说明是否按所问获得认可。",
    ),
    params=Params,
    row=Citing,
    shape="capabilities",
    judged=frozenset({"activity", "validity", "available_to", "kind", "match"}),
    subjects=(
        Subject("standard", ("StandardEdition", "Standard"), "document"),
        Subject("parameter", ("Parameter",)),
        Subject("product", ("Product",)),
        Subject("region", ("Region",), "region"),
    ),
    example={"standard": "GB/T 228.1-2021"},
    cypher="""
    CALL () {
      UNWIND $standard_ids AS id
      MATCH (:StandardEdition {id: id})<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)
      RETURN c, 'standard' AS subject, id AS cited
      UNION
      UNWIND $standard_ids AS id
      MATCH (:Standard {id: id})<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)
      RETURN c, 'standard' AS subject, id AS cited
      UNION
      UNWIND $parameter_ids AS id
      MATCH (:Parameter {id: id})<-[:MEASURES]-(c:Capability)
      RETURN c, 'parameter' AS subject, null AS cited
      UNION
      UNWIND $product_ids AS id
      MATCH (:Product {id: id})<-[:APPLIES_TO]-(c:Capability)
      RETURN c, 'product' AS subject, null AS cited
    }
    WITH c, count(DISTINCT subject) AS met, collect(DISTINCT cited) AS standards
    WHERE c.ended_run IS NULL
      AND met = toInteger(size($standard_ids) > 0) + toInteger(size($parameter_ids) > 0)
                + toInteger(size($product_ids) > 0)
    MATCH (i:Institution)-[:OFFERS]->(c)
    OPTIONAL MATCH (s:Scope)-[:COVERS]->(c)
    OPTIONAL MATCH (a:Accreditation)-[:HAS_SCOPE]->(s)
    OPTIONAL MATCH (source:Source {id: c.source})
    WITH c, i, s, a, source, standards,
         CASE WHEN size($region_ids) = 0 THEN 'any'
              ELSE head(COLLECT {
                MATCH (i)-[:HAS_SITE]->(site:Site)
                WHERE site.ended_run IS NULL
                  AND (EXISTS { (c)-[:AT]->(site) }
                       OR (NOT EXISTS { (c)-[:AT]->(:Site) }
                           AND COUNT { (i)-[:HAS_SITE]->(other:Site) WHERE other.ended_run IS NULL } = 1))
                MATCH (site)-[:LOCATED_IN]->(r:Region)
                RETURN CASE WHEN EXISTS { MATCH (r)-[:PART_OF*0..4]->(asked:Region) WHERE asked.id IN $region_ids }
                            THEN 'inside' ELSE 'outside' END AS place
                ORDER BY place LIMIT 1 })
         END AS place
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
           c.available_to AS available_to, c.performed_by AS performed_by,
           coalesce(place, 'unknown') AS place, standards AS standards
    ORDER BY capability
    LIMIT $most
    """,
)
