"""The driver: what goes in comes out, and every error of Neo4j has words for a user."""

import time
from datetime import date, timedelta

import pytest

from kg.errors import EngineError, QueryTimeoutError
from kg.graph import Graph, Server, connect
from kg.graph.migrate import FORMAT, migrate
from kg.settings import Settings

pytestmark = pytest.mark.usefixtures("empty_graph")

SLOW = "UNWIND range(1, 100000000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS n LIMIT 1"


def test_values_come_back_as_they_went_in(graph: Graph) -> None:
    sent = {"day": date(2019, 5, 15), "days": [date(2026, 1, 1)], "names": ["铁", "iron"], "n": 2**53 + 1}
    graph.write("CREATE (n:Run {id: 'typed'}) SET n += $sent", {"sent": sent})
    found = graph.read("MATCH (n:Run {id: 'typed'}) RETURN n {.*} AS n, n.absent AS absent, [n.day] AS days")
    assert found == [{"n": sent | {"id": "typed"}, "absent": None, "days": [date(2019, 5, 15)]}]
    assert type(found[0]["n"]["day"]) is date


def test_a_transaction_is_whole_or_not_at_all(graph: Graph) -> None:
    with pytest.raises(EngineError, match="ConstraintValidationFailed"):
        graph.transact([("CREATE (:Region {id: 'twice'})", {}), ("CREATE (:Region {id: 'twice'})", {})])
    assert graph.read("MATCH (n:Region {id: 'twice'}) RETURN count(n) AS n") == [{"n": 0}]


def test_statements_of_a_transaction_answer_in_order(graph: Graph) -> None:
    assert graph.transact([("RETURN 1 AS a", {}), ("UNWIND $n AS a RETURN a", {"n": [2, 3]})]) == [
        [{"a": 1}],
        [{"a": 2}, {"a": 3}],
    ]


def test_rows_are_streamed(graph: Graph) -> None:
    rows = graph.stream("UNWIND range(1, 1000000) AS n RETURN n")
    assert [next(rows)["n"], next(rows)["n"]] == [1, 2]
    rows.close()  # type: ignore[attr-defined]  # a generator, so that a reader may stop early


def test_a_read_cannot_write(graph: Graph) -> None:
    with pytest.raises(EngineError, match="AccessMode"):
        graph.read("CREATE (n:Region {id: 'read'}) RETURN n.id AS id")


def test_a_question_that_takes_too_long_is_cut_off(graph: Graph) -> None:
    began = time.monotonic()
    with pytest.raises(QueryTimeoutError, match="KG_QUERY_TIMEOUT"):
        graph.read(SLOW, timeout=timedelta(seconds=1))
    assert time.monotonic() - began < 15


def test_a_statement_that_needs_too_much_memory_leaves_the_engine_well(graph: Graph) -> None:
    with pytest.raises(EngineError, match="KG_NEO4J_HEAP_MB"):
        graph.read("UNWIND range(1, 100000000) AS a WITH collect(toString(a)) AS texts RETURN size(texts) AS n")
    assert graph.read("RETURN 1 AS n") == [{"n": 1}]


def test_a_wrong_statement_names_its_code(graph: Graph) -> None:
    with pytest.raises(EngineError, match=r"Neo\.ClientError\.Statement\.SyntaxError"):
        graph.read("MATCH n RETURN n")


def test_a_plan_is_a_tree_and_runs_nothing(graph: Graph) -> None:
    plan = graph.plan("CREATE (n:Region {id: $id}) RETURN n", {"id": "planned"})
    assert plan["operatorType"].startswith("ProduceResults")
    assert [each["operatorType"].partition("@")[0] for each in plan["children"]] == ["Create"]
    assert graph.read("MATCH (n:Region {id: 'planned'}) RETURN count(n) AS n") == [{"n": 0}]


def test_a_wrong_password_is_told(graph: Graph) -> None:
    with (
        Graph(graph.uri, "neo4j", "not the password", "neo4j", timedelta(seconds=5)) as stranger,
        pytest.raises(EngineError, match="refuses user or password"),
    ):
        stranger.verify()


def test_an_external_engine_is_used_by_its_address(graph: Graph, settings: Settings) -> None:
    password = Server(settings).password()
    external = Settings(neo4j_uri=graph.uri, neo4j_password=password, home=settings.home / "unused")
    with connect(external) as connected:
        assert connected.read("RETURN 1 AS n") == [{"n": 1}]
    assert not (settings.home / "unused").exists()


@pytest.mark.parametrize("uri", ["localhost:7687", "http://localhost:7474", "bolt://localhost:port", ""])
def test_an_address_that_is_none_is_told(uri: str) -> None:
    with (
        pytest.raises(EngineError, match="should look like"),
        Graph(uri, "neo4j", "secret", "neo4j", timedelta(1)) as graph,
    ):
        graph.verify()


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1", "bolt://no-such-host.invalid"])
def test_an_engine_that_does_not_answer_is_told(uri: str) -> None:
    with (
        Graph(uri, "neo4j", "secret", "neo4j", timedelta(1)) as graph,
        pytest.raises(EngineError, match="does not answer"),
    ):
        graph.verify()


def test_migration_happens_once(graph: Graph) -> None:
    assert migrate(graph) is False


def test_migration_follows_a_schema_that_has_changed(graph: Graph) -> None:
    graph.write("MATCH (m:KgSchema) SET m.mark = 'older'")
    graph.apply("DROP CONSTRAINT region_id_unique")
    assert migrate(graph) is True
    with pytest.raises(EngineError, match="ConstraintValidationFailed"):
        graph.write("CREATE (:Region {id: 'a'}) CREATE (:Region {id: 'a'})")


def test_a_graph_of_a_newer_program_is_refused(graph: Graph) -> None:
    graph.write("MATCH (m:KgSchema) SET m.format = $format", {"format": FORMAT + 1})
    try:
        with pytest.raises(EngineError, match="newer"):
            migrate(graph)
    finally:
        graph.write("MATCH (m:KgSchema) SET m.format = $format", {"format": FORMAT})
