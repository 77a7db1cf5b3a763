"""The embedded server: one engine a data directory, found again, never trusted, and every trouble in words.

Each test that starts an engine has a KG_HOME of its own, so that the session's engine is left alone.
"""

import os
import signal
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from kg.errors import EngineError
from kg.graph import Graph, Server, connect
from kg.graph.embedded import bolt
from kg.graph.embedded.state import State, last_state, process_start
from kg.graph.lock import exclusive
from kg.settings import Settings


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[Settings]:
    """Settings of an engine that the tests of this module start, kill and damage as they like."""
    own = settings.model_copy(update={"home": tmp_path_factory.mktemp("own")})
    yield own
    Server(own).stop()


@pytest.fixture
def running(engine: Settings) -> Server:
    server = Server(engine)
    server.start()
    return server


def _kill(state: State) -> None:
    os.kill(state.pid, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(state.pid)] if psutil.pid_exists(state.pid) else [], timeout=10)


def test_starting_twice_starts_once(running: Server) -> None:
    first, _ = running.start()
    assert running.start() == (first, False)
    assert last_state(running.folder / "state.json") == first


def test_it_listens_on_loopback_only_with_bolt_only(running: Server) -> None:
    state, _ = running.start()
    listening = [each.laddr for each in psutil.Process(state.pid).net_connections("inet") if each.status == "LISTEN"]
    assert {(at.ip.removeprefix("::ffff:"), at.port) for at in listening} == {("127.0.0.1", state.port)}


def test_its_password_is_secret_and_wanted(running: Server) -> None:
    file = running.folder / "password"
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(running.password()) >= 24
    assert not (running.folder / "order").exists()
    line = psutil.Process(running.start()[0].pid).cmdline()
    assert not any(running.password() in part for part in line)
    first_of_neo4j = Graph(running.start()[0].uri, "neo4j", "neo4j", "neo4j", timedelta(seconds=5))
    with first_of_neo4j, pytest.raises(EngineError, match="refuses"):
        first_of_neo4j.verify()


def test_stopping_keeps_the_graph_and_the_address(engine: Settings, running: Server) -> None:
    with connect(engine) as graph:
        graph.write("MERGE (:Region {id: 'kept', level: 'country'})")
    before, _ = running.start()
    assert running.stop() is True
    assert running.state() is None
    assert process_start(before.pid) is None
    after, started = running.start()
    assert (started, after.port) == (True, before.port)
    with connect(engine) as graph:
        assert graph.read("MATCH (n:Region {id: 'kept'}) RETURN count(n) AS n") == [{"n": 1}]


def test_stopping_what_does_not_run(engine: Settings) -> None:
    server = Server(engine)
    server.stop()
    assert server.stop() is False


def test_two_starts_at_once_start_one(engine: Settings) -> None:
    Server(engine).stop()
    together = threading.Barrier(2)

    def start(_: int) -> tuple[State, bool]:
        together.wait()
        return Server(engine).start()

    with ThreadPoolExecutor(2) as pool:
        (one, _), (two, _) = results = list(pool.map(start, range(2)))
    assert one == two
    assert sorted(started for _, started in results) == [False, True]


def test_a_killed_engine_is_noticed_and_started_again_with_what_was_committed(
    engine: Settings, running: Server
) -> None:
    with connect(engine) as graph:
        graph.write("MERGE (:Region {id: 'committed', level: 'country'})")
        before, _ = running.start()
        _kill(before)
        assert running.state() is None
        with pytest.raises(EngineError, match="does not answer"):
            graph.read("RETURN 1 AS n")
        with pytest.raises(EngineError, match="kg db start"):
            connect(engine, start=False)
        said: list[str] = []
        with connect(engine, say=said.append) as again:
            assert again.read("MATCH (n:Region {id: 'committed'}) RETURN count(n) AS n") == [{"n": 1}]
        assert any("kg db stop" in line for line in said)
        assert graph.read("RETURN 1 AS n") == [{"n": 1}]  # the older driver finds it at the same address


def test_an_engine_whose_starter_was_killed_is_found(running: Server) -> None:
    """Its starter wrote the state at launch, and was not there any more when it came to answer."""
    running.stop()
    state = _freeze_and_thaw(running)
    assert running.start() == (state, False)


def _freeze_and_thaw(server: Server) -> State:
    """Start an engine, hold it still so that it does not answer, and let it go on in two seconds."""
    state, _ = server.start()
    os.kill(state.pid, signal.SIGSTOP)
    threading.Timer(2, os.kill, (state.pid, signal.SIGCONT)).start()
    return state


