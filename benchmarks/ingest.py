"""How fast a source is loaded, beside a plain load of the same records: ``python -m benchmarks.ingest [--quick] [--json]``.

Each loader has a new engine of its own and each load a new process, so no load is warmed or fattened by another.
Beside the clock each load has its processor time (this process and the engine together), which other work on the
machine does not change much. Reading is apart: loader is compared with loader.
"""

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.engine import engine, engine_seconds, peak_mb
from benchmarks.invented import write_register
from benchmarks.made import made
from benchmarks.plain import load_plainly
from kg.graph import connect, load
from kg.ingest.gazetteer import gazetteer
from kg.ingest.ingest import Request, ingest
from kg.ingest.registry import source
from kg.ingest.run import Run
from kg.ingest.source import Source
from kg.ingest.spool import Spool
from kg.settings import Settings

FOLDERS = {"cnas-inspection": "cnas-scopes-2020", "nabl": "nabl-scopes/raw_csvs"}
QUICK_SOURCE, QUICK_ROWS = "cnas-inspection", 1_500
LOADS = ("first", "again", "1 % changed")
PLAIN_LOADS = LOADS[:2]


@dataclass(frozen=True)
class Case:
    """A source, so many scope rows of it, and where its files are."""

    source: str
    rows: int
    path: Path

    def made(self, *, reworded: bool = False) -> Source:
        return made(source(self.source), self.rows, reworded=reworded)


CASES = (("cnas-inspection", 30_307), ("nabl", 25_417), ("cnas-inspection", 200_000))


@dataclass(frozen=True)
class Load:
    """What one load took. ``read``: the rows' part, ``write``: the loader's; ``cpu`` is processor time."""

    source: str
    rows: int
    loader: str
    load: str
    records: int
    capabilities: int
    read_s: float
    write_s: float
    read_cpu_s: float
    write_cpu_s: float
    peak_mb: float

    @property
    def rate(self) -> float:
        return self.records / self.write_s

    @property
    def cpu_rate(self) -> float:
        return self.records / self.write_cpu_s


class Clock:
    """Time by the clock and by the processors, from its making; ``lap`` since the lap before."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._last = self._now()

    def _now(self) -> tuple[float, float]:
        return time.monotonic(), time.process_time() + engine_seconds(self._settings)

    def lap(self) -> tuple[float, float]:
        before, self._last = self._last, self._now()
        return round(self._last[0] - before[0], 3), round(self._last[1] - before[1], 3)


def load_ours(settings: Settings, case: Case, which: str) -> Load:
    """One run of ``kg ingest`` in this process."""
    reading: list[tuple[float, float]] = []

    def progress(stage: str, _: int) -> None:
        if stage == "comparing with the graph":
            reading.append(clock.lap())

    with connect(settings) as graph:
        clock = Clock(settings)
        request = Request(case.made(reworded=which == LOADS[2]), case.path, accept_shortfall=True)
        summary = ingest(graph, settings, request, progress)
        wall, cpu = clock.lap()
    stated = {
        name: counts["created"] + counts["updated"] + counts["unchanged"] for name, counts in summary.records.items()
    }
    return Load(case.source, case.rows, "kg", which, sum(stated.values()), stated["Capability"],
                reading[0][0], wall, reading[0][1], cpu, peak_mb())  # fmt: skip


def load_plain(settings: Settings, case: Case, which: str) -> Load:
    """The same rows read the same way, then written by the plain loader."""
    with tempfile.TemporaryDirectory() as folder, connect(settings) as graph:
        clock = Clock(settings)
        spool = Spool(Path(folder) / "spool.db")
        made_source = case.made()
        run = Run("plain-run", made_source.name, spool, gazetteer=lambda: gazetteer(graph),
                  observed_on=made_source.observed_on)  # fmt: skip
        crawl = made_source.crawl(run)
        for row in crawl.rows(case.path):
            run.read(crawl, row)
        run.finish(crawl)
        spool.settle()
        read = clock.lap()
        graph.write("MERGE (s:Source {id: $id})", {"id": run.dataset})
        load_plainly(graph, spool, load.Writing(run.id, run.dataset), settings.batch_size)
        wrote = clock.lap()
        stated = {name: spool.count(name)["created"] for name in spool.entities()}
        spool.close()
    return Load(case.source, case.rows, "plain", which, sum(stated.values()), stated["Capability"],
                read[0], wrote[0], read[1], wrote[1], peak_mb())  # fmt: skip


Loader = Callable[[Settings, Case, str], Load]


def measure(case: Case, loader: Loader, which: tuple[str, ...]) -> list[Load]:
    """The loads, one after the other, on one new engine."""
    done = []
    with engine() as settings:
        connect(settings).close()
        for name in which:
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
                done.append(process.submit(loader, settings, case, name).result())
            print(f"{case.source} {case.rows:,} {done[-1].loader} {name}: {done[-1].write_s:.1f} s", file=sys.stderr)
    return done


def ratios(loads: list[Load]) -> dict[str, dict[str, float]]:
    """Ours beside plain, of one case: how many times as many records a second, by clock and by processor time."""
    by = {(each.loader, each.load): each for each in loads}
    return {
        which: {
            "clock": round(by["kg", which].rate / by["plain", which].rate, 2),
            "cpu": round(by["kg", which].cpu_rate / by["plain", which].cpu_rate, 2),
        }
        for which in PLAIN_LOADS
        if ("kg", which) in by and ("plain", which) in by
    }


def table(loads: list[Load]) -> str:
    """A table in Markdown, a line a load."""
    lines = [
        "| source | rows | loader | load | read s (cpu) | write s (cpu) | records/s (per cpu s) | capabilities/s | peak MB |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {each.source} | {each.rows:,} | {each.loader} | {each.load} | {each.read_s:.1f} ({each.read_cpu_s:.1f}) "
        f"| {each.write_s:.1f} ({each.write_cpu_s:.1f}) | {each.rate:,.0f} ({each.cpu_rate:,.0f}) "
        f"| {each.capabilities / each.write_s:,.0f} | {each.peak_mb:.0f} |"
        for each in loads
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small invented data, within a minute on an idle machine")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--data", type=Path, default=Settings().test_data, help="folder of real data (KG_TEST_DATA)")
    parser.add_argument("--case", type=int, help="only this one of the cases, counted from 1")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if chosen.quick:
            cases = [Case(QUICK_SOURCE, QUICK_ROWS, write_register(Path(folder) / "register"))]
        else:
            wanted = CASES[chosen.case - 1 : chosen.case] if chosen.case else CASES
            cases = [Case(name, rows, chosen.data / FOLDERS[name]) for name, rows in wanted]
        if missing := [case.path for case in cases if not case.path.exists()]:
            parser.error(f"no real data in '{missing[0]}'; --data names its folder")
        run(cases, as_json=chosen.json)


def run(cases: list[Case], *, as_json: bool) -> None:
    results: list[dict[str, Any]] = []
    for case in cases:
        loads = [*measure(case, load_ours, LOADS), *measure(case, load_plain, PLAIN_LOADS)]
        results.append({"loads": [asdict(each) for each in loads], "ratios": ratios(loads)})
        if not as_json:
            print(table(loads), f"\nrecords a second, kg beside plain: {results[-1]['ratios']}\n", sep="\n", flush=True)
    if as_json:
        print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
