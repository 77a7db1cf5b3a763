"""An engine of the benchmark's own: new and empty, in a folder of its own, gone when it is done."""

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import psutil

from kg.graph import Server
from kg.settings import Settings

ROOT = Path(__file__).parents[1]


@contextmanager
def engine(home: Path | None = None) -> Iterator[Settings]:
    """Settings of a running engine that holds nothing; or that of a folder, which stays with what it holds."""
    with ExitStack() as stack:
        made = home or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-benchmark-")))
        settings = settings_in(made.absolute())
        Server(settings).start()
        try:
            yield settings
        finally:
            Server(settings).stop()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def cache() -> Path:
    """Where jars are kept."""
    return Path(os.environ.get("KG_CACHE") or ROOT / ".cache" / "engine")


def settings_in(home: Path) -> Settings:
    return Settings(home=home, cache=cache(), neo4j_uri="", start_timeout=timedelta(minutes=5))


def engine_seconds(settings: Settings) -> float:
    """Processor time that the engine has used so far."""
    state = Server(settings).state()
    if state is None:
        raise LookupError("the engine has stopped")
    used = psutil.Process(state.pid).cpu_times()
    return float(used.user + used.system)


def peak_mb() -> float:
    """The most memory this process ever had resident, in MB, as Linux counts it."""
    status = Path("/proc/self/status").read_text("ascii")
    return round(int(status.partition("VmHWM:")[2].split()[0]) / 1024, 1)
