"""The embedded server: a private, real Neo4j Community as a child process, on loopback, with a password of its own."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import EngineError
from kg.graph.embedded import java
from kg.graph.embedded.jars import Jars
from kg.graph.embedded.state import State, process_start, read_state
from kg.graph.lock import Locked, exclusive
from kg.settings import Settings

Say = Callable[[str], None]

# Engines that this process started. They outlive it on purpose; until then it must reap them, being their parent.
_CHILDREN: dict[int, subprocess.Popen[bytes]] = {}

# What the log of a start that failed says, and what to tell the user.
_TROUBLES = (
    (
        "Could not reserve enough space",
        "too little memory for a heap of {heap} MiB; lower KG_NEO4J_HEAP_MB or free some",
    ),
    (
        "insufficient memory",
        "too little memory for a heap of {heap} MiB; lower KG_NEO4J_HEAP_MB or free some",
    ),
    ("OutOfMemoryError", "a heap of {heap} MiB is too small; raise KG_NEO4J_HEAP_MB"),
    ("No space left on device", "the disk is full; free some space and start it again"),
    ("Address already in use", "its port was taken in the meantime; start it again"),
    (
        "Unknown store version",
        "the data directory was written by a newer Neo4j; use the newer program, or another KG_HOME",
    ),
    (
        "higher version",
        "the data directory was written by a newer Neo4j; use the newer program, or another KG_HOME",
    ),
)


class Server:
    """The engine of one data directory. All of it lives under ``KG_HOME/neo4j``."""

    def __init__(self, settings: Settings, say: Say) -> None:
        self._settings, self._say = settings, say
        self.folder = settings.home / "neo4j"
        self.log = self.folder / "logs" / "console.log"
        self._state = self.folder / "state.json"
        self._password = self.folder / "password"
        self.jars = Jars(settings.engine_lock, settings.cache or settings.home / "engine")

    def state(self) -> State | None:
        """The running engine, if one runs."""
        return read_state(self._state)

    def password(self) -> str:
        return self._password.read_text("ascii")

    def start(self) -> tuple[State, bool]:
        """Start the engine unless it runs; returns its state and whether this call started it."""
        with self._exclusive():
            if state := self.state():
                return state, False
            self._prepare()
            return self._launch(), True

    def stop(self) -> bool:
        """Stop the engine in order, by force after half a minute; returns whether one ran."""
        with self._exclusive():
            state = self.state()
            if state is None:
                self._state.unlink(missing_ok=True)
                return False
            os.kill(state.pid, signal.SIGTERM)
            if not _wait(lambda: not state.alive(), 30):
                os.kill(state.pid, signal.SIGKILL)
                _wait(lambda: not state.alive(), 10)
            if child := _CHILDREN.pop(state.pid, None):
                child.wait()
            self._state.unlink(missing_ok=True)
            return True

    def administer(self, arguments: list[str]) -> str:
        """Run the administration tool on the stopped engine; ``EngineError`` while it runs."""
        with self._exclusive():
            if self.state():
                raise EngineError("the engine is running; stop it with 'kg db stop' first.")
            self._prepare()
            return java.administer(self.jars.paths, self.folder, arguments)

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        """One process at a time starts or stops the engine; others wait for it a while."""
        self._make(self.folder)
        for _ in range(int(self._settings.start_timeout.total_seconds() * 5)):
            try:
                with exclusive(self.folder / "lock"):
                    yield
                    return
            except Locked:
                time.sleep(0.2)
        raise EngineError(
            f"another process is starting or stopping the engine in {self.folder}; wait for it and try again."
        )

    def _make(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EngineError(
                f"cannot write {folder}: {error.strerror}. Set KG_HOME to a folder that can be written."
            ) from error

    def _prepare(self) -> None:
        """Have the jars, the folders, the password; refuse a data directory of a newer engine."""
        if missing := self.jars.missing():
            began = time.monotonic()
            self._say(f"fetching Neo4j {self.jars.version}: {len(missing)} files, once …")
            self.jars.fetch(missing)
            self._say(f"fetched in {time.monotonic() - began:.0f} s")
        for name in ("data", "logs", "conf", "run", "import", "plugins"):
            self._make(self.folder / name)
        self._check_version()
        if not self._password.exists():
            self._set_password()

    def _check_version(self) -> None:
        mark = self.folder / "version"
        if mark.exists() and _numbers(held := mark.read_text("ascii")) > _numbers(self.jars.version):
            raise EngineError(
                f"the data directory {self.folder} was last opened by Neo4j {held}, newer than {self.jars.version}. "
                "Use the newer program (or KG_ENGINE_LOCK), or another KG_HOME."
            )
        mark.write_text(self.jars.version, "ascii")

    def _set_password(self) -> None:
        password = secrets.token_urlsafe(24)
        self._configure(0)
        java.administer(self.jars.paths, self.folder, ["dbms", "set-initial-password", password])
        half = self._password.with_suffix(".half")
        half.unlink(missing_ok=True)
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(password)
        half.replace(self._password)

    def _configure(self, port: int) -> None:
        heap, pages = self._settings.neo4j_heap_mb, self._settings.neo4j_pagecache_mb
        lines = (
            "server.default_listen_address=127.0.0.1",
            f"server.bolt.listen_address=127.0.0.1:{port}",
            "server.http.enabled=false",
            "server.https.enabled=false",
            "dbms.usage_report.enabled=false",
            f"server.memory.heap.max_size={heap}m",
            f"server.memory.pagecache.size={pages}m",
            "db.tx_log.rotation.retention_policy=1 files",
            "db.tx_log.rotation.size=64m",
            "server.logs.gc.enabled=false",
        )
        (self.folder / "conf" / "neo4j.conf").write_text("\n".join(lines) + "\n", "utf-8")

    def _launch(self) -> State:
        port = _free_port()
        self._configure(port)
        heap = self._settings.neo4j_heap_mb
        flags = [f"-Xms{heap}m", f"-Xmx{heap}m", "-XX:+UseG1GC", "-XX:+AutoCreateSharedArchive",
                 f"-XX:SharedArchiveFile={self.folder / 'run' / 'classes.jsa'}", "-Xlog:cds=off", "-Xlog:cds+dynamic=off",
                 "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8"]  # fmt: skip
        arguments = [f"--home-dir={self.folder}", f"--config-dir={self.folder / 'conf'}"]
        line = java.command(self.jars.paths, java.server_class(self.jars.paths), arguments, flags)
        with self.log.open("wb") as log:
            child = subprocess.Popen(
                line, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        try:
            return self._await(child, port)
        except BaseException:
            child.kill()
            child.wait()
            raise

    def _await(self, child: subprocess.Popen[bytes], port: int) -> State:
        """Wait until Bolt answers; ``EngineError`` with the reason when the process dies or takes too long."""
        began = process_start(child.pid)
        deadline = time.monotonic() + self._settings.start_timeout.total_seconds()
        while time.monotonic() < deadline:
            if child.poll() is not None:
                raise EngineError(
                    f"the graph engine ended while starting: {self._trouble(child.returncode)}."
                )
            if _answers(port):
                state = State(child.pid, began or 0.0, port, self.jars.version)
                state.write(self._state)
                _CHILDREN[child.pid] = child
                return state
            time.sleep(0.05)
        raise EngineError(f"the graph engine did not answer within {self._settings.start_timeout}. "
                          f"Raise KG_START_TIMEOUT, or see 'kg db logs'.")  # fmt: skip

    def _trouble(self, code: int) -> str:
        text = self.log.read_text("utf-8", "replace")
        for sign, words in _TROUBLES:
            if sign in text:
                return words.format(heap=self._settings.neo4j_heap_mb)
        if code < 0:
            return f"it was killed by signal {-code}; start it again"
        if shutil.disk_usage(self.folder).free < 50_000_000:
            return "the disk is full; free some space and start it again"
        last = [line.strip() for line in text.splitlines() if line.strip()][-1:]
        return f"it says '{last[0] if last else 'nothing'}'; 'kg db logs' shows more"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    """Whether Bolt answers its handshake; an open port alone is not yet a server."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as bolt:
            bolt.sendall(b"\x60\x60\xb0\x17" + b"\x00\x00\x04\x04" + b"\x00" * 12)
            return len(bolt.recv(4)) == 4
    except OSError:
        return False


def _wait(done: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if done():
            return True
        time.sleep(0.05)
    return done()
