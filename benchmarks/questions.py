"""How fast the named questions answer: ``python -m benchmarks.questions [--quick] [--json]``.

Each question is asked of the same graph in this process (``kg.asking`` over Bolt) and over HTTP (uvicorn in a process
of its own), with subjects found in the graph itself: the ones that most rows hang on, which is the slow end.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.engine import engine, free_port
from benchmarks.ingest import FOLDERS, QUICK_ROWS
from benchmarks.ingest import QUICK_SOURCE as SOURCE
from benchmarks.invented import write_register
from benchmarks.made import made
from kg.asking import ask
from kg.graph import Graph, connect
from kg.ingest.ingest import Request, ingest
from kg.ingest.registry import source
from kg.queries import QUESTIONS
from kg.settings import Settings

SIZES = (30_307, 200_000)

Parameters = dict[str, Any]


@dataclass(frozen=True)
class Timing:
    """How long a question took, in milliseconds; ``total`` is how many items it found."""

    question: str
    door: str
    rows: int
    times: int
    p50_ms: float
    p95_ms: float
    total: int


def subjects(graph: Graph) -> Parameters:
    """What most capabilities hang on: the busiest standard, institution, and region."""
    found = graph.read("""
        CALL () { MATCH (e:StandardEdition) RETURN e.designation AS standard
                  ORDER BY COUNT { (e)<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-() } DESC, e.id LIMIT 1 }
        CALL () { MATCH (i:Institution) RETURN i.id AS institution ORDER BY COUNT { (i)-[:OFFERS]->() } DESC, i.id LIMIT 1 }
        CALL () { MATCH (p:Parameter) RETURN p.id AS parameter ORDER BY COUNT { (p)<-[:MEASURES]-() } DESC, p.id LIMIT 1 }
        OPTIONAL CALL () { MATCH (r:Region) WHERE r.level = 'province' RETURN r.id AS region
                  ORDER BY COUNT { (r)<-[:PART_OF*0..3]-(:Region)<-[:LOCATED_IN]-() } DESC, r.id LIMIT 1 }
        RETURN standard, institution, parameter, region ORDER BY standard LIMIT 1
        """)
    return found[0]


def parameters(found: Parameters) -> dict[str, Parameters]:
    """What each question is asked. A question that is not here is asked its own example."""
    standard, institution, region = found["standard"], found["institution"], found["region"]
    known = {
        "who-can-test": {"standard": standard, "activity": "any", "validity": "any"},
        "capabilities-of": {"institution": institution, "validity": "any"},
        **{
            name: {"standard": standard}
            for name in ("methods-of", "editions-of", "adoptions-of", "citations-of", "cited-by")
        },
        "holders-of-superseded": {},
        "institution": {"institution": institution},
        "paths": {"start": f"institution/{institution}", "end": f"parameter/{found['parameter']}"},
        "coverage": {"standards": [standard], "activity": "any", "validity": "any"},
    }
    if region:
        known |= {
            "sites-in": {"region": region},
            "sole-providers": {"region": region, "activity": "any", "validity": "any"},
        }
    return {name: known.get(name, dict(question.example)) for name, question in QUESTIONS.items()}


def timed(once: Callable[[], int], times: int) -> tuple[list[float], int]:
    """Milliseconds of each asking but the first, which plans and warms."""
    total, took = once(), []
    for _ in range(times):
        began = time.perf_counter()
        once()
        took.append((time.perf_counter() - began) * 1000)
    return took, total


def timing(question: str, door: str, rows: int, times: int, once: Callable[[], int]) -> Timing:
    took, total = timed(once, times)
    p95 = statistics.quantiles(took, n=20, method="inclusive")[-1]
    return Timing(question, door, rows, times, round(statistics.median(took), 1), round(p95, 1), total)


def over_bolt(graph: Graph, settings: Settings, question: str, asked: Parameters) -> int:
    return ask(graph, settings, question, asked).total.value


def over_http(address: str, question: str, asked: Parameters) -> int:
    words = urllib.parse.urlencode(asked, doseq=True)
    with urllib.request.urlopen(f"{address}/v1/ask/{question}?{words}", timeout=120) as answer:
        total: int = json.loads(answer.read())["total"]["value"]
    return total


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """``kg serve`` on the same graph, in a process of its own; gives its address."""
    port = free_port()
    environment = os.environ | {"KG_HOME": str(settings.home), "KG_CACHE": str(settings.cache), "KG_NEO4J_URI": "",
                                "KG_QUERY_TIMEOUT": "PT120S"}  # fmt: skip
    process = subprocess.Popen([sys.executable, "-m", "kg.cli", "serve", "--port", str(port)], env=environment,
                               stdout=subprocess.DEVNULL)  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _await(process, address)
        yield address
    finally:
        process.terminate()
        process.wait()


def _await(process: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/health", timeout=5).close()
        except OSError:
            time.sleep(0.2)
            if process.poll() is not None:
                break
        else:
            return
    raise ConnectionError(f"nothing answers at {address}")


def measure(path: Path, rows: int, times: int, divisions: Path | None) -> list[Timing]:
    """Load so many rows into a new engine, then ask every question by both doors."""
    timings: list[Timing] = []
    with engine() as settings, connect(settings) as graph:
        if divisions:
            ingest(graph, settings, Request(source("cn-divisions"), divisions))
        ingest(graph, settings, Request(made(source(SOURCE), rows), path, accept_shortfall=True))
        asked = parameters(subjects(graph))
        with served(settings) as address:
            for name, given in asked.items():
                bolt = timing(name, "bolt", rows, times, partial(over_bolt, graph, settings, name, given))
                http = timing(name, "http", rows, times, partial(over_http, address, name, given))
                timings += [bolt, http]
                print(f"{rows:,} {name}: {bolt.p50_ms} ms, over HTTP {http.p50_ms} ms", file=sys.stderr)
    return timings


def table(timings: list[Timing]) -> str:
    """A table in Markdown, a line a question and size."""
    lines = [
        "| question | rows | found | Bolt p50 ms | p95 ms | HTTP p50 ms | p95 ms |",
        "|---|---|---|---|---|---|---|",
    ]
    by = {(each.question, each.rows, each.door): each for each in timings}
    for each in timings:
        if each.door == "bolt":
            http = by[each.question, each.rows, "http"]
            lines.append(f"| {each.question} | {each.rows:,} | {each.total:,} | {each.p50_ms} | {each.p95_ms} "
                         f"| {http.p50_ms} | {http.p95_ms} |")  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.questions", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small invented data, within a minute on an idle machine")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--data", type=Path, default=Settings().test_data, help="folder of real data (KG_TEST_DATA)")
    parser.add_argument("--rows", type=int, action="append", help="scope rows to load; several for several sizes")
    parser.add_argument("--times", type=int, default=30, help="how often each question is asked (30)")
    chosen = parser.parse_args()
    if chosen.quick:
        with tempfile.TemporaryDirectory() as folder:
            timings = measure(write_register(Path(folder) / "register"), QUICK_ROWS, 5, None)
    else:
        path, divisions = chosen.data / FOLDERS[SOURCE], chosen.data / "cn-divisions"
        if not path.exists() or not divisions.exists():
            parser.error(f"no real data in '{path}' and '{divisions}'; --data names its folder")
        timings = [each for rows in chosen.rows or SIZES for each in measure(path, rows, chosen.times, divisions)]
    print(json.dumps([asdict(each) for each in timings], indent=1) if chosen.json else table(timings))


if __name__ == "__main__":
    main()
