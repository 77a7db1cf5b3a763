"""How many questions a second one process answers: ``python -m benchmarks.http [--capabilities N] [--json]``.

An invented world of N capabilities is loaded and indexed, ``kg serve`` started on it, and distinct ``who-can-test`` questions are sent
by 64 connections, a page of 20 institutions each. No answer is kept by anybody. Beside it stands, in the same run and with the
same client, an empty ``async def`` endpoint of the same application that returns a ready ``Response``. The client is a
process of its own and reads no more of an answer than its length: on two cores it takes its share of them.

The mix of questions, each with standards drawn by how often they are cited (a draw of scope lines, not of standards):
half a standard alone; a fifth with a parameter; a tenth with a region; a tenth as of a past day; a tenth a parameter alone.
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote, urlencode

from psutil import Process

from benchmarks.engine import engine, settings_in
from kg.graph import Graph, connect
from kg.ingest.invented.generate import into_graph
from kg.ingest.invented.world import World
from kg.search import Generations, build
from kg.settings import Settings

CONNECTIONS = 64
SECONDS = 20.0
PAGE = 20
EMPTY = "/empty"


@dataclass(frozen=True)
class Measured:
    """What a client saw: requests a second, milliseconds, what went wrong, bytes of an answer on average."""

    what: str
    per_second: float
    p50_ms: float
    p99_ms: float
    requests: int
    errors: int
    mean_bytes: int


def questions(graph: Graph, number: int, seed: int = 1) -> list[str]:
    """Distinct questions, as paths."""
    r = random.Random(seed)
    lines = graph.read(
        """
        MATCH (c:Capability) WITH c, rand() AS r ORDER BY r LIMIT $most
        MATCH (c)-[:USES]->(:TestMethod)-[:DEFINED_BY]->(d)
        OPTIONAL MATCH (c)-[:MEASURES]->(p:Parameter)
        RETURN d.designation AS standard, coalesce(p.name_zh, p.name_en) AS parameter ORDER BY standard LIMIT $most
        """,
        {"most": number * 4},
    )
    regions = [
        row["id"] for row in graph.read("MATCH (r:Region {level: 'province'}) RETURN r.id AS id ORDER BY id LIMIT 40")
    ]
    found: dict[str, None] = {}
    r.shuffle(lines)
    for line in lines:
        found[_question(r, line["standard"], line["parameter"], regions)] = None
        if len(found) == number:
            break
    return list(found)


def _question(r: random.Random, standard: str, parameter: str | None, regions: Sequence[str]) -> str:
    said: dict[str, str | int] = {
        "standard": standard,
        "limit": PAGE,
        "match": r.choice(("exact", "edition", "current")),
    }
    draw = r.random()
    if draw < 0.2 and parameter:
        said["parameter"] = parameter
    elif draw < 0.3 and regions:
        said["region"] = r.choice(regions)
    elif draw < 0.4:
        said["as_of"] = f"20{r.randrange(15, 25)}-{r.randrange(1, 13):02}-15"
    elif draw < 0.5 and parameter:
        said = {"parameter": parameter, "limit": PAGE}
    return f"/v1/ask/who-can-test?{urlencode(said, quote_via=quote)}"


async def _connection(port: int, paths: Iterator[str], until: float, seen: list[tuple[float, int, int]]) -> None:
    """Ask one question after the other on one connection; of each: seconds, status, bytes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for path in paths:
        began = time.perf_counter()
        if began > until:
            break
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        seen.append((time.perf_counter() - began, int(head[9:12]), length))
    writer.close()


async def _asked(port: int, paths: Sequence[str], seconds: float) -> tuple[list[tuple[float, int, int]], float]:
    seen: list[tuple[float, int, int]] = []
    rest = iter(paths)
    began = time.perf_counter()
    await asyncio.gather(*(_connection(port, rest, began + seconds, seen) for _ in range(CONNECTIONS)))
    return seen, time.perf_counter() - began


