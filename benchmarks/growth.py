"""How graph and search index grow: ``python -m benchmarks.growth --home FOLDER… [--copies 1,10] [--requests N] [--json]``, and the
curve, drawn of what was measured: ``python -m benchmarks.growth --draw growth.svg --of growth.json``.

A FOLDER is a KG_HOME with an indexed world (``kg bench generate --load``, ``kg index build``). Of each: bytes a capability of the graph's
store and of the index, the memory of a process that answers, and the times of the mix of ``benchmarks.matching``, warm.

With more copies than one its capabilities are indexed that many times over, each time as those of other institutions: other
institutions, sites, accreditations and records, of the same standards, parameters, products and ranges, which are shared by ever
more capabilities as they are in life. So an index of ten copies of a million holds ten million capabilities, its most cited
standard ten times as many as before, and half as many again of what is not shared. Of these also: capabilities indexed a second of
the clock and of the processor (from values that lie ready in the first index, so the graph's stream has no part in it), and the
memory of the building process.
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
from benchmarks.drawing import curve
from benchmarks.engine import peak_mb, settings_in
from benchmarks.matching import memory, timed
from benchmarks.mix import questions, subjects
from benchmarks.ours import Ours
from benchmarks.peers.peer import size_mb
from benchmarks.timings import Line, cells, lines
from kg.graph import Server, connect
from kg.graph.standing import Standing
from kg.matching.offer import Offer
from kg.search import Generations, Index, Manifest
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
    manifest = _manifest(home)
    source = Opened(Generations(home).path(manifest.generation), manifest.sources)
    began, cpu = time.monotonic(), time.process_time()
    manifest = build_from(Generations(folder), standing, copied(source, copies))
    took, used = time.monotonic() - began, time.process_time() - cpu
    size = manifest.capabilities
    return {
        **_size(manifest), "indexed/s": round(size / took), "indexed/cpu s": round(size / used), "build peak MB": round(peak_mb()),
    }  # fmt: skip


def _manifest(home: Path) -> Manifest:
    generations = Generations(home)
    number = generations.number()
    assert number is not None, f"{home} has no index; 'kg index build' makes one"
    return generations.manifest(number)


def _size(manifest: Manifest) -> dict[str, Any]:
    size = manifest.capabilities
    return {"capabilities": size, "index bytes each": round(sum(n for n, _ in manifest.files.values()) / size)}


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
    """One size: the world as it is, or copies of it, built in a process of its own in a folder that goes afterwards."""
    settings = settings_in(home)
    with connect(settings) as graph:
        standing, asked = Standing.of(graph), questions(subjects(graph), many, 7)
    if copies == 1:
        facts = _size(_manifest(home))
        facts["graph bytes each"] = round(size_mb(home / "neo4j/data/databases") * 1e6 / facts["capabilities"])
        return _told(home, facts, asked)
    with tempfile.TemporaryDirectory(prefix="kg-benchmark-", dir=home) as name:
        folder = Path(name)
        with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
            facts = pool.apply(grown, (home, folder, standing, copies))
        return _told(folder, facts | {"copies": copies}, asked)


def _told(folder: Path, facts: dict[str, Any], asked: Sequence[Asked]) -> dict[str, Any]:
    return {"facts": facts | memory(folder, asked[:300]), "lines": [line.plain() for line in asked_of(folder, asked)]}


def measured(homes: Sequence[Path], copies: Sequence[int], many: int) -> Iterator[dict[str, Any]]:
    """All sizes of all worlds, each on its engine."""
    for home in homes:
        server = Server(settings_in(home))
        was_running = server.state() is not None
        server.start()
        try:
            for each in copies:
                print(f"{home.name}, {each} times over", file=sys.stderr)
                yield measure(home, each, many)
        finally:
            if not was_running:
                server.stop()


def table(reports: Sequence[dict[str, Any]]) -> str:
    """The report as text."""
    facts = [report["facts"] for report in reports]
    names = list(dict.fromkeys(name for each in facts for name in each))
    rows = [cells(names), "|---" * len(names) + "|"]
    rows += [cells(f"{each[name]:,}" if name in each else "" for name in names) for each in facts]
    rows += [
        "",
        cells(("p50, p99 in ms", *(f"{each['capabilities']:,}" for each in facts))),
        "|---" * (len(facts) + 1) + "|",
    ]
    for lines_of_kind in zip(*(report["lines"] for report in reports), strict=True):
        rows.append(cells((lines_of_kind[0]["kind"], *map(_timing, lines_of_kind))))
    return "\n".join(rows)


def _timing(line: dict[str, Any]) -> str:
    ms, (middle, most) = line["ms"]["kg"], line["hits"]
    return f"{ms['p50']:.2f}, {ms['p99']:.2f} (hits {middle:,}, most {most:,})"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--home", type=Path, nargs="+", help="each a KG_HOME with an indexed world")
    parser.add_argument("--copies", default="1", help="how many times over, e.g. 1,10 (1: as it is)")
    parser.add_argument("--requests", type=int, default=500, help="questions of the mix (500)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--draw", type=Path, help="write the curve of what --of holds, as SVG")
    parser.add_argument("--of", type=Path, nargs="+", default=[], help="what --json printed, of one run or several")
    chosen = parser.parse_args()
    if chosen.draw:
        curve([each for path in chosen.of for each in json.loads(path.read_text("utf-8"))["sizes"]], chosen.draw)
        return
    if not chosen.home:
        parser.error("--home FOLDER is missing: a KG_HOME with an indexed world.")
    homes, copies = [home.absolute() for home in chosen.home], [int(each) for each in chosen.copies.split(",")]
    reports = list(measured(homes, copies, chosen.requests))
    machine = f"{psutil.cpu_count()} cores"
    print(json.dumps({"machine": machine, "sizes": reports}, indent=1) if chosen.json else table(reports))


if __name__ == "__main__":
    main()
