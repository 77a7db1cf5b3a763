"""A question's declaration: what is wrong with it is refused when it is built."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import BaseModel, Field

from kg.queries import QUESTIONS, Question
from kg.queries.core import Asked, Frozen, Subject
from kg.schema.core import Words


class Params(Asked):
    text: str = Field(description="Words.", examples=["iron"])
    institution: str | None = Field(None, description="Whose.", examples=["x"])


class Undescribed(Asked):
    text: str
    institution: str | None = Field(None, description="Whose.", examples=["x"])


class Row(Frozen):
    instrument: str
    names: list[str]


def built(**changed: Any) -> Question:
    good: dict[str, Any] = {
        "name": "finds", "title": Words("What is found?", "找到什么？"), "doc": Words("All of it.", "全部。"),
        "params": Params, "row": Row, "example": {"text": "iron"}, "subjects": (Subject("institution", ("Institution",)),),
        "cypher": """
        MATCH (n:Instrument) WHERE n.name_en = $text AND n.owner IN $institution_ids
        RETURN n.id AS instrument, COLLECT { MATCH (n)-[:AT]->(s:Site) RETURN s.id AS site ORDER BY site } AS names
        ORDER BY instrument LIMIT $most
        """,
    }  # fmt: skip
    return Question(**(good | changed))


def test_a_right_declaration_is_taken() -> None:
    assert built().name == "finds"


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a column that the row lacks": ({"row": type("Other", (Frozen,), {"__annotations__": {"instrument": str}})}, "columns"),
    "no order": ({"cypher": "MATCH (n:X {a: $text, b: $institution_ids}) RETURN 1 AS instrument, 2 AS names\nLIMIT $most"}, "ORDER BY"),
    "no limit": ({"cypher": "MATCH (n:X {a: $text, b: $institution_ids}) RETURN 1 AS instrument, 2 AS names ORDER BY names"}, "LIMIT"),
    "a parameter the Cypher lacks": ({"params": type("More", (Params,), {
        "__annotations__": {"more": str | None}, "more": Field(None, description="More.", examples=["x"])})}, "more"),
    "a Cypher parameter nobody gives": ({"subjects": ()}, "institution"),
    "a subject that is no parameter": ({"subjects": (Subject("site", ("Site",)),)}, "site"),
    "judged by what is no parameter": ({"judged": frozenset({"activity"})}, "activity"),
    "a parameter without words": ({"params": Undescribed}, "text"),
    "an example that is not valid": ({"example": {"txt": "iron"}}, "txt"),
    "an example that lacks what is required": ({"example": {}}, "text"),
    "no Chinese title": ({"title": Words("What is found?", "")}, "finds"),
    "no English words": ({"doc": Words("", "全部。")}, "finds"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_declaration_is_refused(case: str) -> None:
    changed, told = WRONG[case]
    with pytest.raises(ValueError, match=told):
        built(**changed)


@pytest.mark.parametrize(
    "clause", ["CREATE (:X)", "MERGE (x:X)", "SET n.x = 1", "DETACH DELETE n", "REMOVE n.x", "LOAD CSV FROM 'x' AS l"]
)
def test_a_question_that_writes_is_refused(clause: str) -> None:
    cypher = built().cypher.replace("RETURN n.id", f"WITH n {clause} RETURN n.id")
    with pytest.raises(ValueError, match="only reads"):
        built(cypher=cypher)


def test_a_question_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        built().name = "other"  # type: ignore[misc]
    assert replace(built(), name="other").name == "other"


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_every_parameter_is_described_with_an_example_of_its_own(question: Question) -> None:
    for name, field in question.params.model_fields.items():
        assert field.description, name
        assert field.examples, name


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_parameters_and_rows_refuse_strange_names(question: Question) -> None:
    models: tuple[type[BaseModel], ...] = (question.params, question.row)
    assert [model.model_config.get("extra") for model in models] == ["forbid", "forbid"]
