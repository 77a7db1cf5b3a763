"""How fast the search index answers who can test this, beside plain Cypher: ``python -m benchmarks.matching [--quick] [--json]``.

An invented world (``kg bench generate``) is loaded in bulk and indexed. Every request is asked of the index and of Neo4j in one run,
in turn and warm, no two on the same day; what they return has to be the same: institutions in order, how many capabilities of each
answer, and both totals.
"""

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from benchmarks.engine import engine, peak_mb
from kg.graph import Graph, connect
from kg.ingest.invented.generate import into_graph
from kg.ingest.invented.world import World
from kg.quantities import Extent, Interval
from kg.search import Chosen, Generations, Index, Request, Span, build

PAGE = 20
FIRST_DAY = date(2024, 1, 1)

Row = tuple[str, int]
Page = tuple[list[Row], int, int]  # institutions with their capabilities; all institutions, all capabilities

# The same question as one would write it first, of inspection, whose scopes print their periods. Dates of a capability come before those
# of its scope, and these before its certificate's.
PLAIN = """
MATCH (d:StandardEdition|Standard {id: $standard})<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)
WHERE c.ended_run IS NULL AND c.activity = 'inspection'
WITH DISTINCT c
MATCH (i:Institution)-[:OFFERS]->(c)
OPTIONAL MATCH (s:Scope)-[:COVERS]->(c)
OPTIONAL MATCH (a:Accreditation)-[:HAS_SCOPE]->(s)
OPTIONAL MATCH (o:Source {id: c.source})
WITH c, i, a, o.observed_on AS observed, coalesce(c.valid_from, s.valid_from, a.valid_from) AS start,
     coalesce(c.valid_to, s.valid_to, a.valid_to) AS end
WHERE start <= $as_of AND $as_of <= end AND NOT coalesce(c.status, '') IN ['suspended', 'withdrawn']
  AND NOT coalesce(a.status, '') IN ['suspended', 'withdrawn']
  AND ($region IS NULL OR EXISTS { (i)-[:HAS_SITE]->(:Site)-[:LOCATED_IN]->(:Region)-[:PART_OF*0..4]->(:Region {id: $region}) })
  AND ($lo IS NULL OR EXISTS { MATCH (c)-[:HAS_EXTENT]->(e:Extent {role: 'measurand', dimension: $dimension})
                               WHERE e.si_lo <= $lo AND $hi <= e.si_hi })
WITH i, c, observed < $as_of AS late, EXISTS { (c)-[:RESTRICTED_BY]->() } AS restricted
ORDER BY late, restricted, c.id
WITH i.id AS institution, collect(c.id) AS capabilities, min([late, restricted, c.id]) AS best
ORDER BY best
WITH collect([institution, size(capabilities)]) AS groups
RETURN groups[0..$page] AS page, size(groups) AS institutions, reduce(n = 0, each IN groups | n + each[1]) AS capabilities
ORDER BY institutions LIMIT 1
"""


