"""``kg db`` as a user types it, on an engine of its own."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph import Server
from kg.settings import Settings
from tests.conftest import Kg


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home of kg db")  # with spaces in its name
    yield folder
    Server(settings.model_copy(update={"home": folder})).stop()


def test_a_life_of_an_engine(kg: Kg, home: Path, tmp_path: Path) -> None:
    status = kg("db", "status", "--json", KG_HOME=home)
    assert (status.returncode, json.loads(status.stdout)["running"]) == (0, False)
    assert "kg db start" in kg("db", "status", KG_HOME=home).stdout

    started = kg("db", "start", KG_HOME=home)
    assert (started.returncode, started.stdout) == (0, ""), started.stderr
    assert "started at bolt://127.0.0.1:" in started.stderr
    assert "runs already" in kg("db", "start", KG_HOME=home).stderr

    told = json.loads(kg("db", "status", "--json", KG_HOME=home).stdout)
    assert told["running"] is True
    assert told["uri"] in kg("db", "status", KG_HOME=home).stdout
    assert 0 < len(kg("db", "logs", "-n", "2", KG_HOME=home).stdout.splitlines()) <= 4

    file = tmp_path / "all.dump"
    assert kg("db", "dump", file, KG_HOME=home).returncode == 0
    refused = kg("db", "load", file, KG_HOME=home)
    assert (refused.returncode, refused.stderr.count("\n")) == (3, 1)
    assert "--force" in refused.stderr
    assert kg("db", "load", file, "--force", KG_HOME=home).returncode == 0
    assert json.loads(kg("db", "status", "--json", KG_HOME=home).stdout)["running"] is True

    assert kg("db", "stop", KG_HOME=home).stderr == "stopped\n"
    assert kg("db", "stop", KG_HOME=home).stderr == "no engine runs\n"


@pytest.mark.parametrize("command", [["start"], ["stop"], ["status"], ["logs"], ["dump", "f"], ["load", "f"]])
def test_an_external_engine_is_not_ours_to_run(kg: Kg, command: list[str]) -> None:
    done = kg("db", *command, KG_NEO4J_URI="neo4j+s://elsewhere.example")
    assert done.returncode == 2
    assert "external" in done.stderr
    assert "Traceback" not in done.stderr


def test_logs_of_an_engine_that_never_ran(kg: Kg, tmp_path: Path) -> None:
    done = kg("db", "logs", KG_HOME=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "never started" in done.stderr


def test_without_jars_and_without_network_it_says_what_to_do(kg: Kg, tmp_path: Path) -> None:
    nowhere = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:1")
    done = kg("db", "start", KG_HOME=tmp_path, KG_CACHE=tmp_path / "cache", **nowhere)
    assert done.returncode == 3
    assert "could not be fetched" in done.stderr
    assert "KG_CACHE" in done.stderr
    assert "Traceback" not in done.stderr
