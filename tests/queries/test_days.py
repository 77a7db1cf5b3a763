"""A day is written in one form, and one error says so wherever it is written in another."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from kg.asking import ask
from kg.asking.demand import demand
from kg.asking.saved import saved
from kg.errors import DataError, UsageError
from kg.graph import Graph
from kg.queries.days import day
from kg.settings import Settings
from tests.conftest import Kg

WRONG = ("2026", "2026-13-01", "01/02/2026", "2026-02-30", "20261124", "2026-W48-1", "0", "２０２６-11-24", "")
TOLD = "'2026' is no day: write year, month and day, as 2026-11-24"
TENSILE = {"parameter": "抗拉强度"}


@pytest.mark.parametrize("text", WRONG)
def test_another_form_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match="is no day: write year, month and day, as 2026-11-24"):
        day(text)


@pytest.mark.parametrize("said", [2026, 0, True, datetime(2026, 11, 24, tzinfo=UTC), 1.5])
def test_no_number_and_no_point_in_time_is_a_day(said: Any) -> None:
    with pytest.raises(ValueError, match="is no day"):
        day(said)


def test_a_day() -> None:
    assert day("2026-11-24") == day(" 2026-11-24 ") == day(date(2026, 11, 24)) == date(2026, 11, 24)


def test_questions_demands_and_saved_answers_say_the_same(world: Graph) -> None:
    with pytest.raises(UsageError, match=f"as_of: {TOLD}"):
        ask(world, Settings(), "who-can-test", {**TENSILE, "as_of": "2026"})
    with pytest.raises(UsageError, match=f"since: {TOLD}"):
        ask(world, Settings(), "replaced-since", {"since": "2026"})
    with pytest.raises(UsageError, match=f"as_of: {TOLD}"):
        demand({"as_of": 2026, "requirements": [TENSILE]})
    with pytest.raises(DataError, match=f"as_of: {TOLD}"):
        saved({"meta": {"question": "match", "asked": {}, "as_of": "2026"}}, "answer")


def test_the_api_says_the_same(api: httpx.Client) -> None:
    bodies: dict[str, dict[str, Any]] = {
        "match": {"requirements": [TENSILE]},
        "check-scope": {"institution": "x", "items": [TENSILE]},
        "in-scope": {"institution": "x", "results": [TENSILE]},
        "again": {"answer": {}},
    }
    asked = api.get("/v1/ask/who-can-test", params={**TENSILE, "as_of": "2026"})
    answers = [api.post(f"/v1/{name}", json={**body, "as_of": "2026"}) for name, body in bodies.items()]
    told = [(each.status_code, each.json()["detail"]) for each in (asked, *answers)]
    assert told == [(422, f"query.as_of: {TOLD}"), *[(422, f"body.as_of: {TOLD}")] * 4]


@pytest.mark.usefixtures("world")
def test_commands_say_the_same(kg: Kg, tmp_path: Path) -> None:
    (file := tmp_path / "items.csv").write_text("parameter\n抗拉强度\n", "utf-8")
    (wanted := tmp_path / "demand.toml").write_text('as_of = 2026\n[[requirements]]\nparameter = "抗拉强度"\n', "utf-8")
    for words in (
        ("ask", "who-can-test", "--parameter", "抗拉强度", "--as-of", "2026"),
        ("match", wanted),
        ("match", wanted, "--as-of", "2026"),
        ("check-scope", "x", file, "--as-of", "2026"),
        ("ingest", "table", tmp_path, "--observed-on", "2026"),
    ):
        ran = kg(*words)
        assert (ran.returncode, TOLD in ran.stderr) == (2, True), (words, ran.stderr)
