"""How the search index grows: ``python -m benchmarks.growth --home FOLDER [--copies 1,3,10] [--requests N] [--json]``.

FOLDER is a KG_HOME with an indexed world (``kg bench generate --load``, ``kg index build``). Its capabilities are indexed again that many
times over, each time as those of other institutions: other institutions, sites, accreditations and records, of the same standards,
parameters, products and ranges, which are shared by ever more capabilities as they are in life. So an index of ten copies of a million
holds ten million capabilities, its most cited standard ten times as many as before, and half as many again of what is not
shared. Of each size: capabilities indexed a second of the clock and of the processor (from values that lie ready in the first index, so
the graph's stream has no part in it), bytes a capability, the memory of the building process and of one that answers, and the times of
the mix of ``benchmarks.matching``, warm.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psutil

from benchmarks.asked import Asked
from benchmarks.engine import peak_mb, settings_in
from benchmarks.matching import memory, timed
from benchmarks.mix import questions, subjects
from benchmarks.ours import Ours
from benchmarks.timings import Line, lines
from kg.graph import Server, connect
from kg.graph.standing import Standing
from kg.matching.offer import Offer
from kg.search import Generations, Index
from kg.search.building import build_from
from kg.search.opened import Opened

WARMING = 40  # questions


def copied(index: Opened, copies: int) -> Iterator[Offer]:
    """The capabilities of an index so many times over, in the order of their ids."""
    documents = index.layers[0]
    for copy in range(copies):
        for number in documents.by_id.tolist():
            (offer,) = index.offers([(0, number)])
            yield _of_another(offer, f"{copy:03}")


def _of_another(offer: Offer, copy: str) -> Offer:
    """The same capability of another institution."""
    institution = offer.institution._replace(id=f"{offer.institution.id}-{copy}")
    grant = offer.grant and replace(offer.grant, accreditation=f"{offer.grant.accreditation}-{copy}")
    places = tuple(place._replace(site=f"{place.site}-{copy}") for place in offer.places)
    records = tuple(f"{record}-{copy}" for record in offer.printed.records)
    printed = offer.printed._replace(records=records)
    return replace(offer, id=f"{copy}-{offer.id}", institution=institution, grant=grant, places=places, printed=printed)


def grown(home: Path, folder: Path, standing: Standing, copies: int) -> dict[str, Any]:
    """Build an index of so many copies."""
    generations = Generations(home)
    number = generations.number()
    assert number is not None, "the folder has no index"
    source = Opened(generations.path(number), generations.manifest(number).sources)
    began, cpu = time.monotonic(), time.process_time()
    manifest = build_from(Generations(folder), standing, copied(source, copies))
    took, used = time.monotonic() - began, time.process_time() - cpu
    size = manifest.capabilities
    return {
        "capabilities": size, "indexed/s": round(size / took), "indexed/cpu s": round(size / used),
        "bytes each": round(sum(n for n, _ in manifest.files.values()) / size), "build peak MB": round(peak_mb()),
    }  # fmt: skip


def asked_of(folder: Path, asked: Sequence[Asked]) -> list[Line]:
    """The times of questions, the first ones not counted."""
    ours = Ours(Index(folder))
    took = []
    for number, each in enumerate(asked):
        ms, answer = timed(ours, each)
        if number >= WARMING:
            took.append((each.kind, answer.capabilities, {"kg": ms}))
    return lines(took)


def measure(home: Path, copies: int, many: int) -> dict[str, Any]:
    """One size, built and asked in processes of their own, in a folder that goes afterwards."""
    settings = settings_in(home)
    with connect(settings) as graph:
        standing, asked = Standing.of(graph), questions(subjects(graph), many, 7)
    with tempfile.TemporaryDirectory(prefix="kg-benchmark-", dir=home) as name:
        folder = Path(name)
        with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
            facts = pool.apply(grown, (home, folder, standing, copies))
        facts |= memory(folder, asked[:300])
        return {"facts": facts, "lines": asked_of(folder, asked)}


def table(reports: list[dict[str, Any]]) -> str:
    facts = [report["facts"] for report in reports]
    rows = ["| " + " | ".join(facts[0]) + " |", "|---" * len(facts[0]) + "|"]
    rows += ["| " + " | ".join(f"{value:,}" for value in each.values()) + " |" for each in facts]
    kinds = [line.kind for line in reports[0]["lines"]]
    rows += [
        "",
        "| p50, p99 in ms | " + " | ".join(f"{each['capabilities']:,}" for each in facts) + " |",
        "|---" * (len(facts) + 1) + "|",
    ]
    for kind in kinds:
        told = [next(line for line in report["lines"] if line.kind == kind) for report in reports]
        rows.append(f"| {kind} | " + " | ".join(f"{p50:.2f}, {p99:.2f} (hits {line.hits[0]:,}, most {line.hits[1]:,})"
                                               for line in told for p50, p99 in [line.ms["kg"]]) + " |")  # fmt: skip
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a KG_HOME with an indexed world")
    parser.add_argument("--copies", default="1,3,10", help="how many times over (1,3,10)")
    parser.add_argument("--requests", type=int, default=500, help="questions of the mix (500)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    home = chosen.home.absolute()
    server = Server(settings_in(home))
    was_running = server.state() is not None
    server.start()
    try:
        reports = []
        for copies in map(int, chosen.copies.split(",")):
            print(f"{copies} times over", file=sys.stderr)
            reports.append(measure(home, copies, chosen.requests))
    finally:
        if not was_running:
            server.stop()
    machine = f"{psutil.cpu_count()} cores"
    plain = [{**each, "lines": [line.plain() for line in each["lines"]]} for each in reports]
    print(json.dumps({"machine": machine, "sizes": plain}, indent=1) if chosen.json else table(reports))


if __name__ == "__main__":
    main()
