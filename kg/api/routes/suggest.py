"""``/v1/suggest``: what a text that is being typed may become."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from kg.api.state import TheGraph, TheSettings, tagged
from kg.asking.suggest import FIELDS, MOST, Suggestions, suggest, suggest_at_once
from kg.asking.view import view_of
from kg.graph import Graph
from kg.settings import Settings


def router(_: Settings) -> APIRouter:
    routes = APIRouter(prefix="/v1", tags=["questions"])
    routes.get("/suggest", summary="What may this become? 输入联想", response_model=Suggestions)(_suggest)
    return routes


async def _suggest(
    request: Request,
    graph: TheGraph,
    settings: TheSettings,
    text: Annotated[
        str, Query(description="The beginning of a name, or words of it, in either language.", examples=["抗拉"])
    ],
    field: Annotated[
        list[str] | None,
        Query(
            max_length=20,
            description=f"Only these: {', '.join(FIELDS)}. Repeated, or with commas between.",
            examples=[["parameter"]],
        ),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=MOST, description="Most names to suggest.", examples=[10])] = 10,
) -> Response:
    """Names of what capabilities have, each with how many have it. What the text is a name of comes first, then what it begins,
    then what has its words; of these what most capabilities have.

    能力所涉事项的名称及各自的能力数：全名相同者居先，其次以此开头者，再次含其各词者；同类中能力数多者居先。"""

    if view_of(graph, settings).warm:
        headers = tagged(request, graph, settings)
        if (found := suggest_at_once(graph, settings, text, field or (), limit)) is not None:
            return _json(found, headers)
    return await run_in_threadpool(_waiting, request, graph, settings, text, field or [], limit)


def _waiting(request: Request, graph: Graph, settings: Settings, text: str, field: list[str], limit: int) -> Response:
    headers = tagged(request, graph, settings)
    return _json(suggest(graph, settings, text, field, limit), headers)


def _json(found: Suggestions, headers: dict[str, str]) -> Response:
    return Response(found.model_dump_json(), headers=headers, media_type="application/json")
