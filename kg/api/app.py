"""The application: routes found on disk, limits, problems, metrics."""

import importlib
import pkgutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg import __version__
from kg.api import problems, routes
from kg.api.parameters import Checked
from kg.api.state import NotModified
from kg.asking.standards import Standards
from kg.asking.view import view_of
from kg.graph import Graph
from kg.settings import Settings

DESCRIPTION = """Who can test what, to which standard, with reasons.

Every list has `items`, `total`, `why` and `next`; every error is a problem document (RFC 9457). Unknown is not no: what is
not known stands apart, and an empty answer says why it is empty."""


def create_app(settings: Settings, graph: Graph) -> FastAPI:
    """The application on a connected graph; it does not close the graph."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.graph = graph
        view = view_of(graph, settings)
        if settings.graph_poll:
            view.keep_warm()
        yield
        view.close()

    app = FastAPI(title="Capability Graph", version=__version__, description=DESCRIPTION, lifespan=lifespan,
                  responses=problems.RESPONSES, dependencies=[Checked], redoc_url=None)  # fmt: skip
    app.state.settings, app.state.graph = settings, graph
    app.state.standards = Standards(graph, settings)
    problems.install(app)
    app.state.metrics = CollectorRegistry()
    app.add_middleware(_Limited, settings=settings)
    app.add_middleware(_Measured, registry=app.state.metrics)

    @app.exception_handler(NotModified)
    def not_modified(_: Request, error: NotModified) -> Response:
        return Response(status_code=304, headers={"ETag": error.tag})

    # The framework tries one route after the other; questions are asked most.
    for info in sorted(pkgutil.iter_modules(routes.__path__), key=lambda found: (found.name != "ask", found.name)):
        app.include_router(importlib.import_module(f"{routes.__name__}.{info.name}").router(settings))
    return app


class _Limited:
    """Refuses bodies and parameters that are larger than the settings allow."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (refusal := self._refusal(Request(scope))) is not None:
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        settings = self._settings
        length = request.headers.get("content-length", "0")
        if (int(length) if length.isdigit() else settings.body_size_max + 1) > settings.body_size_max:
            detail = f"a body has at most {settings.body_size_max:,} bytes (KG_BODY_SIZE_MAX)"
            return problems.problem(request, 413, "Too large", detail)
        for name, value in request.query_params.multi_items():
            if len(value) > settings.text_length_max:
                detail = f"{name[:50]} has {len(value):,} characters; at most {settings.text_length_max:,} (KG_TEXT_LENGTH_MAX)"
                return problems.problem(request, 413, "Too large", detail)
        if any("\0" in value for value in request.query_params.values()) or "\0" in request.url.path:
            return problems.problem(request, 422, "Wrong request", "a parameter holds a NUL character")
        return None


class _Measured:
    """Counts requests and the seconds that they take, by route."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        self._app = app
        self._requests = Counter("kg_requests_total", "Requests answered.", ("route", "status"), registry=registry)
        self._seconds = Histogram("kg_request_seconds", "Seconds a request took.", ("route",), registry=registry)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.monotonic(), 500

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, told)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            self._requests.labels(route, str(status)).inc()
            self._seconds.labels(route).observe(time.monotonic() - began)
