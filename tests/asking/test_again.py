"""Saved answers: asked again as of another day, and compared; by the graph, the command and HTTP."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from kg.asking import again as module
from kg.asking import ask
from kg.asking.again import again
from kg.asking.answer import Answer
from kg.asking.demand import demand
from kg.asking.difference import difference
from kg.asking.match import match
from kg.asking.saved import Saved, saved
from kg.asking.scope import check_scope
from kg.errors import DataError, EngineError, UsageError
from kg.graph import Graph
from kg.queries import QUESTIONS
from kg.settings import Settings
from tests.conftest import Kg

THEN, NOW = date(2025, 6, 1), date(2026, 11, 23)
OLD = {"standard": "GB/T 228.1-2010"}
CENTRE, ZEYANG = "sample-yz-mtc", "sample-zy-met"


def read(answer: Any) -> Saved:
    """An answer as it comes back from a file."""
    said = answer.model_dump(mode="json") if isinstance(answer, BaseModel) else answer
    return saved(json.loads(json.dumps(said, default=str)), "answer.json")


def asked(graph: Graph, settings: Settings, as_of: date, **given: Any) -> Saved:
    return read(ask(graph, settings, "who-can-test", OLD | given | {"as_of": as_of}))


def ids(entries: list[Mapping[str, Any]]) -> list[str]:
    return [entry["id"] for entry in entries]


def why(entry: Mapping[str, Any], constraint: str) -> tuple[str, str]:
    (change,) = [each for each in entry["changes"] if each.get("constraint") == constraint]
    return change["before"]["offered"], change["after"]["offered"]


def test_the_same_question_of_another_day(world: Graph, settings: Settings) -> None:
    then = asked(world, settings, THEN, match="exact")
    assert then.asked == {**OLD, "match": "exact", "limit": settings.page_size}
    now = read(again(world, settings, then, NOW, NOW))
    expected = ask(world, settings, "who-can-test", {**OLD, "match": "exact", "as_of": NOW})
    assert ([entry.id for entry in now.entries], now.as_of) == ([i["institution"]["id"] for i in expected.items], NOW)


def test_what_is_gone_changed_and_new_and_why(world: Graph, settings: Settings) -> None:
    then, now = asked(world, settings, THEN), asked(world, settings, NOW)
    found = difference(then, now)
    assert (ids(found["gone"]), ids(found["changed"]), found["counts"]["new"]) == ([ZEYANG], [CENTRE], 0)
    assert why(found["gone"][0], "validity") == ("valid", "ran-out")
    assert {"property": "capabilities", "before": 3, "after": 12} in found["changed"][0]["changes"]
    back = difference(now, then)
    assert (ids(back["new"]), why(back["new"][0], "validity")) == ([ZEYANG], ("ran-out", "valid"))
    assert difference(then, then)["counts"] == {"new": 0, "gone": 0, "changed": 0, "unknown": 0, "same": 2}


def test_a_constraint_that_changed_of_one_that_stays(world: Graph, settings: Settings) -> None:
    shown = {"validity": "any", "by": "capability"}
    found = difference(asked(world, settings, THEN, **shown), asked(world, settings, NOW, **shown))
    states = {why(entry, "validity") for entry in found["changed"]}
    assert ("valid", "ran-out") in states
    assert found["counts"]["gone"] == found["counts"]["new"] == 0


def test_what_was_asked_otherwise_is_said(world: Graph, settings: Settings) -> None:
    found = difference(asked(world, settings, NOW, match="exact"), asked(world, settings, NOW, limit=7))
    assert found["asked"] == {"match": {"before": "exact", "after": None}}


def test_a_page_is_said_to_be_one_and_what_it_lacks_is_unknown(world: Graph, settings: Settings) -> None:
    whole = asked(world, settings, THEN)
    page = asked(world, settings, THEN, limit=1)
    (second,) = (read(ask(world, settings, "who-can-test", OLD | {"as_of": THEN, "limit": 1, "cursor": "MQ"})),)
    assert (bool(whole.part_of), bool(page.part_of), bool(second.part_of)) == (False, True, True)
    found = difference(page, whole)
    assert (found["counts"]["unknown"], found["counts"]["new"], found["before"]["whole"]) == (1, 0, False)
    assert "one page of several" in found["words"]["en"]
    all_of_it = read(again(world, settings, second, THEN, NOW))
    assert difference(all_of_it, whole)["counts"]["same"] == 2


@pytest.mark.parametrize(("changes", "pages"), [(1, 2 + 2), (3, 2 * 3)])
def test_pages_between_which_the_graph_changed_are_read_anew(
    world: Graph, settings: Settings, monkeypatch: pytest.MonkeyPatch, changes: int, pages: int
) -> None:
    then = asked(world, settings, THEN)
    small = settings.model_copy(update={"page_size_max": 1})
    cursors: list[str | None] = []

    def asks(graph: Graph, using: Settings, question: str, given: Mapping[str, Any]) -> Answer:
        cursors.append(given.get("cursor"))
        if cursors[-1] and sum(cursor is not None for cursor in cursors) <= changes:
            world.write(
                "CREATE (:Run {id: $id, started: $at, finished: $at, outcome: 'finished'})",
                {"id": f"between-{len(cursors)}", "at": f"2999-01-01T00:00:0{len(cursors)}"},
            )
        return ask(graph, using, question, given)

    monkeypatch.setattr(module, "ask", asks)
    try:
        if changes < module.ATTEMPTS:
            assert len(read(again(world, small, then, THEN, NOW)).entries) == 2
        else:
            with pytest.raises(EngineError, match="changed while the pages"):
                again(world, small, then, THEN, NOW)
    finally:
        world.write("MATCH (r:Run) WHERE r.id STARTS WITH 'between-' DETACH DELETE r")
    assert cursors == [None, *[None, "MQ"] * (pages // 2)]


DEMAND: dict[str, Any] = {
    "name": "steel", "candidates": 3,
    "requirements": [{"id": "tensile", **OLD}, {"id": "either", "any_of": [{"id": "h", "parameter": "硬度"}, {"id": "t", **OLD}]}],
}  # fmt: skip


def test_a_demand_is_asked_again_and_compared(world: Graph, settings: Settings) -> None:
    then = read(match(world, settings, demand(DEMAND | {"as_of": "2025-06-01"})))
    assert (then.question, then.as_of, then.asked) == ("match", THEN, DEMAND)
    found = difference(then, read(again(world, settings, then, NOW, NOW)))
    gone = {(entry["part"], entry["id"]): entry for entry in found["gone"]}
    assert why(gone["tensile", ZEYANG], "validity") == ("valid", "ran-out")
    assert {entry["part"] for entry in found["changed"]} >= {"tensile", "t"}


def test_a_checked_scope_is_asked_again_and_compared(world: Graph, settings: Settings) -> None:
    items = [{"id": "a", **OLD}, {"standard": "ISO 9227:2022"}, {"id": "b", **OLD}, OLD]
    then = read(json.loads(json.dumps(check_scope(world, settings, ZEYANG, items, THEN), default=str)))
    assert [entry.id for entry in then.entries] == ["a", "2", "b", "4"]
    found = difference(then, read(again(world, settings, then, NOW, NOW)))
    (first, *_) = found["changed"]
    assert (first["id"], first["before"], first["after"]) == ("a", "met", "unmet")


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_asked_again_and_its_entries_are_told_apart(
    name: str, world: Graph, settings: Settings
) -> None:
    answer = ask(world, settings, name, dict(QUESTIONS[name].example) | {"as_of": NOW})
    kept = read(answer)
    assert len({entry.key for entry in kept.entries}) == len(kept.entries)
    if QUESTIONS[name].shape != "capabilities":
        assert len(kept.entries) == len(answer.items)
    counts = difference(kept, read(again(world, settings, kept, NOW, NOW)))["counts"]
    others = answer.total.value - len(answer.items)  # on other pages
    assert counts == {"new": 0, "gone": 0, "changed": 0, "unknown": others, "same": len(kept.entries)}


@pytest.mark.parametrize(("said", "told"), [
    ([], "has no 'meta'"), ({"items": []}, "has no 'meta'"), ({"meta": {"question": "who-can-test", "as_of": "2026-01-01"}}, "asked: Field required"),
    ({"meta": {"question": "nobody", "as_of": "2026-01-01", "asked": {}}}, "no such question"),
    ({"meta": {"question": "match", "as_of": "2026-01-01", "asked": {}}}, "requirements: Field required"),
    ({"meta": {"question": "check-scope", "as_of": "2026-01-01", "asked": {}}, "items": [3]}, "items.0"),
    ({"meta": {"question": "who-can-test", "as_of": "soon", "asked": {}}}, "as_of"),
])  # fmt: skip
def test_what_is_no_answer(said: Any, told: str) -> None:
    with pytest.raises(DataError, match=r"no answer|no such question") as raised:
        saved(said, "x.json")
    assert told in str(raised.value)


def test_answers_to_different_questions_are_not_compared(world: Graph, settings: Settings) -> None:
    other = read(ask(world, settings, "editions-of", dict(QUESTIONS["editions-of"].example)))
    with pytest.raises(UsageError, match="'who-can-test' and 'editions-of'"):
        difference(asked(world, settings, NOW), other)


@pytest.mark.usefixtures("world")
def test_by_the_command(kg: Kg, tmp_path: Path) -> None:
    first, second, none = (tmp_path / name for name in ("first.json", "second.json", "none.json"))
    first.write_text(
        kg("ask", "who-can-test", "--standard", OLD["standard"], "--as-of", THEN.isoformat(), "--json").stdout, "utf-16"
    )
    second.write_text(kg("again", first, "--as-of", NOW.isoformat(), "--json").stdout, "utf-8")
    shown = kg("diff", first, second)
    assert (shown.returncode, shown.stdout.splitlines()[0]) == (0, "0 new, 1 gone, 1 changed, 0 the same")
    assert "validity: valid → ran-out" in " ".join(shown.stdout.split())
    assert [entry["id"] for entry in json.loads(kg("diff", first, second, "--json").stdout)["gone"]] == [ZEYANG]
    none.write_text("id,value\n", "utf-8")
    wrong = kg("again", none)
    assert (wrong.returncode, "none.json is no answer" in wrong.stderr) == (3, True)


def test_over_http(api: httpx.Client) -> None:
    before, after = (
        api.get("/v1/ask/who-can-test", params=OLD | {"as_of": day.isoformat()}).json() for day in (THEN, NOW)
    )
    answer = api.post("/v1/diff", json={"before": before, "after": after})
    assert (answer.status_code, ids(answer.json()["gone"])) == (200, [ZEYANG])
    assert api.post("/v1/diff", json={"before": before, "after": {}}).status_code == 422


def test_again_over_http(api: httpx.Client) -> None:
    def again_(answer: Any, **more: Any) -> Any:
        response = api.post("/v1/again", json={"answer": answer, **more})
        return response.json() if response.status_code == 200 else response.status_code

    page = api.get("/v1/ask/who-can-test", params=OLD | {"as_of": THEN.isoformat(), "limit": 1}).json()
    found = again_(page, as_of=NOW.isoformat())
    fresh = api.get("/v1/ask/who-can-test", params=OLD | {"as_of": NOW.isoformat(), "limit": 500}).json()
    assert (found["items"], found["meta"]["asked"]) == (fresh["items"], fresh["meta"]["asked"])
    assert again_(page)["meta"]["as_of"] == date.today().isoformat()
    lists = [
        ("/v1/match", DEMAND), ("/v1/check-scope", {"institution": ZEYANG, "items": [OLD]}),
        ("/v1/in-scope", {"institution": ZEYANG, "results": [{"parameter": "力值", "value": "5 kN"}]}),
    ]  # fmt: skip
    for address, body in lists:
        saved_ = api.post(address, json=body | {"as_of": THEN.isoformat()}).json()
        other = api.post(address, json=body | {"as_of": NOW.isoformat()}).json()
        told = again_(saved_, as_of=NOW.isoformat())
        assert {name: told[name] for name in told if name != "meta"} == {
            name: other[name] for name in other if name != "meta"
        }
        assert told["meta"]["as_of"] == NOW.isoformat()
    assert (again_({}), again_(page, as_of="soon"), again_(page, day="2026-01-01")) == (422, 422, 422)
