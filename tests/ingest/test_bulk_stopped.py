"""Whatever stops a bulk load, the graph is what it was before: empty, and ready for the load to be run again."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.invented import write_register
from kg.graph import Server, connect
from kg.graph.embedded.state import process_start
from kg.settings import Settings

PATIENCE = 240.0


@pytest.fixture(scope="module")
def own(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    ours = settings.model_copy(update={"home": tmp_path_factory.mktemp("stopped")})
    connect(ours).close()
    yield ours
    Server(ours).stop()


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_register(tmp_path_factory.mktemp("bulk") / "register")


def started(settings: Settings, path: Path, file_limit: int | None = None) -> subprocess.Popen[str]:
    """``kg ingest --bulk`` as a process of its own; no file of it may grow past ``file_limit`` bytes."""

    def limit() -> None:
        if file_limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))

    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    ours = {"KG_HOME": settings.home, "KG_CACHE": settings.cache, "KG_ENGINE_LOCK": settings.engine_lock}
    return subprocess.Popen(
        [sys.executable, "-m", "kg.cli", "ingest", "cnas-inspection", str(path), "--accept-shortfall", "--bulk"],
        env=kept | {name: str(value) for name, value in ours.items()}, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limit if file_limit else None,
    )  # fmt: skip


def importing(settings: Settings, process: subprocess.Popen[str]) -> list[int]:
    """Wait until the import tool has begun to write its store; the processes that the load has started."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if list((settings.home / "neo4j").glob("incoming-*/databases/neo4j/neostore")):
            return [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if parent(pid) == process.pid]
        time.sleep(0.01)
    process.kill()
    raise AssertionError(f"the load ended before it was stopped: {process.communicate()}")


def parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
    except OSError:
        return None


def ended(pids: list[int]) -> bool:
    """Whether there were such processes, and none of them runs any more."""
    deadline = time.monotonic() + 20
    while any(map(process_start, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return pids != [] and not any(map(process_start, pids))


def is_empty_and_usable(settings: Settings) -> list[str]:
    """Outcomes of the runs of a graph that holds nothing else, and takes a load."""
    with connect(settings) as graph:
        assert graph.read("MATCH (n) WHERE NOT n:Run AND NOT n:KgSchema RETURN n LIMIT 1") == []
        return [row["outcome"] for row in graph.read("MATCH (r:Run) RETURN r.outcome AS outcome ORDER BY r.id")]


def told(process: subprocess.Popen[str]) -> str:
    _, said = process.communicate(timeout=PATIENCE)
    assert "Traceback" not in said
    return said


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_the_import_tool_too(own: Settings, register: Path, sent: signal.Signals) -> None:
    process = started(own, register)
    tool = importing(own, process)
    process.send_signal(sent)
    said = told(process)
    assert process.returncode == 130, said
    assert "interrupted" in said
    assert ended(tool)
    assert is_empty_and_usable(own)[-1] == "interrupted"


def test_a_full_disk_for_what_is_read(own: Settings, register: Path) -> None:
    said = told(process := started(own, register, file_limit=1024))
    assert process.returncode == 3
    assert "Is the disk full?" in said
    assert is_empty_and_usable(own)[-1] == "failed"


def test_a_killed_load_then_a_whole_one(own: Settings, register: Path) -> None:
    process = started(own, register)
    tool = importing(own, process)
    process.kill()
    told(process)
    assert ended(tool) or sys.platform != "linux"
    assert is_empty_and_usable(own)[-1] == "running"
    said = told(process := started(own, register))
    assert process.returncode == 0, said
    with connect(own) as graph:
        outcomes = [
            row["outcome"] for row in graph.read("MATCH (r:Run) RETURN r.outcome AS outcome ORDER BY r.started, r.id")
        ]
        assert outcomes[-2:] == ["interrupted", "finished"]
        assert graph.read("MATCH (n:Capability) RETURN count(n) AS n") == [{"n": 240}]
    assert not list((own.home / "neo4j").glob("incoming*"))
    assert not list(own.home.glob("runs/*/tables"))
    assert not list(own.home.glob("runs/*/spool.db"))
