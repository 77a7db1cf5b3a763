"""Which test methods does a standard define, as they are cited?"""

from pydantic import Field

from kg.queries.core import Asked, Frozen, Question, Subject
from kg.schema.core import Words


class Params(Asked):
    """One standard; undated: all its editions and undated citations."""

    standard: str = Field(
        description="Designation of a standard, with its year or without.", examples=["GB/T 228.1-2021"]
    )


class Row(Frozen):
    """A citation of the standard, and how many capabilities of how many institutions use it."""

    method: str
    verbatim: str | None
    clause: str | None
    name_zh: str | None
    name_en: str | None
    standard: str
    designation: str
    capabilities: int
    institutions: int


METHODS_OF = Question(
    name="methods-of",
    title=Words("Which test methods of a standard are in use?", "标准的哪些试验方法在用？"),
    doc=Words(
        "The test methods that a standard defines, as scopes cite them (clause by clause), and who uses them.",
        "标准所定义的试验方法（按范围文件中的引用，逐条款）及其使用情况。",
    ),
    params=Params,
    row=Row,
    key=("method", "standard"),
    subjects=(Subject("standard", ("StandardEdition", "Standard"), "standard"),),
    example={"standard": "GB/T 228.1-2021"},
    cypher="""
    CALL () {
      UNWIND $standard_ids AS id
      MATCH (d:StandardEdition {id: id})<-[:DEFINED_BY]-(m:TestMethod)
      RETURN m, d.id AS standard, d.designation AS designation
      UNION
      UNWIND $standard_ids AS id
      MATCH (d:Standard {id: id})<-[:DEFINED_BY]-(m:TestMethod)
      RETURN m, d.id AS standard, d.designation AS designation
    }
    OPTIONAL MATCH (m)<-[:USES]-(c:Capability) WHERE c.ended_run IS NULL
    OPTIONAL MATCH (i:Institution)-[:OFFERS]->(c)
    WITH m, standard, designation, count(DISTINCT c) AS capabilities, count(DISTINCT i) AS institutions
    RETURN m.id AS method, m.verbatim AS verbatim, m.clause AS clause, m.name_zh AS name_zh, m.name_en AS name_en,
           standard AS standard, designation AS designation, capabilities AS capabilities,
           institutions AS institutions
    ORDER BY institutions DESC, method
    LIMIT $most
    """,
)
