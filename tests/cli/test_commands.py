"""The command line as a whole: every command has help, every mistake has its exit code, and never a traceback."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
import typer

from kg.cli.app import app, register
from kg.graph import Server
from kg.settings import Settings


def kg(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run(
        [sys.executable, "-m", "kg.cli", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert "Traceback" not in ran.stderr
    return ran


def walk(command: Any, path: tuple[str, ...] = ()) -> dict[str, Any]:
    found = {" ".join(path): command}
    for name, inner in getattr(command, "commands", {}).items():
        found |= walk(inner, (*path, name))
    return found


def tree() -> dict[str, Any]:
    fresh = typer.Typer()
    register(fresh)
    return walk(typer.main.get_command(fresh))


@pytest.mark.parametrize(("path", "command"), [pair for pair in tree().items() if pair[0]])
def test_every_command_and_option_has_help(path: str, command: Any) -> None:
    assert command.help, path
    for parameter in command.params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", None), f"kg {path} {parameter.opts}"


def test_help_names_every_command(environment: dict[str, str]) -> None:
    shown = kg(environment, "--help").stdout
    assert [name for name in tree() if name and " " not in name and name not in shown] == []
    assert app.info.name == "kg"


def test_every_setting_has_a_row(environment: dict[str, str]) -> None:
    shown = "".join(kg(environment | {"COLUMNS": "200"}, "settings").stdout.split())
    for name, field in Settings.model_fields.items():
        assert f"KG_{name.upper()}" in shown
        assert "".join((field.description or "nothing").split()) in shown, name


def test_a_password_is_not_shown(environment: dict[str, str]) -> None:
    assert "hunter2" not in kg(environment | {"KG_NEO4J_PASSWORD": "hunter2"}, "settings").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("aks",), "No such command 'aks'"),
        (("ask", "who-can-tst"), "who-can-test"),
        (("ask", "who-can-test", "--standart", "x"), "--standard"),
        (("serve", "--port", "70000"), "65535"),
    ],
)
def test_wrong_use_exits_with_2(environment: dict[str, str], words: tuple[str, ...], told: str) -> None:
    ran = kg(environment, *words)
    assert ran.returncode == 2
    assert told in ran.stderr


def test_an_engine_that_is_not_there_exits_with_3(environment: dict[str, str]) -> None:
    ran = kg(environment | {"KG_NEO4J_URI": "nonsense"}, "ask", "who-can-test", "--standard", "x")
    assert (ran.returncode, ran.stdout) == (3, "")
    assert ran.stderr.startswith("error: KG_NEO4J_URI is 'nonsense'")


@pytest.mark.parametrize("setting", [{"KG_PAGE_SIZE": "many"}, {"KG_NEO4J_HEAP_MB": "1"}])
def test_a_wrong_setting_is_told_in_words(environment: dict[str, str], setting: dict[str, str]) -> None:
    ran = kg(environment | setting, "settings")
    assert ran.returncode == 2
    assert next(iter(setting)) in ran.stderr


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_serve_answers_stops_on_interrupt_and_stops_the_engine_it_started(
    environment: dict[str, str], settings: Settings, tmp_path: Path, sent: signal.Signals
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = Settings(home=tmp_path / "home", cache=settings.cache, neo4j_uri="")
    heap = {"KG_HOME": str(home.home), "KG_NEO4J_HEAP_MB": "256", "KG_NEO4J_PAGECACHE_MB": "64"}
    log = tmp_path / "log"
    with log.open("w") as out:
        served = subprocess.Popen([sys.executable, "-m", "kg.cli", "serve", "--port", str(port)],
                                  env=environment | heap, stdout=out, stderr=out)  # fmt: skip
    try:
        assert ready(f"http://127.0.0.1:{port}/ready", served) == 200, log.read_text()
        assert Server(home).state() is not None
        os.kill(served.pid, sent)
        assert served.wait(90) in (0, 130), log.read_text()
        assert Server(home).state() is None
        assert not re.search("Traceback", log.read_text())
        assert f"http://127.0.0.1:{port}/docs" in log.read_text()
    finally:
        served.kill()
        served.wait()
        Server(home).stop()


def ready(url: str, served: subprocess.Popen[bytes]) -> int:
    """The status of the service once it answers at all; 0 when it ended first."""
    deadline = time.monotonic() + 150
    while served.poll() is None and time.monotonic() < deadline:
        try:
            return httpx.get(url, timeout=30).status_code
        except httpx.TransportError:
            time.sleep(0.2)
    return 0


def test_a_source_that_stands_alone_is_told(environment: dict[str, str]) -> None:
    ran = kg(environment, "ingest", "cn-divisions", "here", "nabl")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "error: 'nabl' stands alone: say each source with its file or folder, kg ingest SOURCE PATH.\n"


def test_what_is_said_of_one_source_is_not_said_of_two(environment: dict[str, str]) -> None:
    ran = kg(environment, "ingest", "table", "a.csv", "table", "b.csv", "--dataset", "both")
    assert ran.returncode == 2
    assert "--dataset and --mapping are said of one source" in ran.stderr


def test_a_bulk_load_needs_the_embedded_engine(environment: dict[str, str], tmp_path: Path) -> None:
    ran = kg(environment | {"KG_NEO4J_URI": "bolt://127.0.0.1:1"}, "ingest", "nabl", str(tmp_path), "--bulk")
    assert ran.returncode == 2
    assert "KG_NEO4J_URI names an external one" in ran.stderr
