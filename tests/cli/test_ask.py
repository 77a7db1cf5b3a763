"""``kg ask``: the same answers as asked of the graph, as tables and as JSON."""

import json
import subprocess
import sys

import pytest

from kg.asking import ask
from kg.graph import Graph
from kg.queries import QUESTIONS
from kg.settings import Settings

AS_OF = ("--as-of", "2026-11-23")


def kg(environment: dict[str, str], *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run(
        [sys.executable, "-m", "kg.cli", "ask", *words],
        env=environment | more, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert "Traceback" not in ran.stderr
    return ran


@pytest.mark.parametrize("name", ["who-can-test", "coverage"])
def test_json_is_the_answer(name: str, world: Graph, settings: Settings, environment: dict[str, str]) -> None:
    example = QUESTIONS[name].example
    options = [
        word
        for key, value in example.items()
        for one in (value if isinstance(value, list) else [value])
        for word in (f"--{key}", one)
    ]
    ran = kg(environment, name, *options, *AS_OF, "--json")
    assert ran.returncode == 0
    told, known = (
        json.loads(ran.stdout),
        ask(world, settings, name, {**example, "as_of": "2026-11-23"}).model_dump(mode="json"),
    )
    for answer in (told, known):
        answer["meta"].pop("took_ms")
    assert told == known


def test_help_lists_every_question_and_every_parameter(environment: dict[str, str]) -> None:
    shown = kg(environment, "--help", COLUMNS="200").stdout
    assert [name for name in QUESTIONS if name not in shown] == []
    one = "".join(kg(environment, "who-can-test", "--help", COLUMNS="200").stdout.split())
    for name, field in QUESTIONS["who-can-test"].params.model_fields.items():
        assert f"--{name.replace('_', '-')}" in one
        assert "".join((field.description or "nothing").split()) in one


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("width", ["40", "250"])
def test_nothing_of_an_answer_is_cut_off_on_any_terminal(environment: dict[str, str], width: str) -> None:
    ran = kg(environment, "who-can-test", "--standard", "GB/T 11170-2008", *AS_OF, COLUMNS=width)
    assert ran.returncode == 0
    assert "\x1b" not in ran.stdout
    assert "…" not in ran.stdout
    assert max(len(line) for line in ran.stdout.splitlines()) <= int(width)
    assert "as of" in ran.stdout
    assert set("不测氮") <= set(ran.stdout)  # a narrow column folds even a short word


@pytest.mark.usefixtures("world")
def test_an_empty_answer_exits_with_0_and_says_why(environment: dict[str, str]) -> None:
    ran = kg(environment, "who-can-test", "--standard", "JJG 139-2014", *AS_OF, "--lang", "zh")
    assert ran.returncode == 0
    assert "所持数据中无机构从事检测；3 家从事校准" in ran.stdout


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("who-can-test",), "say at least one of standard, parameter, product, technique and classification"),
        (("who-can-test", "--standard", "x", "--as-of", "2026-02-30"), "as_of"),
        (("who-can-test", "--standard", "x", "--limit", "501"), "limit is at most 500"),
        (("who-can-test", "--standard", "x", "--lang", "fr"), "en or zh"),
    ],
)
def test_wrong_parameters_exit_with_2(environment: dict[str, str], words: tuple[str, ...], told: str) -> None:
    ran = kg(environment, *words)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("error: ")
    assert told in ran.stderr
