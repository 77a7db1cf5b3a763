"""A bulk load makes the graph that loading the same sources one after the other makes: node by node, relation by relation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kg.errors import DataError, UsageError
from kg.graph import Graph, Server, connect
from kg.graph.audit import audit
from kg.ingest import journal
from kg.ingest.bulk import bulk
from kg.ingest.ingest import Request, Summary, ingest
from kg.ingest.quarantine import Quarantine
from kg.ingest.registry import SOURCES, source
from kg.schema import SCHEMA
from kg.schema.derive.neo4j import statements
from kg.settings import Settings

ROOT = Path(__file__).parents[2]
FIXTURES = Path(__file__).parent / "sources" / "fixtures"

# Divisions before the addresses that they locate; the sample world, whose standards the catalogues then know better.
ORDER = ("cn-divisions", "table", *sorted(set(SOURCES) - {"cn-divisions", "table"}))

# When it was is the only thing that may differ.
TIMES = {"started", "finished"}


def requests() -> list[Request]:
    paths = {path.stem: path for path in FIXTURES.iterdir()} | {"table": ROOT / "examples" / "sample"}
    return [Request(source(name), paths[name], accept_shortfall=True) for name in ORDER]


class Held(NamedTuple):
    """A graph with the Python types of its values, so that a date is a date; and what it was told of its making."""

    nodes: dict[str, str]
    relations: list[str]
    summaries: list[Summary]


def held(graph: Graph, summaries: list[Summary]) -> Held:
    nodes = graph.stream("MATCH (n) WHERE NOT n:KgSchema RETURN labels(n) AS labels, n.id AS id, n {.*} AS n")
    relations = graph.stream(
        "MATCH (a)-[r]->(b) RETURN labels(a)[0] + ' ' + a.id AS a, type(r) AS type, labels(b)[0] + ' ' + b.id AS b, r {.*} AS r"
    )
    return Held(
        {f"{row['labels']} {row['id']}": told(row["n"]) for row in nodes},
        sorted(f"{row['a']} {row['type']} {row['b']} {told(row['r'])}" for row in relations),
        summaries,
    )


def told(properties: dict[str, Any]) -> str:
    return repr(sorted((name, value) for name, value in properties.items() if name not in TIMES))


@pytest.fixture(scope="module")
def one_by_one(empty_graph: Graph, settings: Settings) -> Held:
    return held(empty_graph, [ingest(empty_graph, settings, request) for request in requests()])


@pytest.fixture(scope="module")
def own(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    ours = settings.model_copy(update={"home": tmp_path_factory.mktemp("bulk (a, b) [c]")})
    yield ours
    Server(ours).stop()


@pytest.fixture(scope="module")
def loaded(own: Settings) -> Iterator[Graph]:
    """The engine that the bulk load stopped and started again, asked by the driver that was there before."""
    with connect(own) as graph:
        yield graph


@pytest.fixture(scope="module")
def at_once(loaded: Graph, own: Settings) -> Held:
    return held(loaded, bulk(loaded, own, requests()))


def test_the_graph_is_the_same_node_by_node(one_by_one: Held, at_once: Held) -> None:
    assert len(one_by_one.nodes) > 1400
    assert at_once.nodes.keys() == one_by_one.nodes.keys()
    different = [(node, at_once.nodes[node]) for node, told in one_by_one.nodes.items() if at_once.nodes[node] != told]
    assert different == []


def test_the_graph_is_the_same_relation_by_relation(one_by_one: Held, at_once: Held) -> None:
    assert len(one_by_one.relations) > 4000
    assert set(at_once.relations) ^ set(one_by_one.relations) == set()
    assert at_once.relations == one_by_one.relations


def test_the_runs_say_the_same(one_by_one: Held, at_once: Held) -> None:
    for bulk_told, told in zip(at_once.summaries, one_by_one.summaries, strict=True):
        assert {**vars(bulk_told), "seconds": 0, "phases": 0} == {**vars(told), "seconds": 0, "phases": 0}


@pytest.mark.usefixtures("one_by_one")
def test_the_sources_state_things_together(at_once: Held) -> None:
    """What the comparison is for: things that several state, which a later one words, and claims that stand side by side."""
    stated = [relation for relation in at_once.relations if " STATED_BY " in relation]
    things = [relation.partition(" STATED_BY ")[0] for relation in stated]
    assert len(things) > len(set(things)) + 20
    assert any("'known_by', 'catalogue'" in n and "table:sample-run-1" in n for n in at_once.nodes.values())
    assert any(" SAME_AS " in relation for relation in at_once.relations)
    assert any(" REPLACES " in relation and "adoptions-run-1" in relation for relation in at_once.relations)


def test_the_schema_is_there_and_nothing_is_amiss(at_once: Held, loaded: Graph, empty_graph: Graph) -> None:  # noqa: ARG001
    wanted = {
        row["name"] for row in empty_graph.read("SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name")
    }
    there = {row["name"] for row in loaded.read("SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name")}
    assert there >= wanted
    assert len(wanted) >= len(list(statements(SCHEMA.values())))
    mark = "MATCH (m:KgSchema) RETURN m {.*} AS m"
    assert loaded.read(mark) == empty_graph.read(mark)
    assert audit(loaded) == audit(empty_graph)


def test_the_files_again_write_nothing(at_once: Held, loaded: Graph, own: Settings) -> None:
    for request in requests():
        summary = ingest(loaded, own, request)
        changed = {name: n for name, n in summary.records.items() if n["created"] + n["updated"] + n["ended"]}
        assert changed == {}, request.source.name
    assert held(loaded, []).relations == at_once.relations


def test_what_runs_leave_is_left_and_what_is_for_the_way_is_not(at_once: Held, own: Settings) -> None:
    for summary in at_once.summaries:
        waiting = Quarantine(own.home, summary.source).rows()
        assert len(waiting) == summary.rows["quarantined"]
    left = {path.name for path in (own.home / "runs").glob("*/*")}
    assert left <= {"summary.json", journal.ISSUES}
    assert {path.name for path in (own.home / "neo4j").iterdir()} & {"incoming", "outgoing"} == set()


def test_a_graph_that_holds_something_is_not_touched(at_once: Held, loaded: Graph, own: Settings) -> None:
    before = held(loaded, [])
    with pytest.raises(UsageError, match="not empty"):
        bulk(loaded, own, requests())
    assert held(loaded, []) == before._replace(summaries=[])
    assert len(before.relations) == len(at_once.relations)


def test_an_external_engine_is_refused(loaded: Graph, own: Settings) -> None:
    elsewhere = own.model_copy(update={"neo4j_uri": "bolt://127.0.0.1:1"})
    with pytest.raises(UsageError, match="KG_NEO4J_URI names an external one"):
        bulk(loaded, elsewhere, requests())


def test_a_data_set_is_named_once(loaded: Graph, own: Settings) -> None:
    with pytest.raises(UsageError, match="cn-divisions is named twice"):
        bulk(loaded, own, [requests()[0]] * 2)


def test_a_path_that_is_not_there_is_told(loaded: Graph, own: Settings, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no file or folder"):
        bulk(loaded, own, [Request(source("nabl"), tmp_path / "nothing")])
