"""The two ways that are compared load the same records, and their ratio is of the same things."""

from pathlib import Path

import pytest

from benchmarks.bulk import INVENTED, Case, Way, at_once, load, one_by_one, ratios, table
from benchmarks.engine import settings_in
from kg.graph import Graph, Server
from kg.settings import Settings


@pytest.mark.usefixtures("empty_graph")
def test_both_ways_load_the_same(settings: Settings, tmp_path: Path, graph: Graph) -> None:
    case = Case((INVENTED,), tmp_path, 200)
    slow = load(settings, case, one_by_one)
    census = "MATCH (n) WHERE NOT n:KgSchema RETURN labels(n)[0] AS type, count(*) AS n ORDER BY type"
    held = graph.read(census)
    own = settings_in(tmp_path).model_copy(update={"cache": settings.cache, "engine_lock": settings.engine_lock})
    try:
        fast = load(own, case, at_once)
    finally:
        Server(own).stop()
    assert (slow.records, slow.case) == (fast.records, fast.case)
    assert {row["type"]: row["n"] for row in held}["Capability"] == 200
    assert slow.records == sum(row["n"] for row in held) - 1  # the run is no record
    assert len(table([[slow, fast]]).splitlines()) == 8


def test_a_ratio_says_how_many_times_as_fast_the_bulk_load_is() -> None:
    slow, fast = (
        Way("one", way, 10, 4.0, write, cpu, 100.0) for way, write, cpu in (("a", 12.0, 30.0), ("b", 4.0, 15.0))
    )
    assert ratios([slow, fast]) == {"write": 3.0, "all": 2.0, "cpu": 2.0}
