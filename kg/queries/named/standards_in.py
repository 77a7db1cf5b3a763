"""Which standards are in a class?"""

from pydantic import Field

from kg.queries.core import Asked, Frozen, Question, Subject
from kg.schema.core import Words


class Params(Asked):
    """One class of the ICS or the CCS, with all that is inside it."""

    classification: str = Field(description="Code or name of a class.", examples=["77.040.10"])


class Row(Frozen):
    """An edition of the class, and how many hold it."""

    edition: str
    designation: str
    name_zh: str | None
    name_en: str | None
    standing: str | None
    code: str | None
    institutions: int


STANDARDS_IN = Question(
    name="standards-in",
    title=Words("Which standards are in a class?", "某分类下有哪些标准？"),
    doc=Words(
        "Editions of standards in a class of the ICS or the CCS and in all classes below it, with how many institutions in the data "
        "held hold each; none is a finding too.",
        "ICS 或 CCS 某分类及其下级分类中的标准版本，及所持数据中持有各版本的机构数；无机构持有亦为结果。",
    ),
    params=Params,
    row=Row,
    subjects=(Subject("classification", ("Classification",), "class"),),
    example={"classification": "77.040.10"},
    cypher="""
    UNWIND $classification_ids AS id
    MATCH (:Classification {id: id})<-[:BROADER*0..4]-(k:Classification)<-[:CLASSIFIED_BY]-(e:StandardEdition)
    WHERE e.ended_run IS NULL
    WITH DISTINCT e, min(k.code) AS code
    RETURN e.id AS edition, e.designation AS designation, e.name_zh AS name_zh, e.name_en AS name_en,
           e.standing AS standing, code AS code,
           COUNT { MATCH (e)<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)<-[:OFFERS]-(i:Institution)
                   WHERE c.ended_run IS NULL RETURN DISTINCT i } AS institutions
    ORDER BY institutions DESC, edition
    LIMIT $most
    """,
)
