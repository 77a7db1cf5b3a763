"""``/v1/again``: a saved answer asked again, as of another day."""

from datetime import date
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from kg.api.routes.match import Matched
from kg.api.routes.scope import Checked
from kg.api.state import TheGraph, TheSettings
from kg.asking.again import again
from kg.asking.answer import Answer
from kg.asking.saved import saved
from kg.queries.days import Day
from kg.settings import Settings


class SavedBody(BaseModel):
    """An answer that was saved, and the day of which it is asked again."""

    model_config = ConfigDict(extra="forbid")

    answer: dict[str, Any] = Field(description="An answer, whole, as it was given.", examples=[{}])
    as_of: Day | None = Field(None, description="The day it is about; today when left out.", examples=["2026-11-24"])


def router(_: Settings) -> APIRouter:
    routes = APIRouter(prefix="/v1", tags=["questions"])
    summary = "What is the answer on another day? 换一日期，答案如何？"
    routes.post("/again", summary=summary, response_model=Answer | Matched | Checked)(_again)
    return routes


def _again(body: SavedBody, graph: TheGraph, settings: TheSettings) -> Answer | dict[str, Any]:
    """The question of a saved answer with its parameters, on the graph as it is now. The answer is one of ``/v1/ask``, ``/v1/match``,
    ``/v1/check-scope`` or ``/v1/in-scope``, and so is the new one: of a question with pages the first, as long as a page may be."""
    today = date.today()
    return again(graph, settings, saved(body.answer, "answer"), body.as_of or today, today, whole=False)
