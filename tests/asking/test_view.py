"""What a process keeps in mind of a graph is what the graph says, and is looked at again."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from threading import enumerate as enumerate_threads
from time import monotonic, sleep

import pytest

from kg.asking.documents import InGraph, InMemory
from kg.asking.lookup import find
from kg.asking.view import View
from kg.graph import Graph
from kg.graph.standing import Began, Standing
from kg.queries.core import Subject
from kg.search import Generations, Index, build
from kg.search.building import behind, current
from kg.settings import Settings

NAMES = (
    Subject("parameter", ("Parameter",)),
    Subject("product", ("Product",)),
    Subject("institution", ("Institution",)),
)


@pytest.fixture(scope="module")
def indexed(world: Graph, settings: Settings) -> Iterator[Graph]:
    build(Generations(settings.home), world)
    yield world
    shutil.rmtree(settings.home / "search")


def test_standards_in_memory_are_those_of_the_graph(world: Graph) -> None:
    memory, graph = InMemory.of(world), InGraph(world)
    ids = [
        row["id"] for row in world.read("MATCH (n:Standard|StandardEdition) RETURN n.id AS id ORDER BY id LIMIT 10000")
    ]
    assert len(ids) > 100
    told, asked = memory.around(ids), graph.around(ids)
    assert [(each.document, each.editions, set(each.claims)) for each in told] == [
        (each.document, each.editions, set(each.claims)) for each in asked
    ]
    assert sum(len(each.claims) for each in told) > 10
    for id in (*ids[::7], "no such standard"):
        assert memory.meant(id) == graph.meant(id)


def test_names_in_the_index_mean_what_they_mean_in_the_graph(indexed: Graph, settings: Settings) -> None:
    view = View(indexed, settings)
    for subject in NAMES:
        entity = subject.entities[0]
        rows = indexed.read(
            f"MATCH (n:{entity}) RETURN n.id AS id, n.name_zh AS zh, n.name_en AS en ORDER BY id LIMIT 1000"
        )
        for text in {text for row in rows for text in (row["id"], row["zh"], (row["en"] or "").upper()) if text}:
            assert set(view.find(subject, text).ids) <= set(find(indexed, view.documents, subject, text).ids), text
            assert view.find(subject, text).ids, text
    assert view.find(NAMES[0], "no such parameter").ids == ()
    assert view.index is not None
    assert view.index.named("parameter", "抗 拉強度") == view.index.named("parameter", "抗拉强度") != []


def test_the_graph_is_looked_at_again_after_a_while(world: Graph, settings: Settings) -> None:
    view = View(world, settings.model_copy(update={"graph_poll": timedelta(seconds=1)}))
    before = view.standing
    world.write("CREATE (:Run {id: 'later-run-1', started: '2999-01-01T00:00:00+00:00', outcome: 'finished'})")
    try:
        assert view.standing is before
        until = monotonic() + 10
        while view.standing is before and monotonic() < until:
            sleep(0.05)
        assert list(view.standing.runs)[-1] == "later-run-1"
    finally:
        world.write("MATCH (r:Run {id: 'later-run-1'}) DELETE r")


@pytest.fixture
def warm(world: Graph, settings: Settings) -> Iterator[View]:
    view = View(world, settings.model_copy(update={"graph_poll": timedelta(seconds=0.2)}))
    view.keep_warm()
    yield view
    view.close()


def test_standards_are_kept_in_memory_and_read_again_when_the_graph_has_changed(world: Graph, warm: View) -> None:
    until = monotonic() + 60
    while not isinstance(warm.documents, InMemory):
        assert monotonic() < until
        sleep(0.01)
    held = warm.documents
    world.write("CREATE (:Run {id: 'later-run-1', started: '2999-01-01T00:00:00+00:00', outcome: 'finished'})")
    try:
        while warm.documents is held or not isinstance(warm.documents, InMemory):
            assert monotonic() < until
            sleep(0.01)
    finally:
        world.write("MATCH (r:Run {id: 'later-run-1'}) DELETE r")


def test_a_view_that_is_closed_looks_no_more(warm: View) -> None:
    assert "view" in [each.name for each in enumerate_threads()]
    warm.close()
    assert "view" not in [each.name for each in enumerate_threads()]
    assert not warm.warm


def test_an_index_that_the_disk_does_not_give_once_ends_no_view(
    indexed: Graph, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def failing(_: Index) -> None:
        asked.append(1)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Index, "prepare", failing)
    view = View(indexed, settings.model_copy(update={"graph_poll": timedelta(seconds=0.05)}))
    view.keep_warm()
    until = monotonic() + 60
    try:
        while len(asked) < 2:  # it goes on looking
            assert monotonic() < until
            sleep(0.01)
        assert view.standing.mark == Standing.of(indexed).mark
    finally:
        view.close()


def test_an_index_of_another_graph_is_not_taken_for_its_own(indexed: Graph, settings: Settings) -> None:
    """Ids of runs begin anew in every graph."""
    generations = Generations(settings.home)
    number = generations.number()
    assert number is not None
    manifest, standing = generations.manifest(number), Standing.of(indexed)
    assert current(manifest, standing)
    assert behind(manifest, standing) == []
    last = list(standing.runs)[-1]
    again = Standing(
        {**standing.runs, last: standing.runs[last]._replace(started="2999-01-01T00:00:00+00:00")}, standing.sources
    )
    assert not current(manifest, again)
    assert behind(manifest, again) == list(again.runs)
    assert not current(manifest, Standing({}, {}))


def test_a_run_that_ends_after_a_later_one_is_a_change() -> None:
    """Two data sets may be read at once."""

    def stands(outcome: str) -> str:
        runs = {
            "a-run-1": Began("2026-01-01T00:00:00+00:00", outcome),
            "b-run-1": Began("2026-01-01T00:01:00+00:00", "finished"),
        }
        return Standing(runs, {}).mark

    assert stands("running") != stands("finished") == stands("failed")
