"""The embedded server: a private, real Neo4j Community, on loopback, with a password of its own."""

import atexit
import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import EngineError
from kg.graph.embedded import config, java
from kg.graph.embedded.bolt import answers, free_port
from kg.graph.embedded.classes import archive_flags
from kg.graph.embedded.jars import Jars
from kg.graph.embedded.state import State, last_state, process_start
from kg.graph.lock import Locked, exclusive
from kg.settings import Settings

Say = Callable[[str], None]

# Engines that this process started: they outlive it on purpose, but while it lives only it can reap them.
_CHILDREN: dict[int, subprocess.Popen[bytes]] = {}

STOP_SECONDS = 60.0


class Server:
    """The engine of one data directory; all of it is under ``KG_HOME/neo4j``.

    What starts, stops or changes it holds the directory's lock: one process at a time, others wait a while.
    """

    INCOMING = (
        "incoming-"  # begins the name of a folder in which a graph is made that is to take the place of the one held
    )

    def __init__(self, settings: Settings, say: Say = lambda _: None) -> None:
        self._settings, self.say = settings, say
        self.folder = settings.home.absolute() / "neo4j"
        self.data = self.folder / "data"
        self.outgoing = self.folder / "outgoing"  # a graph that another one takes the place of
        self.log = self.folder / "logs" / "console.log"
        self.jars = Jars(settings.engine_lock, (settings.cache or settings.home / "engine").absolute())

    @property
    def logs(self) -> tuple[Path, ...]:
        """What the engine reports, and what its JVM printed; each may be absent."""
        return self.log.with_name("neo4j.log"), self.log

    def state(self) -> State | None:
        """The running engine, if one runs."""
        state = last_state(self.folder / "state.json")
        return state if state and state.alive() else None

    def password(self) -> str:
        """The password of its user ``neo4j``; ``EngineError`` when its file is gone."""
        file = self.folder / "password"
        try:
            return file.read_text("ascii")
        except OSError:
            raise EngineError(
                f"the engine's password file {file} cannot be read; without it the graph cannot be opened. "
                "Restore the file, or use another KG_HOME."
            ) from None

    def start(self) -> tuple[State, bool]:
        """Start the engine unless it runs; returns its state and whether this call started it."""
        state = self.state()
        if state and answers(state.port):
            return state, False
        with self._exclusive():
            return self._start()

    def stop(self) -> bool:
        """Stop the engine in order, by force after a minute; returns whether one ran."""
        with self._exclusive():
            return self._stop()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Hold the engine stopped, and ready for the administration tool; start it again if it ran."""
        with self._exclusive():
            ran = self._stop()
            try:
                self._prepare()
                yield
            finally:
                if ran:
                    self._start()

    def set_password(self, data: Path) -> None:
        """Give a data directory that was never opened the engine's password, made up on first use."""
        self._configure(data)
        file, order = self.folder / "password", self.folder / "order"
        if not file.exists():
            _write_secret(file, secrets.token_hex(24))
        # By a file, as other users of the machine can read a command line.
        _write_secret(order, f"dbms set-initial-password {self.password()}")
        try:
            java.administer(self.jars.paths, self.folder, [f"@{order}"])
        finally:
            order.unlink()

    def _start(self) -> tuple[State, bool]:
        if state := self.state():
            self._await(state)
            return state, False
        self._prepare()
        return self._launch(), True

    def _stop(self) -> bool:
        state = self.state()
        if state is None:
            _reap()
            return False
        for order, seconds in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, 10.0)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(state.pid, order)
            if _wait(lambda: not state.alive(), seconds):
                break
        _reap()
        return True

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._alone(self.folder / "lock", f"starting or stopping the engine in {self.folder}"):
                yield
        except OSError as error:
            raise EngineError(
                f"cannot write {error.filename or self.folder}: {error.strerror}. "
                "Free some space, or set KG_HOME to a folder that can be written."
            ) from error

    @contextmanager
    def _alone(self, lock: Path, doing: str) -> Iterator[None]:
        """Hold a lock, which is waited for as long as a start may take."""
        deadline = time.monotonic() + self._settings.start_timeout.total_seconds()
        with contextlib.ExitStack() as held:
            while True:
                try:
                    held.enter_context(exclusive(lock))
                    break
                except Locked:
                    if time.monotonic() > deadline:
                        raise EngineError(f"another process is {doing}; wait for it and try again.") from None
                    time.sleep(0.1)
            yield

    def _prepare(self) -> None:
        """Have the jars, the folders and the password; refuse a data directory of a newer engine."""
        if sys.platform == "win32":
            raise EngineError("the embedded engine does not run on Windows itself: use WSL, or KG_NEO4J_URI.")
        if self.jars.missing():
            self._fetch()
        if self.outgoing.exists() and not self.data.exists():
            self.outgoing.rename(self.data)  # a replacement that was killed between its two renames
        for left in (
            self.outgoing,
            *self.folder.glob(f"{self.INCOMING}*"),
        ):  # by one that was killed after or before them
            shutil.rmtree(left, ignore_errors=True)
        for name in ("data", "logs", "conf"):
            (self.folder / name).mkdir(exist_ok=True)
        self._check_version()
        if not (self.data / "databases" / "system").exists():
            self.set_password(self.data)
        self.password()

    def _fetch(self) -> None:
        """Fetch the jars, unless another data directory's engine is just fetching them into the same cache."""
        cache = self.jars.cache
        cache.mkdir(parents=True, exist_ok=True)
        with self._alone(cache / "lock", f"fetching Neo4j into {cache}"):
            if missing := self.jars.missing():
                began = time.monotonic()
                self.say(f"fetching Neo4j {self.jars.version}: {len(missing)} files, once …")
                self.jars.fetch(missing)
                self.say(f"fetched in {time.monotonic() - began:.0f} s")

    def _check_version(self) -> None:
        mark = self.folder / "version"
        if mark.exists() and _numbers(held := mark.read_text("ascii")) > _numbers(self.jars.version):
            raise EngineError(
                f"the data directory {self.folder} was last opened by Neo4j {held}, newer than "
                f"{self.jars.version}. Use the newer program (or KG_ENGINE_LOCK), or another KG_HOME."
            )

    def _configure(self, data: Path, port: int = 0) -> None:
        text = config.configuration(self._settings, data, port)
        (self.folder / "conf" / "neo4j.conf").write_text(text, "utf-8")

    def _launch(self) -> State:
        _reap()
        last = last_state(self.folder / "state.json")
        port = free_port(last.port if last else 0)
        self._configure(self.data, port)
        flags = [*config.flags(self._settings), *archive_flags(self.jars.cache, self.jars.name)]
        places = [f"--home-dir={self.folder}", f"--config-dir={self.folder / 'conf'}"]
        line = java.command(self.jars.paths, java.server_class(self.jars.paths), places, flags)
        with self.log.open("wb") as log:
            child = subprocess.Popen(
                line, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        try:
            state = State(child.pid, process_start(child.pid) or "", port, self.jars.version)
            state.write(self.folder / "state.json")
            self._await(state, child)
            (self.folder / "version").write_text(self.jars.version, "ascii")
        except BaseException:
            child.kill()
            child.wait()
            raise
        _CHILDREN[child.pid] = child
        return state

    def _await(self, state: State, child: subprocess.Popen[bytes] | None = None) -> None:
        """Wait until Bolt answers; ``EngineError`` with the reason when it ends or takes too long."""
        seconds = self._settings.start_timeout.total_seconds()
        _wait(lambda: answers(state.port) or not state.alive(), seconds)
        if not state.alive():
            code = child.wait() if child else 0
            raise EngineError("the graph engine ended while starting: "
                              f"{config.trouble(self.logs, code, self._settings)}.")  # fmt: skip
        if not answers(state.port):
            raise EngineError(f"the graph engine did not answer within {seconds:.0f} s. "
                              "Raise KG_START_TIMEOUT, or see 'kg db logs'.")  # fmt: skip


def _reap() -> None:
    """Take note of engines of this process that have ended, in whatever way; until then they are zombies."""
    for pid, child in list(_CHILDREN.items()):
        if child.poll() is not None:
            del _CHILDREN[pid]


@atexit.register
def _let_go() -> None:
    """Engines that run on when this process ends do so on purpose: they are no child that was forgotten."""
    _reap()
    for child in _CHILDREN.values():
        child.returncode = 0


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _write_secret(file: Path, text: str) -> None:
    half = file.with_suffix(".half")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
        out.write(text)
    half.replace(file)


def _wait(done: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if done():
            return True
        time.sleep(0.05)
    return done()