def test_a_reused_pid_is_not_taken_for_the_engine(running: Server) -> None:
    running.stop()
    file = running.folder / "state.json"
    state = last_state(file)
    assert state is not None
    State(os.getpid(), state.began, state.port, state.version).write(file)
    assert running.state() is None
    assert running.stop() is False  # and this process lives on


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"pid": 1}', '{"pid": null, "began": null, "port": 1, "version": "5"}',
             '{"pid": 4194305, "began": null, "port": 1, "version": "5"}', "\x00\x01"],
)  # fmt: skip
def test_a_damaged_state_file_is_no_state(tmp_path: Path, settings: Settings, text: str) -> None:
    server = Server(settings.model_copy(update={"home": tmp_path}))
    server.folder.mkdir()
    (server.folder / "state.json").write_text(text)
    assert server.state() is None
    assert server.stop() is False


def test_without_its_state_file_a_running_engine_is_not_started_over(running: Server) -> None:
    state, _ = running.start()
    (running.folder / "state.json").unlink()
    try:
        with pytest.raises(EngineError, match="another process has this data directory open"):
            running.start()
    finally:
        state.write(running.folder / "state.json")
    assert running.start() == (state, False)


def test_a_port_that_was_taken_meanwhile_is_not_insisted_on(running: Server) -> None:
    before, _ = running.start()
    running.stop()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", before.port))
        other.listen()
        after, started = running.start()
    assert started
    assert after.port != before.port


def test_an_open_port_is_not_yet_an_engine() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        assert bolt.answers(silent.getsockname()[1]) is False


def test_another_process_that_starts_the_engine_is_waited_for_but_not_for_ever(
    tmp_path: Path, settings: Settings
) -> None:
    own = settings.model_copy(update={"home": tmp_path, "start_timeout": timedelta(seconds=0.3)})
    server = Server(own)
    server.folder.mkdir()
    with exclusive(server.folder / "lock"), pytest.raises(EngineError, match="another process"):
        server.start()


def test_a_cache_into_which_another_process_fetches_is_waited_for(tmp_path: Path, settings: Settings) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    own = settings.model_copy(
        update={"home": tmp_path / "home", "cache": cache, "start_timeout": timedelta(seconds=0.3)}
    )
    with exclusive(cache / "lock"), pytest.raises(EngineError, match="another process is fetching"):
        Server(own).start()
    assert [path.name for path in cache.iterdir()] == ["lock"]


def test_a_data_directory_of_a_newer_engine_is_refused(running: Server) -> None:
    running.stop()
    mark = running.folder / "version"
    held = mark.read_text()
    mark.write_text("9999.1.0")
    try:
        with pytest.raises(EngineError, match=r"last opened by Neo4j 9999\.1\.0, newer than"):
            running.start()
    finally:
        mark.write_text(held)


def test_a_store_of_a_newer_engine_is_refused_even_without_our_mark(tmp_path: Path, settings: Settings) -> None:
    older, newer = (settings.model_copy(update={"home": tmp_path, "engine_lock": lock})
                    for lock in ("neo4j-5.26", "neo4j-2026"))  # fmt: skip
    connect(newer).close()
    Server(newer).stop()
    (tmp_path / "neo4j" / "version").unlink()
    with pytest.raises(EngineError, match="newer Neo4j"):
        Server(older).start()


def test_a_lost_password_is_told(running: Server) -> None:
    running.stop()
    file = running.folder / "password"
    kept = file.rename(running.folder / "kept")
    try:
        with pytest.raises(EngineError, match="Restore the file"):
            running.start()
    finally:
        kept.rename(file)


def test_too_little_memory_is_told(engine: Settings) -> None:
    Server(engine).stop()
    with pytest.raises(EngineError, match="lower KG_NEO4J_HEAP_MB"):
        Server(engine.model_copy(update={"neo4j_heap_mb": 100_000_000})).start()


def test_a_start_that_takes_too_long_is_given_up_and_leaves_nothing(engine: Settings) -> None:
    server = Server(engine.model_copy(update={"start_timeout": timedelta(seconds=0.2)}))
    server.stop()
    with pytest.raises(EngineError, match="KG_START_TIMEOUT"):
        server.start()
    state = last_state(server.folder / "state.json")
    assert state is not None
    assert not state.alive()


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path, settings: Settings) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(EngineError, match=r"cannot write .* KG_HOME"):
        Server(settings.model_copy(update={"home": blocked})).start()


def test_an_unknown_engine_lock_is_told_with_the_nearest(settings: Settings) -> None:
    with pytest.raises(EngineError, match=r"Did you mean 'neo4j-5\.26'"):
        Server(settings.model_copy(update={"engine_lock": "neo4j-5.27"}))
