"""``/v1/ask/{question}``: one route for each named question, derived from it."""

import json
from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field, ValidationError, create_model

from kg.api.parameters import given, takes_many
from kg.api.state import tagged, the_graph, the_settings
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
    for question in sorted(
        QUESTIONS.values(), key=lambda each: each.shape != "capabilities"
    ):  # as often as they are asked
        summary = f"{question.title.en} {question.title.zh}"
        routes.add_api_route(
            f"/{question.name}", _declared(question), name=question.name, summary=summary, response_model=Answer, responses=_forms(question),
            description=f"{question.doc.en}\n\n{question.doc.zh}", route_class_override=_Route,
        )  # fmt: skip
    routes.get("", summary="The named questions.")(_list)
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


class _Route(APIRoute):
    """Reads the parameters of a question itself, as the framework would: that takes a quarter of a millisecond for thirty of
    them, where the answer takes one or two. What is declared to the framework is what it documents."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        question = QUESTIONS[self.name]
        params = _params(question)
        taken = {name: takes_many(field.annotation) for name, field in params.model_fields.items()}

        async def handler(request: Request) -> Response:
            try:
                read = params.model_validate(given(request, taken))
            except ValidationError as error:
                wrong = [{**each, "loc": ("query", *each["loc"])} for each in error.errors()]
                raise RequestValidationError(wrong) from None
            return await _answer(question, read, request)

        return handler


async def _answer(question: Question, params: BaseModel, request: Request) -> Response:
    """What can be answered from memory and the index is answered at once; what waits for the graph waits in a thread."""
    graph, settings = the_graph(request), the_settings(request)
    asked = params.model_dump(exclude_unset=True)
    placed = _placed(question, request, asked.pop("format", None))
    if not placed and view_of(graph, settings).warm:
        headers = tagged(request, graph, settings)
        if (answer := ask_at_once(graph, settings, question.name, asked)) is not None:
            return _json(answer, headers)
    return await run_in_threadpool(_waiting, question, request, graph, settings, asked, placed)


def _waiting(
    question: Question, request: Request, graph: Graph, settings: Settings, asked: dict[str, Any], placed: bool
) -> Response:
    headers = tagged(request, graph, settings)
    answer = ask(graph, settings, question.name, asked)
    if not placed:
        return _json(answer, headers)
    body = json.dumps(features(graph, answer, question), ensure_ascii=False)
    return Response(body, media_type=MEDIA_TYPE, headers=headers)


def _declared(question: Question) -> Callable[..., None]:
    """What the framework documents; ``_Route`` answers."""

    def endpoint(params: Any) -> None: ...

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
