"""``/v1/match``: a demand of several requirements, or many demands."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Body
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import StreamingResponse

from kg.api.state import TheGraph, TheSettings
from kg.asking.demand import demand
from kg.asking.match import match
from kg.errors import UsageError
from kg.graph import Graph
from kg.queries.days import Day
from kg.settings import Settings

LINES = "application/x-ndjson"


class DemandBody(BaseModel):
    """A demand. Its requirements are parameters of ``who-can-test``, each with an ``id`` and whether its range is ``divisible``; or
    ``all_of``, ``any_of`` or ``none_of`` some of them."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = Field(None, description="A name for it.", examples=["new alloy"])
    as_of: Day | None = Field(None, description="The day it is about; today when left out.", examples=["2026-11-24"])
    accept: str = Field(
        "met", description="'met', or 'partly': whether what is partly met covers a requirement.", examples=["met"]
    )
    candidates: int = Field(5, description="Institutions shown for each requirement.", examples=[5])
    requirements: list[dict[str, Any]] = Field(
        description="At most 50 requirements.",
        examples=[[{"id": "tensile", "standard": "GB/T 228.1-2021", "range": "100 kN", "uncertainty": "1 %"}]],
    )


class Matched(BaseModel):
    """The answer to a demand."""

    name: str | None = Field(description="The name of the demand.")
    requirements: list[dict[str, Any]] = Field(
        description="Each requirement: status, candidates, nearest misses, what relaxing it gives."
    )
    whole: dict[str, Any] = Field(description="Institutions by how they do on all of it.")
    smallest: dict[str, Any] = Field(description="The smallest set of institutions that covers it.")
    meta: dict[str, Any] = Field(description="What the answer rests on.")


def router(_: Settings) -> APIRouter:
    routes = APIRouter(prefix="/v1", tags=["matching"])
    routes.post("/match", summary="Who covers this demand? 谁能满足这些需求？", response_model=Matched)(_match)
    routes.post("/match/batch", summary="Many demands, a line each. 批量需求，每行一个", response_class=StreamingResponse,
                responses={200: {"content": {LINES: {}}, "description": "An answer a line, in the order of the demands."}})(_batch)  # fmt: skip
    return routes


def _match(body: DemandBody, graph: TheGraph, settings: TheSettings) -> dict[str, Any]:
    """For each requirement its candidates with their reasons; institutions that do all of it; the smallest set that covers it; and
    where nobody does, who comes nearest, by how much, and what giving up a constraint would give."""
    return match(graph, settings, demand(body.model_dump()))


def _batch(
    body: Annotated[list[dict[str, Any]], Body(max_length=1_000)], graph: TheGraph, settings: TheSettings
) -> StreamingResponse:
    """Demands one after the other, each answered as soon as it is. One that is wrong is answered with its error."""
    return StreamingResponse(_answers(graph, settings, body), media_type=LINES)


def _answers(graph: Graph, settings: Settings, demands: list[dict[str, Any]]) -> Iterator[str]:
    for number, said in enumerate(demands, 1):
        try:
            answer = match(graph, settings, demand(said))
        except UsageError as error:
            answer = {"error": str(error), "line": number}
        yield json.dumps(answer, ensure_ascii=False, default=str) + "\n"
