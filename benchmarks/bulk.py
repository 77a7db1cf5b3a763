"""How much sooner a bulk load is done than the same sources one by one: ``python -m benchmarks.bulk [--quick] [--json]``.

Each way has a new engine of its own and a process of its own. Reading is the same for both, and apart; *write* is all the rest, the
import tool, the engine's stop and start, and the indexes included. Beside the clock stands processor time (this process, the tool
and the engine together), which other work on the machine does not change much.
"""

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.engine import engine, engine_seconds, peak_mb
from benchmarks.ingest import FOLDERS, QUICK_SOURCE
from benchmarks.invented import write_register
from benchmarks.made import made
from kg.graph import Graph, connect
from kg.ingest.bulk import bulk
from kg.ingest.ingest import Request, Summary, ingest
from kg.ingest.invented.world import READ_ON, World
from kg.ingest.registry import source
from kg.ingest.row import Row
from kg.ingest.source import Crawl, Source
from kg.schema.core import Words
from kg.schema.record import Record
from kg.settings import Settings

INVENTED = "invented"
PATHS = {
    INVENTED: ".",
    **FOLDERS,
    "cn-divisions": "cn-divisions",
    "iso-relaton": "iso-relaton/iso_all_compact.jsonl.gz",
    "iec-relaton": "iec-relaton",
}


class Inventing(Crawl):
    """States an invented world, as a source without rows."""

    capabilities = 0

    def rows(self, path: Path) -> Iterator[Row]:  # noqa: ARG002 it reads nothing
        yield from ()

    def read(self, row: Row) -> Record:
        raise LookupError(f"{row.locator}: an invented world has no rows")

    def rest(self) -> Iterator[Record]:
        return (record for record in World(self.capabilities, 1).records() if record.entity != "Source")


def invented(capabilities: int) -> Source:
    """The world of ``kg bench generate`` as a source, so that both ways can load it."""
    crawl = type("Inventing", (Inventing,), {"capabilities": capabilities})
    return Source("invented", Words("Invented world", "虚构世界"), "nobody", "none", "never", READ_ON, "sample",
                  Words("nothing real", "并非真实"), crawl, "nothing")  # fmt: skip


@dataclass(frozen=True)
class Case:
    """Sources to load, and of the last one so many rows made of its own (0: its own); an invented world has capabilities."""

    sources: tuple[str, ...]
    data: Path
    rows: int = 0

    def requests(self) -> list[Request]:
        found = []
        for name in self.sources:
            if name == INVENTED:
                found.append(Request(invented(self.rows), self.data, accept_shortfall=True))
                continue
            manifest, path = source(name), self.data / PATHS[name]
            if self.rows and name == self.sources[-1]:
                manifest = made(manifest, self.rows)
            found.append(Request(manifest, path, accept_shortfall=True))
        return found

    @property
    def name(self) -> str:
        return " + ".join(self.sources) + (f", {self.rows:,} rows" if self.rows else "")


CASES = (
    (("cn-divisions", "cnas-inspection"), 0),
    (("cn-divisions", "cnas-inspection", "nabl", "iso-relaton"), 0),
    (("cnas-inspection",), 200_000),
    ((INVENTED,), 200_000),
    ((INVENTED,), 1_000_000),
)


@dataclass(frozen=True)
class Way:
    """One way of loading a case: seconds by the clock and of the processors."""

    case: str
    way: str
    records: int
    read_s: float
    write_s: float
    cpu_s: float
    peak_mb: float


class Meter:
    """Processor seconds of this process, of the tools that it ran, and of the engines that it used."""

    def __init__(self, settings: Settings) -> None:
        self._settings, self._engines = settings, -engine_seconds(settings)
        self._began = self._own()

    def _own(self) -> float:
        tools = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + tools.ru_utime + tools.ru_stime

    def stage(self, stage: str, _: int) -> None:
        """The engine is about to be replaced by another one, whose time begins at nothing. The one that this process starts it
        waits for, but as no tool: it lives on."""
        if stage == "importing":
            self._engines += engine_seconds(self._settings)

    def total(self) -> float:
        return self._own() - self._began + self._engines + engine_seconds(self._settings)


Loading = Callable[[Graph, Settings, list[Request], Meter], list[Summary]]


def one_by_one(graph: Graph, settings: Settings, requests: list[Request], _: Meter) -> list[Summary]:
    return [ingest(graph, settings, request) for request in requests]


def at_once(graph: Graph, settings: Settings, requests: list[Request], meter: Meter) -> list[Summary]:
    return bulk(graph, settings, requests, meter.stage)


def load(settings: Settings, case: Case, loading: Loading) -> Way:
    """One way of loading, in this process."""
    with connect(settings) as graph:
        meter, began = Meter(settings), time.monotonic()
        summaries = loading(graph, settings, case.requests(), meter)
        took, cpu = time.monotonic() - began, meter.total()
    read = sum(summary.phases["read"] for summary in summaries)
    records = sum(counts["created"] for summary in summaries for counts in summary.records.values())
    way = "bulk" if loading is at_once else "one by one"
    return Way(case.name, way, records, round(read, 1), round(took - read, 1), round(cpu, 1), peak_mb())


def measure(case: Case) -> list[Way]:
    ways = []
    for loading in (one_by_one, at_once):
        with engine() as settings:
            connect(settings).close()
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
                ways.append(process.submit(load, settings, case, loading).result())
        print(f"{ways[-1].case} {ways[-1].way}: {ways[-1].write_s:.1f} s", file=sys.stderr)
    return ways


def ratios(ways: list[Way]) -> dict[str, float]:
    """How many times as fast the bulk load is: its writing, all of it by the clock, and all of it by processor time."""
    slow, fast = ways
    return {
        "write": round(slow.write_s / fast.write_s, 1),
        "all": round((slow.read_s + slow.write_s) / (fast.read_s + fast.write_s), 1),
        "cpu": round(slow.cpu_s / fast.cpu_s, 1),
    }


def table(results: list[list[Way]]) -> str:
    lines = ["| sources | way | records | read s | write s | cpu s | peak MB |", "|---|---|---|---|---|---|---|"]
    lines += [
        f"| {way.case} | {way.way} | {way.records:,} | {way.read_s:.1f} | {way.write_s:.1f} | {way.cpu_s:.1f} | {way.peak_mb:.0f} |"
        for ways in results
        for way in ways
    ]
    lines += ["", "| sources | write | all | cpu |", "|---|---|---|---|"]
    lines += [f"| {ways[0].case} | {' | '.join(map(str, ratios(ways).values()))} |" for ways in results]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small invented data, within a minute on an idle machine")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--data", type=Path, default=Settings().test_data, help="folder of real data (KG_TEST_DATA)")
    parser.add_argument("--case", type=int, help="only this one of the cases, counted from 1")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if chosen.quick:
            write_register(Path(folder) / FOLDERS[QUICK_SOURCE])
            cases = [Case((QUICK_SOURCE,), Path(folder), 3_000)]
        else:
            wanted = CASES[chosen.case - 1 : chosen.case] if chosen.case else CASES
            cases = [Case(names, chosen.data, rows) for names, rows in wanted]
        if missing := [
            path for case in cases for name in case.sources if not (path := case.data / PATHS[name]).exists()
        ]:
            parser.error(f"no real data in '{missing[0]}'; --data names its folder")
        results = [measure(case) for case in cases]
    if chosen.json:
        print(json.dumps([{"ways": [asdict(w) for w in ways], "ratios": ratios(ways)} for ways in results], indent=1))
    else:
        print(table(results))


if __name__ == "__main__":
    main()