def client(what: str, port: int, paths: Sequence[str], seconds: float) -> Measured:
    """Send questions until they are all asked, or time is up."""
    seen, took = asyncio.run(_asked(port, paths, seconds))
    cuts = quantiles([each[0] for each in seen], n=100)
    statuses = Counter(status for _, status, _ in seen)
    return Measured(what, round(len(seen) / took, 1), round(cuts[49] * 1000, 2), round(cuts[98] * 1000, 2), len(seen),
                    len(seen) - statuses[200], sum(size for *_, size in seen) // len(seen))  # fmt: skip


def _asking(*arguments: object) -> Measured:
    """The client in a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(client, arguments)


@contextmanager
def serving(settings: Settings) -> Iterator[tuple[int, Process]]:
    """The application with the empty endpoint, in a process of its own: its port, and the process."""
    variables = {"KG_HOME": str(settings.home), "KG_CACHE": str(settings.cache), "KG_ENGINE_LOCK": settings.engine_lock}
    line = [sys.executable, "-m", "benchmarks.serving", EMPTY]
    with subprocess.Popen(line, env=os.environ | variables, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline()), Process(process.pid)
        finally:
            process.terminate()


def measure(graph: Graph, settings: Settings, number: int, seconds: float) -> tuple[list[Measured], dict[str, int]]:
    """The empty endpoint, the questions, and the empty endpoint again: the machine may be busier at one time than at another."""
    asked = questions(graph, number)
    with serving(settings) as (port, process):
        _asking("warming", port, questions(graph, 2_000, seed=2), seconds)
        empty = [EMPTY] * 1_000_000
        results = [_asking("empty endpoint", port, empty, seconds / 4)]
        results += [
            _asking("who-can-test", port, asked, seconds),
            _asking("empty endpoint again", port, empty, seconds / 4),
        ]
        facts = {"distinct questions": len(asked), "resident MB": round(process.memory_info().rss / 2**20)}
    return results, facts


def table(results: list[Measured], facts: dict[str, int]) -> str:
    empty, ours = max(results[0].per_second, results[2].per_second), results[1].per_second
    lines = [", ".join(f"{name} {value:,}" for name, value in facts.items()), "",
             "| what | requests/s | p50 ms | p99 ms | requests | errors | bytes each |", "|---|---|---|---|---|---|---|"]  # fmt: skip
    lines += [
        f"| {m.what} | {m.per_second:,.0f} | {m.p50_ms} | {m.p99_ms} | {m.requests:,} | {m.errors} | {m.mean_bytes:,} |"
        for m in results
    ]
    return "\n".join([*lines, "", f"who-can-test does {ours / empty:.1%} of the empty endpoint"])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.http", description=__doc__)
    parser.add_argument("--capabilities", type=int, default=1_000_000, help="how many are invented (1,000,000)")
    parser.add_argument("--questions", type=int, default=20_000, help="most distinct questions (20,000)")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long questions are sent (20)")
    parser.add_argument("--quick", action="store_true", help="10,000 capabilities, within a minute on an idle machine")
    parser.add_argument(
        "--home", type=Path, help="a KG_HOME with a loaded and indexed graph, rather than an invented one"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    size, number, seconds = (
        (10_000, 1_000, 3.0) if chosen.quick else (chosen.capabilities, chosen.questions, chosen.seconds)
    )
    with (
        made(size) if chosen.home is None else nullcontext(settings_in(chosen.home)) as settings,
        connect(settings) as graph,
    ):
        results, facts = measure(graph, settings, number, seconds)
    print(
        json.dumps({"facts": facts, "results": [asdict(m) for m in results]}, indent=1)
        if chosen.json
        else table(results, facts)
    )


@contextmanager
def made(size: int) -> Iterator[Settings]:
    """An invented world, loaded and indexed."""
    with engine() as settings, connect(settings) as graph:
        into_graph(graph, settings, World(size, 1), lambda *_: None)
        build(Generations(settings.home), graph)
        yield settings


if __name__ == "__main__":
    main()
