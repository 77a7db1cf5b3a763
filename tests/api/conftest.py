"""The API over HTTP: the application on the sample world, served by uvicorn on a free port of this machine."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import httpx
import pytest
import uvicorn

from kg.api.app import create_app
from kg.graph import Graph
from kg.settings import Settings


@contextmanager
def serving(settings: Settings, graph: Graph) -> Iterator[httpx.Client]:
    config = uvicorn.Config(create_app(settings, graph), port=0, log_level="critical", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
            assert thread.is_alive(), "the server ended while starting"
        port = server.servers[0].sockets[0].getsockname()[1]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def api(world: Graph, settings: Settings) -> Iterator[httpx.Client]:
    with serving(settings, world) as client:
        yield client


@pytest.fixture(scope="session")
def serves() -> Callable[[Settings, Graph], AbstractContextManager[httpx.Client]]:
    """``serving``, for a test with a graph of its own."""
    return serving
