"""Serving the application with uvicorn."""

import uvicorn

from kg.api.app import create_app
from kg.graph import Graph
from kg.settings import Settings


def serve(settings: Settings, graph: Graph, host: str, port: int) -> None:
    """Serve until interrupted."""
    uvicorn.run(create_app(settings, graph), host=host, port=port, log_level="warning", timeout_graceful_shutdown=5)
