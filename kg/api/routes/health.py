"""``/health``, ``/ready``, ``/metrics``: for what watches the service."""

from typing import Any

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from kg import __version__
from kg.api.state import TheGraph, TheSettings
from kg.asking.projections import search_state
from kg.settings import Settings


def router(_: Settings) -> APIRouter:
    routes = APIRouter(tags=["operations"])
    routes.get("/health", summary="Is the process alive?")(_health)
    routes.get("/ready", summary="Can it answer?")(_ready)
    routes.get("/metrics", summary="Prometheus metrics.", response_class=Response)(_metrics)
    return routes


def _health() -> dict[str, str]:
    """Alive: says nothing of the engine."""
    return {"status": "alive", "version": __version__}


def _ready(graph: TheGraph, settings: TheSettings) -> dict[str, Any]:
    """Ready when the engine answers; 503 otherwise. Names the latest finished run, and says whether the search index has it: where
    it has not, the graph answers, slower and the same."""
    rows = graph.read(
        "MATCH (r:Run) WHERE r.outcome = 'finished' RETURN r.id AS id, r.finished AS finished ORDER BY finished DESC, id DESC LIMIT 1"
    )
    return {"status": "ready", "engine": "up", "run": rows[0]["id"] if rows else None,
            "search_index": search_state(graph, settings)}  # fmt: skip


def _metrics(request: Request) -> Response:
    """Requests and seconds by route, in Prometheus' text format."""
    return Response(generate_latest(request.app.state.metrics), media_type=CONTENT_TYPE_LATEST)
