"""What every test may lean on: one real engine, its graph, and the real data.

- ``settings``, ``graph`` (session): a Neo4j of the tests' own, started when a test first asks for it, in a
  KG_HOME of its own, and stopped at the end. Nothing but the cache of jars is shared with anybody.
- ``empty_graph`` (module): the same graph with nothing but its schema in it. A module that writes takes this
  one, fills it (once, in a module fixture), and may count what it finds; the next one removes what it left.
- ``world`` (module): the same graph with the sample world in it, for tests that only read.
- ``kg`` (session): runs the command line as a process, on the tests' engine unless told otherwise.
- ``api`` (module): the API on that world over HTTP, on a free port; ``serves`` for a test with a graph of its own.
- ``environment`` (session): the same settings as ``KG_`` variables, for tests that run ``kg`` as a process.
- ``data``: ``data("name")`` is a folder of real data, or the test is skipped with the reason.

``make test`` runs two sessions side by side, and a file is of one of them: each has all of these for itself.

``KG_ENGINE_LOCK`` picks the engine (neo4j-5.26 unless it is set), ``KG_CACHE`` the folder that has its jars.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, timedelta
from pathlib import Path
from subprocess import CompletedProcess
from typing import Protocol

import httpx
import hypothesis
import pytest
import uvicorn

from kg.api.app import create_app
from kg.graph import Graph, Server, connect
from kg.ingest.ingest import Request, ingest
from kg.ingest.registry import source
from kg.settings import Settings

ROOT = Path(__file__).parents[1]

# A shell starts what it runs in the background deaf to Ctrl-C, and so would the commands be that tests interrupt.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes says nothing while others work on the same machine.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

# The day on which the sample world's sources are said to be read: what is in date on it is valid.
WORLD_READ = date(2026, 11, 23)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    cache = Path(os.environ.get("KG_CACHE") or ROOT / ".cache" / "engine")
    ours = Settings(home=tmp_path_factory.mktemp("home"), cache=cache, neo4j_uri="", start_timeout=timedelta(minutes=3),
                    graph_poll=timedelta(0))  # fmt: skip
    yield ours
    Server(ours, lambda _: None).stop()


class Kg(Protocol):
    def __call__(self, *arguments: str | Path, **variables: str | Path) -> CompletedProcess[str]: ...


@pytest.fixture(scope="session")
def environment(settings: Settings) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    ours = {"KG_HOME": settings.home, "KG_CACHE": settings.cache, "KG_ENGINE_LOCK": settings.engine_lock}
    return kept | {name: str(value) for name, value in ours.items()}


@pytest.fixture(scope="session")
def kg(environment: dict[str, str]) -> Kg:
    def run(*arguments: str | Path, **variables: str | Path) -> CompletedProcess[str]:
        line = [sys.executable, "-c", "from kg.cli.app import main; main()", *map(str, arguments)]
        changed = environment | {name: str(value) for name, value in variables.items()}
        return subprocess.run(line, env=changed, capture_output=True, text=True, check=False, timeout=300)

    return run


@pytest.fixture(scope="session")
def graph(settings: Settings) -> Iterator[Graph]:
    with connect(settings) as connected:
        yield connected


def empty(graph: Graph) -> None:
    """Relations first: a node with a hundred thousand of them does not fit in one transaction of a small engine."""
    graph.apply("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS")
    graph.apply("MATCH (n) WHERE NOT n:KgSchema CALL (n) { DELETE n } IN TRANSACTIONS OF 5000 ROWS")


@pytest.fixture(scope="module")
def empty_graph(graph: Graph) -> Graph:
    empty(graph)
    return graph


@pytest.fixture(scope="session")
def restored_world(graph: Graph, settings: Settings) -> Callable[[], Graph]:
    """Makes the graph the sample world and nothing else, read on ``WORLD_READ``; loads it only when somebody has been at
    the graph since. No search index is left: one of another world, whose runs had the same names, would look like its own."""
    loaded: list[object] = []

    def census() -> object:
        return graph.read(
            """
            MATCH (n) WHERE NOT n:KgSchema
            RETURN labels(n)[0] AS type, count(*) AS n, min(n.id) AS first, max(n.id) AS last,
                   sum(COUNT { (n)-->() }) AS relations, count(n.ended_run) AS ended,
                   min(n.observed_on) AS read_from, max(n.observed_on) AS read_to ORDER BY type
            """
        )

    def restore() -> Graph:
        shutil.rmtree(settings.home / "search", ignore_errors=True)
        if not loaded or census() != loaded[-1]:
            empty(graph)
            ingest(graph, settings, Request(source("table"), ROOT / "examples" / "sample", observed_on=WORLD_READ))
            loaded.append(census())
        return graph

    return restore


@pytest.fixture(scope="module")
def world(restored_world: Callable[[], Graph]) -> Graph:
    """The sample world, for tests that only read."""
    return restored_world()


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


@pytest.fixture(scope="session")
def data() -> Callable[[str], Path]:
    def folder(name: str = "") -> Path:
        path = Settings().test_data / name
        if not path.exists():
            pytest.skip(f"real data not here: no '{path}' (KG_TEST_DATA names its folder)")
        return path

    return folder
