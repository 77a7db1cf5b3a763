"""How fast the search index answers who can test this, beside plain Cypher, PostgreSQL, Oxigraph and OpenSearch:
``python -m benchmarks.matching [--quick] [--json] [--capabilities N] [--peers a,b] [--requests N] [--home FOLDER]``.

An invented world (``kg bench generate``) is loaded in bulk and indexed; peers take the same stream of capabilities. Every question of the
mix (``benchmarks/mix.py``: standards popular, drawn by their citations and rare, past days, provinces, ranges, words; the report prints
its shares) is asked of each in one run and warm, a block of them by one after the other. All have to return the same: twenty
institutions in order, how many capabilities of each answer, both totals, and of facets the values with both exact counts. A difference
ends the run with an error.
"""

import argparse
import json
import platform
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psutil

from benchmarks.asked import Answer, Asked
from benchmarks.engine import engine, peak_mb
from benchmarks.mix import questions, subjects
from benchmarks.ours import Ours
from benchmarks.peers.cypher import Cypher
from benchmarks.peers.documents import documents
from benchmarks.peers.opensearch import opensearch
from benchmarks.peers.oxigraph import oxigraph
from benchmarks.peers.peer import Opening, Peer, Unavailable, load, size_mb
from benchmarks.peers.postgres import postgres
from benchmarks.timings import Line, Took, lines, table
from kg.errors import UsageError
from kg.graph import Graph, connect
from kg.graph.offers import offers
from kg.ingest.invented.generate import into_graph
from kg.ingest.invented.world import World
from kg.search import Generations, Index
from kg.search.building import Progress, update
from kg.settings import Settings

CYPHER = "cypher"
OPENINGS: Mapping[str, Opening] = {"postgres": postgres, "oxigraph": oxigraph, "opensearch": opensearch}
PEERS = (CYPHER, *OPENINGS)
BLOCK = 40  # questions in a row to each


class Different(Exception):
    """Somebody answers something else."""


def ask(asked: Sequence[Asked], ours: Ours, peers: Mapping[str, Peer]) -> list[dict[str, tuple[float, Answer]]]:
    """Milliseconds and answers of each: all of the questions by one, then by the next, so that each finds its own things in the
    processor's caches; ``Different`` unless all of them say the same."""
    told = {"kg": [timed(ours, each) for each in asked]}
    told |= {name: [timed(peer, each) for each in asked] for name, peer in peers.items()}
    for name, answers in told.items():
        for each, (_, mine), (_, theirs) in zip(asked, told["kg"], answers, strict=True):
            if theirs != mine:
                raise Different(f"{each}: kg says {mine}, {name} {theirs}")
    return [dict(zip(told, answers, strict=True)) for answers in zip(*told.values(), strict=True)]


def timed(who: Ours | Peer, asked: Asked) -> tuple[float, Answer]:
    began = time.perf_counter()
    answer = who.answer(asked)
    return (time.perf_counter() - began) * 1000, answer


def measure(asked: Sequence[Asked], ours: Ours, peers: Mapping[str, Peer], progress: Progress) -> list[Line]:
    """A block of questions after the other, so that all have their share of what else the machine does. The first block warms, the
    rest counts."""
    took: list[Took] = []
    for start in range(0, len(asked), BLOCK):
        progress("asking", start)
        block = asked[start : start + BLOCK]
        for each, told in zip(block, ask(block, ours, peers), strict=True):
            if start:
                took.append((each.kind, told["kg"][1].capabilities, {name: ms for name, (ms, _) in told.items()}))
    return lines(took)


