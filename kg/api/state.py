"""What the routes share: the graph and the settings, the tag of an answer, the limits of a request."""

import hashlib
from datetime import date
from typing import Annotated, cast

from fastapi import Depends, Request, Response

from kg import __version__
from kg.asking.standards import Standards
from kg.asking.view import view_of
from kg.errors import EngineError
from kg.graph import Graph
from kg.settings import Settings


def the_graph(request: Request) -> Graph:
    """The graph that the application is on; ``EngineError`` while it is not connected."""
    graph = getattr(request.app.state, "graph", None)
    if graph is None:
        raise EngineError("the graph engine is not connected yet; try again in a moment.")
    return cast(Graph, graph)


def the_settings(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)


# Not one of them waits for anything: a plain function would go through the pool of threads.
async def _graph(request: Request) -> Graph:
    return the_graph(request)


async def _settings(request: Request) -> Settings:
    return the_settings(request)


async def _standards(request: Request) -> Standards:
    return cast(Standards, request.app.state.standards)


TheGraph = Annotated[Graph, Depends(_graph)]
TheSettings = Annotated[Settings, Depends(_settings)]
TheStandards = Annotated[Standards, Depends(_standards)]


class NotModified(Exception):
    """The client holds this very answer."""

    def __init__(self, tag: str) -> None:
        self.tag = tag


def tagged(request: Request, graph: Graph, settings: Settings) -> dict[str, str]:
    """The headers of an answer with its tag, made of the request and the form that it wants, the graph's latest run
    and the day; ``NotModified`` where the
    client sent the same tag."""
    seen = "\n".join(
        (
            str(request.url.path),
            str(sorted(request.query_params.multi_items())),
            request.headers.get("accept", ""),
            view_of(graph, settings).standing.mark,
            date.today().isoformat(),
            __version__,
        )
    )
    tag = f'W/"{hashlib.blake2b(seen.encode(), digest_size=12).hexdigest()}"'
    if tag in request.headers.get("if-none-match", ""):
        raise NotModified(tag)
    return {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"}


def _tagged(request: Request, response: Response, graph: TheGraph, settings: TheSettings) -> None:
    response.headers.update(tagged(request, graph, settings))


Tagged = Depends(_tagged)
