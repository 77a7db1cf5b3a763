"""The two ways that are compared load the same records, and their ratio is of the same things."""

from pathlib import Path

import pytest

from benchmarks.bulk import INVENTED, Case, at_once, load, one_by_one, ratios, table
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
    assert ratios([slow, fast]).keys() == {"write", "all", "cpu"}
    assert all(ratio > 0 for ratio in ratios([slow, fast]).values())
    assert len(table([[slow, fast]]).splitlines()) == 8