@dataclass(frozen=True)
class Asked:
    """One request of the mix."""

    kind: str
    standard: str
    as_of: date
    region: str | None = None
    extent: Extent | None = None


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one kind of request by the index and by plain Cypher; ``hits``: capabilities that answer, in the middle."""

    kind: str
    requests: int
    hits: int
    index_p50: float
    index_p99: float
    cypher_p50: float
    cypher_p99: float

    @property
    def ratio(self) -> float:
        return self.cypher_p50 / self.index_p50


def requests(graph: Graph, each: int, seed: int) -> Iterator[Asked]:
    """So many of each kind: the ten most cited standards, standards drawn by their citations, and rare ones; with a region; with a range."""
    found = graph.read(
        """MATCH (d:StandardEdition)<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)
           RETURN d.id AS id, count(c) AS cited ORDER BY cited DESC, id LIMIT 1000000"""
    )
    regions = [
        row["id"] for row in graph.read("MATCH (r:Region {level: 'province'}) RETURN r.id AS id ORDER BY id LIMIT 100")
    ]
    draw, ids, weights = random.Random(seed), [row["id"] for row in found], [row["cited"] for row in found]
    force = Extent("", dimension="A0E0L1I0M1H0T-2D0", kind="Force", si=Interval(1e3, 2e3))
    for number in range(each):
        day = FIRST_DAY + timedelta(days=number % 1000)
        yield Asked("popular", ids[number % 10], day)
        yield Asked("drawn by citations", draw.choices(ids, weights)[0], day)
        yield Asked("rare", ids[-1 - draw.randrange(len(ids) // 2)], day)
        yield Asked("popular, in a region", ids[number % 10], day, draw.choice(regions) if regions else None)
        yield Asked("popular, with a range", ids[number % 10], day, extent=force)


def by_index(index: Index, asked: Asked) -> Page:
    about = (Chosen("standard", (asked.standard,)), Chosen("activity", ("inspection",)))
    places = (Chosen("region", (asked.region,)),) if asked.region else ()
    spans = (_span(asked.extent),) if asked.extent else ()
    found = index.answer(Request(asked.as_of, about, constraints=(*places, *spans), limit=PAGE))
    return (
        [(group.institution.key, group.capabilities) for group in found.groups],
        found.institutions,
        found.capabilities,
    )


def _span(wanted: Extent) -> Span:
    """Covered whole or not at all, as the plain statement has it."""

    def judge(extents: tuple[Extent, ...]) -> Any:
        assert wanted.si is not None
        own = [e.si for e in extents if e.role == "measurand" and e.dimension == wanted.dimension and e.si]
        return ("met", 1.0) if any(si.contains(wanted.si) for si in own) else ("unmet", 0.0)

    return Span("range", wanted.dimension or "", wanted.kind, wanted.si, judge)


def by_cypher(graph: Graph, asked: Asked) -> Page:
    span = asked.extent.si if asked.extent else None
    (row,) = graph.read(PLAIN, {
        "standard": asked.standard, "as_of": asked.as_of, "region": asked.region, "page": PAGE,
        "dimension": asked.extent.dimension if asked.extent else None, "lo": span.lo if span else None, "hi": span.hi if span else None,
    })  # fmt: skip
    return [(institution, n) for institution, n in row["page"]], row["institutions"], row["capabilities"]


def timed(once: Callable[[], Page]) -> tuple[float, Page]:
    began = time.perf_counter()
    found = once()
    return (time.perf_counter() - began) * 1000, found


def measure(graph: Graph, index: Index, each: int) -> list[Timing]:
    """Each request once by both, after some that warm."""
    took: dict[str, list[tuple[float, float, int]]] = {}
    for number, asked in enumerate(requests(graph, each + 10, 7)):
        mine, ours = timed(lambda asked=asked: by_index(index, asked))  # type: ignore[misc]
        theirs, plain = timed(lambda asked=asked: by_cypher(graph, asked))  # type: ignore[misc]
        if ours != plain:
            raise AssertionError(f"{asked}: the index says {ours}, Cypher {plain}")
        if number >= 50:
            took.setdefault(asked.kind, []).append((mine, theirs, ours[2]))
    return [_timing(kind, some) for kind, some in took.items()]


def _timing(kind: str, some: list[tuple[float, float, int]]) -> Timing:
    mine, theirs, hits = ([row[column] for row in some] for column in range(3))
    return Timing(kind, len(some), int(statistics.median(hits)), *_spread(mine), *_spread(theirs))


def _spread(took: list[float]) -> tuple[float, float]:
    return round(statistics.median(took), 2), round(statistics.quantiles(took, n=100, method="inclusive")[-1], 2)


def table(timings: list[Timing], facts: dict[str, Any]) -> str:
    lines = [
        ", ".join(f"{name} {value:,}" for name, value in facts.items()),
        "",
        "| request | n | hits | index p50 ms | p99 ms | plain Cypher p50 ms | p99 ms | ratio |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [f"| {t.kind} | {t.requests} | {t.hits:,} | {t.index_p50} | {t.index_p99} | {t.cypher_p50} | {t.cypher_p99} | {t.ratio:.0f} |"
              for t in timings]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10,000 capabilities, within a minute on an idle machine")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--capabilities", type=int, default=1_000_000, help="how many are invented (1,000,000)")
    parser.add_argument("--each", type=int, default=100, help="requests of each kind (100)")
    chosen = parser.parse_args()
    size, each = (10_000, 20) if chosen.quick else (chosen.capabilities, chosen.each)

    def say(stage: str, done: int) -> None:
        print(f"\r{stage}: {done:,}\033[K", end="", file=sys.stderr)

    with engine() as settings, connect(settings) as graph:
        began = time.monotonic()
        into_graph(graph, settings, World(size, 1), say)
        loaded = time.monotonic()
        manifest = build(Generations(settings.home), graph, say)
        built = time.monotonic()
        timings = measure(graph, Index(settings.home), each)
        facts = {
            "capabilities": size, "loaded in s": round(loaded - began), "indexed in s": round(built - loaded),
            "capabilities/s": round(size / (built - loaded)), "bytes a capability": sum(n for n, _ in manifest.files.values()) // size,
            "peak MB": round(peak_mb()),
        }  # fmt: skip
    print(
        json.dumps({"facts": facts, "timings": [asdict(each) for each in timings]}, indent=1)
        if chosen.json
        else table(timings, facts)
    )


if __name__ == "__main__":
    main()
