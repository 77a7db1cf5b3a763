"""The application: routes found on disk, limits, problems, metrics."""

import importlib
import pkgutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from prometheus_client import CollectorRegistry, Counter, Histogram

from kg import __version__
from kg.api import problems, routes
from kg.api.state import NotModified
from kg.asking.standards import Standards
from kg.graph import Graph
from kg.settings import Settings

Next = Callable[[Request], Awaitable[Response]]

DESCRIPTION = """Who can test what, to which standard, with reasons.

Every list has `items`, `total`, `why` and `next`; every error is a problem document (RFC 9457). Unknown is not no: what is
not known stands apart, and an empty answer says why it is empty."""


def create_app(settings: Settings, graph: Graph) -> FastAPI:
    """The application on a connected graph; it does not close the graph."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.graph = graph
        yield

    app = FastAPI(title="Capability Graph", version=__version__, description=DESCRIPTION, lifespan=lifespan,
                  responses=problems.RESPONSES, redoc_url=None)  # fmt: skip
    app.state.settings, app.state.graph = settings, graph
    app.state.standards = Standards(graph, settings)
    problems.install(app)
    _limit(app, settings)
    _measure(app)

    @app.exception_handler(NotModified)
    def not_modified(_: Request, error: NotModified) -> Response:
        return Response(status_code=304, headers={"ETag": error.tag})

    for info in sorted(pkgutil.iter_modules(routes.__path__), key=lambda found: found.name):
        app.include_router(importlib.import_module(f"{routes.__name__}.{info.name}").router(settings))
    return app


def _limit(app: FastAPI, settings: Settings) -> None:
    """Refuse bodies and parameters that are larger than the settings allow."""

    @app.middleware("http")
    async def limited(request: Request, go_on: Next) -> Response:
        length = request.headers.get("content-length", "0")
        if (int(length) if length.isdigit() else settings.body_size_max + 1) > settings.body_size_max:
            return problems.problem(
                request,
                413,
                "Too large",
                f"a body has at most {settings.body_size_max:,} bytes (KG_BODY_SIZE_MAX)",
            )
        for name, value in request.query_params.multi_items():
            if len(value) > settings.text_length_max:
                detail = f"{name[:50]} has {len(value):,} characters; at most {settings.text_length_max:,} (KG_TEXT_LENGTH_MAX)"
                return problems.problem(request, 413, "Too large", detail)
        if any("\0" in value for value in request.query_params.values()) or "\0" in request.url.path:
            return problems.problem(request, 422, "Wrong request", "a parameter holds a NUL character")
        return await go_on(request)


def _measure(app: FastAPI) -> None:
    registry = app.state.metrics = CollectorRegistry()
    requests = Counter("kg_requests_total", "Requests answered.", ("route", "status"), registry=registry)
    seconds = Histogram("kg_request_seconds", "Seconds a request took.", ("route",), registry=registry)

    @app.middleware("http")
    async def measured(request: Request, go_on: Next) -> Response:
        began = time.monotonic()
        response = await go_on(request)
        route = getattr(request.scope.get("route"), "path", "none")
        requests.labels(route, str(response.status_code)).inc()
        seconds.labels(route).observe(time.monotonic() - began)
        return response
