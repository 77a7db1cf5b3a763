"""What the API answers from memory and the index is what it answers from the graph, and it falls back to that."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import httpx
import pytest

from kg.asking import ask, ask_at_once
from kg.asking.suggest import suggest, suggest_at_once
from kg.asking.view import view_of
from kg.graph import Graph
from kg.search import Generations, build
from kg.settings import Settings

Serving = Callable[[Settings, Graph], AbstractContextManager[httpx.Client]]

DAY = "2026-11-23"
ASKED: list[dict[str, Any]] = [
    {"standard": "GB/T 228.1-2021"},
    {"standard": "GB/T 228.1", "match": "comparable", "by": "capability", "limit": 3},
    {"parameter": "抗拉强度", "range": "200~1200 kN"},
    {"parameter": "Tensile strength", "kind": "laboratory", "facets": ["region", "scheme"]},
    {"product": "金属材料", "as_of": "2020-01-01"},
]


@pytest.fixture(scope="module")
def warm(world: Graph, settings: Settings) -> Iterator[Settings]:
    build(Generations(settings.home), world)
    yield settings.model_copy(update={"graph_poll": timedelta(seconds=0.2)})
    shutil.rmtree(settings.home / "search")


@pytest.fixture(scope="module")
def client(warm: Settings, world: Graph, serves: Serving) -> Iterator[httpx.Client]:
    with serves(warm, world) as served:
        until = time.monotonic() + 60
        while ask_at_once(world, warm, "who-can-test", ASKED[0]) is None:
            assert time.monotonic() < until
            time.sleep(0.02)
        yield served


@pytest.mark.parametrize("given", ASKED, ids=str)
def test_it_is_the_answer_of_the_graph(
    client: httpx.Client, warm: Settings, world: Graph, given: dict[str, Any]
) -> None:
    asked = {"as_of": DAY, **given}
    assert ask_at_once(world, warm, "who-can-test", asked) is not None
    told = client.get("/v1/ask/who-can-test", params=asked)
    assert told.status_code == 200
    plain = ask(world, warm.model_copy(update={"search_index": False}), "who-can-test", asked).model_dump(mode="json")
    at_once = told.json()
    assert (at_once["meta"].pop("engine"), plain["meta"].pop("engine")) == ("index", "graph")
    for body in (at_once, plain):
        del body["meta"]["took_ms"]
    assert at_once == plain


def test_a_tag_is_answered_304(client: httpx.Client) -> None:
    first = client.get("/v1/ask/who-can-test", params=ASKED[0])
    again = client.get("/v1/ask/who-can-test", params=ASKED[0], headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_not_in_memory_is_asked_of_the_graph(client: httpx.Client, warm: Settings, world: Graph) -> None:
    unknown = {"parameter": "no such parameter"}
    assert ask_at_once(world, warm, "who-can-test", unknown) is None
    assert client.get("/v1/ask/who-can-test", params=unknown).json()["why"]["kind"] == "not-in-graph"
    placed = client.get("/v1/ask/who-can-test", params={**ASKED[0], "format": "geojson"})
    assert placed.json()["type"] == "FeatureCollection"


def test_suggestions_need_no_waiting(client: httpx.Client, warm: Settings, world: Graph) -> None:
    found = suggest_at_once(world, warm, "抗拉")
    assert found is not None
    told = client.get("/v1/suggest", params={"text": "抗拉"})
    assert told.json()["items"] == [each.model_dump() for each in found.items] != []
    assert told.json()["meta"]["engine"] == "index"
    without = warm.model_copy(update={"search_index": False})
    assert suggest(world, without, "抗拉").items == found.items
    again = client.get("/v1/suggest", params={"text": "抗拉"}, headers={"If-None-Match": told.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("given", "status"), [({"standard": " "}, 422), ({"strange": "1"}, 422), ({"limit": 0}, 422)], ids=str
)
def test_what_is_wrong_is_a_problem(client: httpx.Client, given: dict[str, Any], status: int) -> None:
    told = client.get("/v1/ask/who-can-test", params=given)
    assert (told.status_code, told.headers["content-type"]) == (status, "application/problem+json")


def test_a_run_that_has_ended_is_seen_after_a_moment(client: httpx.Client, warm: Settings, world: Graph) -> None:
    world.write(
        "CREATE (:Run {id: 'later-run-1', started: '2999-01-01T00:00:00+00:00', finished: '2999-01-01', outcome: 'finished'})"
    )
    try:
        until = time.monotonic() + 30
        while (told := client.get("/v1/ask/who-can-test", params=ASKED[0]).json()["meta"])["run"] != "later-run-1":
            assert time.monotonic() < until
            time.sleep(0.05)
        assert told["engine"] == "graph"
    finally:
        world.write("MATCH (r:Run {id: 'later-run-1'}) DELETE r")
    assert view_of(world, warm).warm
