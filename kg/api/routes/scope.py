"""``/v1/check-scope``, ``/v1/in-scope``: one institution against a list of items, or against the results of its certificates."""

from datetime import date
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from kg.api.state import TheGraph, TheSettings
from kg.asking.in_scope import in_scope
from kg.asking.scope import check_scope
from kg.queries.days import Day
from kg.settings import Settings


class OfInstitution(BaseModel):
    """What a list is held against."""

    model_config = ConfigDict(extra="forbid")

    institution: str = Field(min_length=1, description="Institution, by id or name.", examples=["云泽省材料检测中心"])
    as_of: Day | None = Field(None, description="The day it is about; today when left out.", examples=["2026-11-24"])


class ScopeBody(OfInstitution):
    """Items to hold an institution against."""

    items: list[dict[str, Any]] = Field(
        description="Parameters of who-can-test, each with an id if it has one.",
        examples=[[{"id": "1", "standard": "GB/T 228.1-2021"}]],
    )


class ResultsBody(OfInstitution):
    """Results of certificates to hold against the institution that states them."""

    results: list[dict[str, Any]] = Field(
        description="Each with its value and unit, the uncertainty stated with it, its coverage factor k, what was measured (parameters "
        "of who-can-test), and an id if it has one.",
        examples=[[{"id": "1", "parameter": "力值", "value": "100 kN", "uncertainty": "0.02 kN", "k": "2"}]],
    )


class Checked(BaseModel):
    """An institution held against items."""

    institutions: list[dict[str, Any]] = Field(description="The institutions of that name.")
    items: list[dict[str, Any]] = Field(description="Each item with its verdict, the best capability and its evidence.")
    counts: dict[str, int] = Field(description="Items by status.", examples=[{"met": 1}])
    meta: dict[str, Any] = Field(description="What the answer rests on.")


def router(_: Settings) -> APIRouter:
    routes = APIRouter(prefix="/v1", tags=["matching"])
    routes.post(
        "/check-scope", summary="Is this institution in scope? 该机构是否在能力范围内？", response_model=Checked
    )(_check)
    routes.post(
        "/in-scope", summary="Are these results in its scope? 这些结果是否在其能力范围内？", response_model=Checked
    )(_in_scope)
    return routes


def _check(body: ScopeBody, graph: TheGraph, settings: TheSettings) -> dict[str, Any]:
    """Item by item: whether the institution is in scope on that day, by which capability, with its evidence."""
    return check_scope(graph, settings, body.institution, body.items, body.as_of or date.today())


def _in_scope(body: ResultsBody, graph: TheGraph, settings: TheSettings) -> dict[str, Any]:
    """Result by result: whether its value lies in the range of a CMC of the institution that is valid on that day, and whether the
    uncertainty stated is no smaller than that CMC; by which capability, with its evidence."""
    return in_scope(graph, settings, body.institution, body.results, body.as_of or date.today(), date.today())
