"""``/v1/standards/…``: what a text means, what a text that is being typed may become, one standard with its editions."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from kg.api.state import Tagged, TheGraph, TheSettings, TheStandards
from kg.asking.browse import thing
from kg.asking.standards import conflicts, told
from kg.schema import SCHEMA
from kg.settings import Settings


class Resolved(BaseModel):
    """What the citations of a text mean."""

    text: str = Field(description="The text, as it was sent.", examples=["GB/T 22329-2008"])
    items: list[dict[str, Any]] = Field(description="One resolution for each citation, in the order of the text.")


class Suggested(BaseModel):
    """Standards that a text may become."""

    items: list[dict[str, Any]] = Field(description="Standards, in the order of their designations.")


def router(_: Settings) -> APIRouter:
    routes = APIRouter(prefix="/v1/standards", tags=["standards"])
    routes.get("/resolve", summary="Which standard is meant? 指的是哪项标准？", dependencies=[Tagged])(_resolve)
    routes.get("/suggest", summary="Standards that begin like this. 以此开头的标准", dependencies=[Tagged])(_suggest)
    routes.get("/conflicts", summary="Statements that contradict one another. 相互矛盾的陈述", dependencies=[Tagged])(
        _conflicts
    )
    routes.get("/{id:path}", summary="A standard and its editions. 标准及其各版本", dependencies=[Tagged])(_show)
    return routes


def _resolve(
    standards: TheStandards,
    q: Annotated[str, Query(min_length=1, description="Any text that cites standards.", examples=["GB/T 22329-2008"])],
) -> Resolved:
    """Every citation of the text, read and looked up: the edition or standard itself, other editions, what was perhaps
    meant, and why. Never another edition in place of the one that is named."""
    return Resolved(text=q, items=[told(each) for each in standards.resolve(q)])


def _suggest(
    standards: TheStandards,
    settings: TheSettings,
    q: Annotated[
        str, Query(min_length=1, description="The beginning of a designation, or of its number.", examples=["gb/t 228"])
    ],
    limit: Annotated[int, Query(ge=1, le=50, description="Most standards to suggest.", examples=[10])] = 10,
) -> Suggested:
    """Standards for a field in which somebody types."""
    found = standards.suggest(q, min(limit, settings.page_size_max))
    return Suggested(items=[known._asdict() for known in found])


def _conflicts(
    graph: TheGraph,
    limit: Annotated[int, Query(ge=1, le=500, description="Most conflicts to list.", examples=[100])] = 100,
) -> dict[str, Any]:
    """What sources state differently about one relation between two standards."""
    return {"items": conflicts(graph, limit)}


def _show(
    graph: TheGraph,
    standards: TheStandards,
    id: Annotated[str, Path(description="Id or designation of a standard or edition.", examples=["gb-228.1"])],
) -> dict[str, Any]:
    """The standard, its editions on a timeline with what each replaces and adopts, and how many institutions hold each;
    with the things beside it."""
    found = standards.show(id)
    return {**thing(graph, SCHEMA["Standard"], found["id"]), **found}