def memory(home: Path, asked: Sequence[Asked]) -> dict[str, float]:
    """MB that a process which only answers has resident after it has answered all questions; of these those of no file."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_resident, (home, asked))


def _resident(home: Path, asked: Sequence[Asked]) -> dict[str, float]:
    ours = Ours(Index(home))
    before = psutil.Process().memory_full_info()
    for each in asked:
        ours.answer(each)
    after = psutil.Process().memory_full_info()
    return {
        "resident MB": round(after.rss / 1e6),
        "own MB": round(after.uss / 1e6),
        "before a question MB": round(before.rss / 1e6),
    }


@contextmanager
def opened(
    names: Sequence[str], graph: Graph, say: Progress
) -> Iterator[tuple[dict[str, Peer], dict[str, dict[str, Any]]]]:
    """The peers that can be started, holding the world; what is to be said of each, also of those that cannot."""
    with ExitStack() as stack:
        peers: dict[str, Peer] = {}
        said: dict[str, dict[str, Any]] = {}
        for name in names:
            try:
                peers[name] = stack.enter_context(OPENINGS[name]()) if name in OPENINGS else Cypher(graph)
            except Unavailable as why:
                said[name] = {"missing": str(why)}
        fed = [name for name in peers if name in OPENINGS]
        took = load([peers[name] for name in fed], documents(offers(graph)), say) if fed else []
        said |= {name: {"version": peers[name].version} for name in peers}
        for name, seconds in zip(fed, took, strict=True):
            said[name] |= {"loaded in s": round(seconds), "disk MB": size_mb(peers[name].folder)}
        yield peers, said


def streamed(graph: Graph) -> float:
    """Seconds that the capabilities take to come from the graph."""
    began = time.monotonic()
    for _ in offers(graph):
        pass
    return time.monotonic() - began


def holds(graph: Graph, size: int) -> bool:
    """Whether there is a world already; ``UsageError`` where it has another size."""
    held: int = graph.read("MATCH (c:Capability) RETURN count(c) AS n ORDER BY n LIMIT 1")[0]["n"]
    if held not in (0, size):
        raise UsageError(f"that folder holds a world of {held:,} capabilities, not of {size:,}.")
    return held == size


def run(settings: Settings, graph: Graph, size: int, many: int, names: Sequence[str], say: Progress) -> dict[str, Any]:
    """The whole benchmark on an engine that is empty, or holds the world of that size from the time before."""
    began = time.monotonic()
    if not holds(graph, size):
        into_graph(graph, settings, World(size, 1), say)
    loaded = time.monotonic()
    generations = Generations(settings.home)
    before = generations.number()
    manifest = update(generations, graph, say)
    built = time.monotonic()
    asked = questions(subjects(graph), many, 7)
    facts: dict[str, Any] = {"capabilities": size}
    if manifest.generation != before:
        facts |= {
            "graph loaded in s": round(loaded - began), "indexed in s": round(built - loaded),
            "indexed capabilities/s": round(size / (built - loaded)), "the graph's stream alone/s": round(size / streamed(graph)),
            "build peak MB": round(peak_mb()),
        }  # fmt: skip
    facts["index bytes a capability"] = sum(n for n, _ in manifest.files.values()) // size
    facts |= memory(settings.home, asked[:300])
    with opened(names, graph, say) as (peers, said):
        timings = measure(asked, Ours(Index(settings.home)), peers, say)
    machine = f"{platform.machine()}, {psutil.cpu_count()} cores, Python {platform.python_version()}"
    return {"machine": machine, "facts": facts, "peers": said, "lines": timings}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10,000 capabilities and few questions")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--capabilities", type=int, default=1_000_000, help="how many are invented (1,000,000)")
    parser.add_argument("--requests", type=int, default=500, help="questions of the mix (500)")
    parser.add_argument("--peers", default=",".join(PEERS), help=f"which of {', '.join(PEERS)} (all)")
    parser.add_argument("--home", type=Path, help="a folder that keeps the world, to be used again (a temporary one)")
    chosen = parser.parse_args()
    names = [name for name in chosen.peers.split(",") if name]
    if strange := set(names) - set(PEERS):
        parser.error(f"no peer '{min(strange)}'; there are {', '.join(PEERS)}.")
    size, many = (10_000, 100) if chosen.quick else (chosen.capabilities, chosen.requests)

    def say(stage: str, done: int) -> None:
        print(f"\r{stage}: {done:,}\033[K", end="", file=sys.stderr)

    with engine(chosen.home) as settings, connect(settings) as graph:
        report = run(settings, graph, size, many, names, say)
    print(
        json.dumps({**report, "lines": [line.plain() for line in report["lines"]]}, indent=1)
        if chosen.json
        else table(report)
    )


if __name__ == "__main__":
    main()
