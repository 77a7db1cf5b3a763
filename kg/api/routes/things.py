"""``/v1/{entities}`` and ``/v1/{entities}/{id}``: lists with filters, and one thing with its neighbourhood."""

import base64
import binascii
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query

from kg.api.parameters import Others
from kg.api.state import Tagged, TheGraph
from kg.asking.browse import TYPES, thing, things
from kg.errors import UsageError
from kg.schema.core import EntityType
from kg.settings import Settings

_ABOUT = frozenset({"sources", "runs"})  # those have routes of their own


def router(settings: Settings) -> APIRouter:
    routes = APIRouter(prefix="/v1", tags=["things"])
    for address, entity in TYPES.items():
        if address in _ABOUT:
            continue
        routes.get(f"/{address}", summary=f"{entity.label.en} (list) {entity.label.zh}", dependencies=[Tagged],
                   description=_described(entity))(_list(entity, settings))  # fmt: skip
        if entity.name == "Standard":
            continue  # a standard is shown with its editions
        routes.get(f"/{address}/{{id:path}}", summary=f"{entity.label.en} {entity.label.zh}", dependencies=[Tagged],
                   description=f"{entity.doc.en}\n\n{entity.doc.zh}")(_one(entity))  # fmt: skip
    return routes


def _described(entity: EntityType) -> str:
    names = ", ".join(f"`{p.name}`" for p in entity.all_properties)
    return (
        f"{entity.doc.en}\n\n{entity.doc.zh}\n\nAny property filters: {names}; `name` finds by name in either language."
    )


def _list(entity: EntityType, settings: Settings) -> Callable[..., dict[str, Any]]:
    def endpoint(
        graph: TheGraph,
        filters: Annotated[dict[str, str], Depends(Others(known.name for known in entity.all_properties))],
        limit: Annotated[
            int, Query(ge=1, le=settings.page_size_max, description="Most items of a page.", examples=[20])
        ] = settings.page_size,
        cursor: Annotated[str | None, Query(description="'next' of the page before.", examples=["Y24"])] = None,
        name: Annotated[
            str | None, Query(description="Exact name, however it is spelled.", examples=["抗拉强度"])
        ] = None,
    ) -> dict[str, Any]:
        named = {"name": name} if name else {}
        found, total = things(graph, entity, filters | named, _after(cursor), limit)
        more = base64.urlsafe_b64encode(found[-1]["id"].encode()).decode().rstrip("=") if len(found) == limit else None
        return {"items": found, "total": {"value": total, "exact": True}, "next": more}

    return endpoint


def _after(cursor: str | None) -> str:
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode() if cursor else ""
    except (ValueError, binascii.Error):
        raise UsageError("that cursor is none of ours; take 'next' of the page before") from None


def _one(entity: EntityType) -> Callable[..., dict[str, Any]]:
    def endpoint(
        graph: TheGraph, id: Annotated[str, Path(description="Id of the thing.", examples=["cn-42"])]
    ) -> dict[str, Any]:
        return thing(graph, entity, id)

    return endpoint
