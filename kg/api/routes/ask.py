"""``/v1/ask/{question}``: one route for each named question, derived from it."""

import json
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field, create_model

from kg.api.state import TheGraph, TheSettings, tagged
from kg.asking import Answer, ask, ask_at_once
from kg.asking.geojson import MEDIA_TYPE, features, placed_by
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
                   response_model=Answer, responses=_forms(question))(_endpoint(question))  # fmt: skip
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


def _forms(question: Question) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {MEDIA_TYPE: {}}}} if placed_by(question) else {}


_FORMAT = Field(
    None,
    description="Form of the answer: 'geojson' (RFC 7946), with the coordinates that are known; the header Accept says it too.",
    examples=["json"],
)


def _endpoint(question: Question) -> Callable[..., Awaitable[Response]]:
    """What can be answered from memory and the index is answered at once; what waits for the graph waits in a thread."""

    async def endpoint(params: Any, request: Request, graph: TheGraph, settings: TheSettings) -> Response:
        given = params.model_dump(exclude_unset=True)
        placed = _placed(question, request, given.pop("format", None))
        if not placed and view_of(graph, settings).warm:
            headers = tagged(request, graph, settings)
            if (answer := ask_at_once(graph, settings, question.name, given)) is not None:
                return _json(answer, headers)
        return await run_in_threadpool(waiting, request, graph, settings, given, placed)

    def waiting(request: Request, graph: Graph, settings: Settings, given: dict[str, Any], placed: bool) -> Response:
        headers = tagged(request, graph, settings)
        answer = ask(graph, settings, question.name, given)
        if not placed:
            return _json(answer, headers)
        body = json.dumps(features(graph, answer, question), ensure_ascii=False)
        return Response(body, media_type=MEDIA_TYPE, headers=headers)

    endpoint.__annotations__["params"] = Annotated[_params(question), Query()]
    return endpoint


def _json(answer: Answer, headers: dict[str, str]) -> Response:
    return Response(answer.model_dump_json(), headers=headers, media_type="application/json")


def _placed(question: Question, request: Request, form: str | None) -> bool:
    """Whether GeoJSON is wanted, of a question whose answers have places."""
    return bool(placed_by(question)) and (form == "geojson" if form else _prefers_geojson(request))


def _params(question: Question) -> type[BaseModel]:
    """Its parameters; of a question whose answers have places the form of the answer too."""
    if not placed_by(question):
        return question.params
    form: Any = (Literal["json", "geojson"] | None, _FORMAT)
    return create_model(f"{question.name}-params", __base__=question.params, format=form)


def _prefers_geojson(request: Request) -> bool:
    """Whether GeoJSON is named in the header Accept, and JSON is not liked better (RFC 9110, 12.5.1)."""
    liked: dict[str, float] = {}
    for part in request.headers.get("accept", "").split(","):
        media, *more = (each.strip().lower() for each in part.split(";"))
        weight = next((each[2:] for each in more if each.startswith("q=")), "1")
        liked[media] = float(weight) if weight.replace(".", "", 1).isdecimal() else 0.0
    return liked.get(MEDIA_TYPE, 0.0) > 0 and liked[MEDIA_TYPE] >= liked.get("application/json", 0.0)
