"""The driver: what goes in comes out, and every error of Neo4j has words for a user."""

from datetime import date

import pytest

from kg.graph import Graph

pytestmark = pytest.mark.usefixtures("empty_graph")


def test_values_come_back_as_they_went_in(graph: Graph) -> None:
    sent = {
        "day": date(2019, 5, 15),
        "days": [date(2026, 1, 1)],
        "names": ["铁", "iron"],
        "n": 2**53 + 1,
        "x": 0.1,
    }
    graph.write("CREATE (n:Run {id: 'typed'}) SET n += $sent", {"sent": sent})
    found = graph.read("MATCH (n:Run {id: 'typed'}) RETURN n {.*} AS n, n.absent AS absent, [n.day] AS days")
    assert found == [{"n": sent | {"id": "typed"}, "absent": None, "days": [date(2019, 5, 15)]}]
    assert type(found[0]["n"]["day"]) is date
