"""What the routes share: the graph and the settings, the tag of an answer, the limits of a request."""

import hashlib
from datetime import date
from typing import Annotated, cast

from fastapi import Depends, Request, Response

from kg import __version__
from kg.errors import EngineError
from kg.graph import Graph
from kg.settings import Settings


def _graph(request: Request) -> Graph:
    graph = getattr(request.app.state, "graph", None)
    if graph is None:
        raise EngineError("the graph engine is not connected yet; try again in a moment.")
    return cast(Graph, graph)


def _settings(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)


TheGraph = Annotated[Graph, Depends(_graph)]
TheSettings = Annotated[Settings, Depends(_settings)]


class NotModified(Exception):
    """The client holds this very answer."""

    def __init__(self, tag: str) -> None:
        self.tag = tag


def _tagged(request: Request, response: Response, graph: TheGraph) -> None:
    """Give the answer a tag made of the request, the graph's latest run and the day; the same tag is answered 304."""
    rows = graph.read("MATCH (r:Run) RETURN r.id AS id, r.outcome AS outcome ORDER BY r.started DESC, id DESC LIMIT 1")
    run = f"{rows[0]['id']} {rows[0]['outcome']}" if rows else ""
    seen = "\n".join(
        (
            str(request.url.path),
            str(sorted(request.query_params.multi_items())),
            run,
            date.today().isoformat(),
            __version__,
        )
    )
    tag = f'W/"{hashlib.blake2b(seen.encode(), digest_size=12).hexdigest()}"'
    if tag in request.headers.get("if-none-match", ""):
        raise NotModified(tag)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"


Tagged = Depends(_tagged)
