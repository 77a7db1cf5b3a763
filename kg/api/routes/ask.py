"""``/v1/ask/{question}``: one route for each named question, derived from it."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from kg.api.state import Tagged, TheGraph, TheSettings
from kg.asking import Answer, ask
from kg.queries import QUESTIONS, Question
from kg.settings import Settings


class QuestionAbout(BaseModel):
    """A named question."""

    name: str = Field(description="Its name.", examples=["who-can-test"])
    title_en: str = Field(description="What it asks.", examples=["Who can test this?"])
    title_zh: str = Field(description="The same in Chinese.", examples=["谁能检测？"])
    doc_en: str = Field(description="What it answers.")
    doc_zh: str = Field(description="The same in Chinese.")
    example: dict[str, Any] = Field(description="Parameters of an example.")


def router(_: Settings) -> APIRouter:
    routes = APIRouter(prefix="/v1/ask", tags=["questions"])
    routes.get("", summary="The named questions.")(_list)
    for question in QUESTIONS.values():
        summary = f"{question.title.en} {question.title.zh}"
        routes.get(f"/{question.name}", name=question.name, summary=summary, description=f"{question.doc.en}\n\n{question.doc.zh}",
                   dependencies=[Tagged], response_model=Answer)(_endpoint(question))  # fmt: skip
    return routes


def _list() -> list[QuestionAbout]:
    """All named questions, with an example of each."""
    return [
        QuestionAbout(
            name=q.name,
            title_en=q.title.en,
            title_zh=q.title.zh,
            doc_en=q.doc.en,
            doc_zh=q.doc.zh,
            example=dict(q.example),
        )
        for q in QUESTIONS.values()
    ]


def _endpoint(question: Question) -> Callable[..., Answer]:
    def endpoint(params: Any, graph: TheGraph, settings: TheSettings) -> Answer:
        return ask(graph, settings, question.name, params.model_dump(exclude_unset=True))

    endpoint.__annotations__["params"] = Annotated[question.params, Query()]
    return endpoint
