"""Generating the invented world: into an empty embedded graph by the bulk load, or as tables for the import tool."""

import json
from collections import Counter
from pathlib import Path

from kg.errors import UsageError
from kg.graph import load
from kg.graph.driver import Graph
from kg.graph.tables import Tables
from kg.ingest import journal
from kg.ingest.bulk import import_tables, keep_runs, refuse_external, refuse_held
from kg.ingest.ingest import Clock, Progress, Summary, files
from kg.ingest.invented.world import DATASET, World
from kg.schema.record import content_hash
from kg.settings import Settings


def into_graph(graph: Graph, settings: Settings, world: World, progress: Progress = lambda *_: None) -> Summary:
    """Load the world as one run of the data set ``invented``; ``UsageError`` unless the graph is embedded and empty."""
    refuse_external(settings)
    refuse_held(graph)
    said = {"options": json.dumps({"capabilities": world.capabilities, "seed": world.seed})}
    with journal.running(graph, settings, DATASET, said) as entry, files(settings.home):
        clock = Clock()
        with Tables(journal.tables_folder(entry)) as tables:
            keep_runs(graph, tables)
            made = _fill(tables, world, entry.id, progress)
        clock.lap("write")
        refuse_held(graph)
        import_tables(graph, settings, tables, progress, clock)
        rows = {"read": world.capabilities, "accepted": world.capabilities, "repeated": 0, "quarantined": 0}
        records = {
            name: {"created": count, "updated": 0, "unchanged": 0, "ended": 0} for name, count in sorted(made.items())
        }
        summary = Summary(entry.id, DATASET, rows, {"capability": rows}, records, {})
        summary.phases, summary.seconds = clock.phases, round(sum(clock.phases.values()), 3)
        entry.finish(summary)
    return summary


def into_folder(folder: Path, world: World, progress: Progress = lambda *_: None) -> dict[str, int]:
    """Write the world as CSV files, headed as Neo4j's import tool reads them; how many of each type. ``UsageError`` unless the
    folder is new or empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"'{folder}' holds something; name a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    run = f"{DATASET}-run-1"
    with Tables(folder) as tables:
        tables.node("Run", {"id": run, "source": DATASET, "outcome": "finished"})
        return dict(sorted(_fill(tables, world, run, progress).items()))


def _fill(tables: Tables, world: World, run: str, progress: Progress) -> Counter[str]:
    writing, made = load.Writing(run, DATASET), Counter[str]()
    for number, record in enumerate(world.records(), 1):
        tables.add(record, content_hash(record.body()), writing)
        made[record.entity] += 1
        if number % 1000 == 0:
            progress("inventing records", number)
    return made
