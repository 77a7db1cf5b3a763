"""``/v1/ask/{question}``: one route for each named question, derived from it."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field

from kg.api.state import TheGraph, TheSettings, tagged
from kg.asking import Answer, ask, ask_at_once
from kg.asking.view import view_of
from kg.graph import Graph
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
                   response_model=Answer)(_endpoint(question))  # fmt: skip
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


def _endpoint(question: Question) -> Callable[..., Awaitable[Response]]:
    """What can be answered from memory and the index is answered at once; what waits for the graph waits in a thread."""

    async def endpoint(params: Any, request: Request, graph: TheGraph, settings: TheSettings) -> Response:
        given = params.model_dump(exclude_unset=True)
        if view_of(graph, settings).warm:
            headers = tagged(request, graph, settings)
            if (answer := ask_at_once(graph, settings, question.name, given)) is not None:
                return _json(answer, headers)
        return await run_in_threadpool(_waiting, request, graph, settings, question.name, given)

    endpoint.__annotations__["params"] = Annotated[question.params, Query()]
    return endpoint


def _waiting(request: Request, graph: Graph, settings: Settings, name: str, given: dict[str, Any]) -> Response:
    headers = tagged(request, graph, settings)
    return _json(ask(graph, settings, name, given), headers)


def _json(answer: Answer, headers: dict[str, str]) -> Response:
    return Response(answer.model_dump_json(), headers=headers, media_type="application/json")
