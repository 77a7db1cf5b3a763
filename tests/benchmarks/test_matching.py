"""The benchmark of matching: both sides return the same, on the sample world too."""

import shutil

from benchmarks.matching import Timing, by_cypher, by_index, requests, table
from kg.graph import Graph
from kg.search import Generations, Index, build
from kg.settings import Settings


def test_the_index_and_plain_cypher_return_the_same(world: Graph, settings: Settings) -> None:
    generations = Generations(settings.home)
    build(generations, world, lambda *_: None)
    try:
        asked = list(requests(world, 12, 1))
        found = [(by_index(Index(settings.home), each), by_cypher(world, each)) for each in asked]
    finally:
        shutil.rmtree(generations.folder)
    assert len(asked) == 60
    assert [ours for ours, _ in found] == [theirs for _, theirs in found]


def test_the_table_shows_the_ratio() -> None:
    line = table([Timing("popular", 9, 7_000, 0.5, 2.0, 250.0, 400.0)], {"capabilities": 10}).splitlines()[-1]
    assert line == "| popular | 9 | 7,000 | 0.5 | 2.0 | 250.0 | 400.0 | 500 |"
