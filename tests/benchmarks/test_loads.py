"""The two loaders that are compared write the same graph, and every question is asked something that it can answer."""

from typing import Any

import pytest

from benchmarks.ingest import LOADS, Case, Load, load_ours, load_plain, ratios, table
from benchmarks.invented import write_register
from benchmarks.questions import over_bolt, parameters, subjects
from kg.graph import Graph
from kg.queries import QUESTIONS
from kg.settings import Settings
from tests.conftest import empty

ROWS = 150


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case("cnas-inspection", ROWS, write_register(tmp_path_factory.mktemp("benchmarks") / "register"))


@pytest.fixture(scope="module")
def loads(empty_graph: Graph, settings: Settings, case: Case) -> tuple[list[Load], list[Any], list[Any]]:
    """Plain first, then ours (which stays): what the loads measured, and the two graphs."""
    plain = load_plain(settings, case, LOADS[0])
    plain_graph = held(empty_graph)
    empty(empty_graph)
    ours = [load_ours(settings, case, which) for which in LOADS[:2]]
    return [*ours, plain], plain_graph, held(empty_graph)


def held(graph: Graph) -> list[Any]:
    """Nodes and relations but for the run and the source, which the plain loader does not describe."""
    nodes = graph.stream(
        "MATCH (n) WHERE NOT n:Run AND NOT n:Source AND NOT n:KgSchema RETURN labels(n) AS a, n {.*} AS n"
    )
    relations = graph.stream("MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b, r {.*} AS n")
    rows = [*nodes, *relations]
    for row in rows:
        row["n"] = sorted((name, value) for name, value in row["n"].items() if not name.endswith("_run"))
    return sorted(map(repr, rows))


def test_both_loaders_write_the_same_graph(loads: tuple[list[Load], list[Any], list[Any]]) -> None:
    _, plain, ours = loads
    assert len(ours) > 2 * ROWS
    assert plain == ours


def test_what_is_measured_adds_up(loads: tuple[list[Load], list[Any], list[Any]]) -> None:
    first, again, plain = loads[0]
    assert first.capabilities == again.capabilities == plain.capabilities == ROWS
    assert first.records == again.records == plain.records + 1  # ours states the source too
    assert all(each.write_cpu_s > 0 and each.read_s > 0 and each.peak_mb > 10 for each in loads[0])
    assert ratios(loads[0]).keys() == {"first"}
    assert len(table(loads[0]).splitlines()) == 2 + 3


@pytest.mark.usefixtures("loads")
@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_question_is_asked_by_its_own_parameters(name: str, empty_graph: Graph, settings: Settings) -> None:
    asked = parameters(subjects(empty_graph))[name]
    found = over_bolt(empty_graph, settings, name, asked)
    # The register names no instruments and no regions, and tells nothing of standards but their designations.
    needs_more = {"instruments", "sites-in", "sole-providers", "adoptions-of", "citations-of", "cited-by", "standards-in",
                  "replaced-since", "holders-of-superseded"}  # fmt: skip
    assert (found > 0) == (name not in needs_more)
