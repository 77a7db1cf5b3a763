"""A run may be killed at any moment, or its engine, or be told to stop, or find the disk full: what was committed
stays, the error is in words, and the run repeated ends in the same graph as one that nobody disturbed.

The engine is this module's own, as it is killed. ``KG_KILLS`` says how many times (4 unless it is set; half of them
the process, half the engine), at moments drawn with a fixed seed.
"""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.invented import write_register
from kg.errors import EngineError
from kg.graph import Graph, Server, connect
from kg.ingest.ingest import Request, ingest
from kg.ingest.registry import source
from kg.settings import Settings
from tests.conftest import empty

KILLS = int(os.environ.get("KG_KILLS", "4"))
BATCH = 10
PATIENCE = 240.0

Snapshot = dict[str, Any]


@pytest.fixture(scope="module")
def own(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    ours = settings.model_copy(update={"home": tmp_path_factory.mktemp("killed"), "batch_size": BATCH})
    yield ours
    Server(ours).stop()


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("registers")
    return write_register(folder / "first"), write_register(folder / "later", later=True)


@pytest.fixture(scope="module")
def undisturbed(own: Settings, registers: tuple[Path, Path]) -> tuple[Snapshot, Snapshot]:
    """The graph after the first register, and after the later one upon it."""
    snapshots = []
    for path in registers:
        load(own, path)
        snapshots.append(snapshot(own))
    assert snapshots[0] != snapshots[1]
    return snapshots[0], snapshots[1]


def load(settings: Settings, path: Path) -> None:
    with connect(settings) as graph:
        ingest(graph, settings, Request(source("cnas-inspection"), path, accept_shortfall=True))


def wipe(settings: Settings) -> None:
    with connect(settings) as graph:
        empty(graph)


def snapshot(settings: Settings) -> Snapshot:
    """All nodes and relations, but for which run made, changed or ended them."""
    with connect(settings) as graph:
        nodes = list(
            graph.stream("MATCH (n) WHERE NOT n:Run AND NOT n:KgSchema RETURN labels(n)[0] AS label, n {.*} AS n")
        )
        relations = list(graph.stream(
            "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b, r {.*} AS r"
        ))  # fmt: skip
    return {
        "nodes": {f"{row['label']} {row['n']['id']}": unstamped(row["n"]) for row in nodes},
        "relations": sorted(
            repr((row["a"], row["type"], row["b"], sorted(unstamped(row["r"]).items()))) for row in relations
        ),
    }


def unstamped(properties: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in properties.items() if not name.endswith("_run")}
    return kept | {"ended": properties.get("ended_run") is not None}


def started(settings: Settings, path: Path, file_limit: int | None = None) -> subprocess.Popen[str]:
    """``kg ingest`` of a register as a process of its own; no file of it may grow past ``file_limit`` bytes."""

    def limit() -> None:
        if file_limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))

    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    ours = {
        "KG_HOME": settings.home,
        "KG_CACHE": settings.cache,
        "KG_ENGINE_LOCK": settings.engine_lock,
        "KG_BATCH_SIZE": BATCH,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "kg.cli", "ingest", "cnas-inspection", str(path), "--accept-shortfall"],
        env=kept | {name: str(value) for name, value in ours.items()}, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limit if file_limit else None,
    )  # fmt: skip


WRITTEN = """
MATCH (r:Run {outcome: 'running'})
OPTIONAL MATCH (n) WHERE n.changed_run = r.id
RETURN r.id AS run, collect(n.id) AS ids
"""


def written(graph: Graph, process: subprocess.Popen[str], enough: int) -> set[str]:
    """Wait until the running run has committed so many things; those that a reader then sees."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        for row in graph.read(WRITTEN):
            if len(row["ids"]) >= enough:
                return set(row["ids"])
    process.kill()
    raise AssertionError(f"the run ended before it was stopped: {process.communicate()}")


def stop_process(process: subprocess.Popen[str], _: Settings) -> None:
    process.kill()
    process.communicate(timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL


def stop_engine(process: subprocess.Popen[str], settings: Settings) -> None:
    state = Server(settings).state()
    assert state
    os.kill(state.pid, signal.SIGKILL)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == EngineError.exit_code, said
    assert "error: the graph engine" in said
    assert "Traceback" not in said


def outcomes(settings: Settings) -> list[str]:
    with connect(settings) as graph:
        return [row["outcome"] for row in graph.read("MATCH (r:Run) RETURN r.outcome AS outcome ORDER BY r.id")]


def test_ctrl_c_says_that_the_run_can_be_repeated(
    own: Settings, registers: tuple[Path, Path], undisturbed: tuple[Snapshot, Snapshot]
) -> None:
    wipe(own)
    process = started(own, registers[0])
    with connect(own) as graph:
        written(graph, process, 1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, said
    assert "interrupted; what was committed is kept" in said
    assert "Traceback" not in said
    assert outcomes(own) == ["interrupted"]
    load(own, registers[0])
    assert snapshot(own) == undisturbed[0]


def test_a_full_disk_is_told_and_the_run_can_be_repeated(
    own: Settings, registers: tuple[Path, Path], undisturbed: tuple[Snapshot, Snapshot]
) -> None:
    """No file of the process may grow past 1 kB: the spool meets what it meets on a full disk."""
    wipe(own)
    process = started(own, registers[0], file_limit=1024)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3, said
    assert "Is the disk full?" in said
    assert str(own.home) in said
    assert "Traceback" not in said
    assert outcomes(own) == ["failed"]
    assert snapshot(own) == {"nodes": {}, "relations": []}
    load(own, registers[0])
    assert snapshot(own) == undisturbed[0]


def disturbed(settings: Settings, path: Path, share: float, stop: Callable[[subprocess.Popen[str], Settings], None],
              whole: int) -> None:  # fmt: skip
    """Start a run, stop it when it has written about that share of what it will, and see that nothing is lost."""
    process = started(settings, path)
    try:
        with connect(settings) as graph:
            seen = written(graph, process, int(share * whole))
        stop(process, settings)
    finally:
        process.kill()
        process.communicate()
    with connect(settings) as graph:
        there = {row["id"] for row in graph.stream("MATCH (n) WHERE n.changed_run IS NOT NULL RETURN n.id AS id")}
    assert seen <= there


def changed(before: Snapshot, after: Snapshot) -> int:
    return sum(before["nodes"].get(id) != properties for id, properties in after["nodes"].items())


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_run_loses_nothing_and_can_be_repeated(
    number: int, own: Settings, registers: tuple[Path, Path], undisturbed: tuple[Snapshot, Snapshot]
) -> None:
    """In turn the process and the engine are killed, while the first register is read and while the later one is."""
    share = random.Random(f"kill {number}").random() * 0.85
    later = number % 4 >= 2
    wipe(own)
    if later:
        load(own, registers[0])
    before: Snapshot = undisturbed[0] if later else {"nodes": {}}
    stop = stop_engine if number % 2 else stop_process
    disturbed(own, registers[later], share, stop, changed(before, undisturbed[later]))
    load(own, registers[later])
    assert snapshot(own) == undisturbed[later]
    assert outcomes(own)[-2:] == ["interrupted", "finished"]
    assert not list(own.home.glob("runs/*/spool.db"))
