"""``kg index``: built, looked at, verified; what is wrong is told with its exit code."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.search import Generations
from kg.settings import Settings
from tests.conftest import Kg


@pytest.fixture(scope="module")
def generations(world: Graph, settings: Settings) -> Generations:
    assert world
    return Generations(settings.home)


@pytest.mark.usefixtures("generations")
def test_the_index_is_built_looked_at_and_verified(kg: Kg) -> None:
    assert json.loads(kg("index", "status", "--json").stdout)["state"] == "absent"
    missing = kg("index", "verify")
    assert (missing.returncode, missing.stdout) == (1, "there is no search index; 'kg index build' makes one\n")
    built = kg("index", "build", "--json")
    assert built.returncode == 0, built.stderr
    told = json.loads(built.stdout)
    assert (told["state"], told["capabilities"], told["behind"]) == ("current", 310, [])
    assert json.loads(kg("index", "status", "--json").stdout) == told
    assert json.loads(kg("index", "build", "--json").stdout) == told  # nothing has changed
    whole = json.loads(kg("index", "build", "--whole", "--json").stdout)
    assert whole["generation"] == told["generation"] + 1
    shown = kg("index", "status").stdout
    assert "current" in shown
    assert "310" in shown
    assert "compared on" in shown
    assert "never; 'kg index verify'" in shown
    assert kg("index", "verify", "--compare", "0").stdout == "the index says what the graph says\n"
    compared = json.loads(kg("index", "status", "--json").stdout)["compared_on"]
    assert datetime.now(UTC) - datetime.fromisoformat(compared) < timedelta(minutes=5)
    assert compared in kg("index", "status").stdout


def test_what_verify_found_damaged_answers_nothing_until_it_is_built_anew(kg: Kg, generations: Generations) -> None:
    kg("index", "build")
    file = next(Path(generations.path(generations.number() or 0)).rglob("parts.npy"))
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    asked = ("ask", "who-can-test", "--parameter", "抗拉强度", "--json")
    assert json.loads(kg("index", "status", "--json").stdout)["state"] == "current"
    wrong = kg("index", "verify")
    assert (wrong.returncode, "not what was written: '" in wrong.stdout) == (1, True)
    assert json.loads(kg("index", "status", "--json").stdout)["state"] == "damaged"
    assert json.loads(kg(*asked).stdout)["meta"]["engine"] == "graph"
    assert json.loads(kg("index", "build", "--json").stdout)["state"] == "current"
    assert json.loads(kg(*asked).stdout)["meta"]["engine"] == "index"


def test_a_damaged_index_is_told_with_exit_code_1(kg: Kg, generations: Generations) -> None:
    kg("index", "build")
    file = next(Path(generations.path(generations.number() or 0)).rglob("parts.npy"))
    file.write_bytes(b"")
    damaged = kg("index", "status", "--json")
    assert damaged.returncode == 1
    assert json.loads(damaged.stdout)["state"] == "damaged"
    assert "base/parts.npy" in json.loads(damaged.stdout)["problem"]
    assert kg("index", "verify").returncode == 1
    assert json.loads(kg("index", "build", "--json").stdout)["state"] == "current"
    assert kg("index", "verify", "--json").stdout == '{\n  "problems": []\n}\n'
