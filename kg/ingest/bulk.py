"""The bulk load: sources read one after the other, written at once into an empty embedded graph by Neo4j's import tool.

The graph is the one that loading them one after the other gives; it only comes several times sooner. What is there before stays until
all is imported, so whatever stops it leaves the graph as it was: empty.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import NamedTuple

from kg.errors import UsageError
from kg.graph import Server, load
from kg.graph.driver import Graph
from kg.graph.embedded import import_files
from kg.graph.migrate import migrate
from kg.graph.tables import Tables
from kg.ingest import journal
from kg.ingest.gazetteer import gazetteer_of
from kg.ingest.ingest import Clock, Progress, Request, Summary, files, finish, read, refuse_dangling
from kg.ingest.run import Run
from kg.ingest.wording import Wording
from kg.schema.record import Record
from kg.settings import Settings


class _Reading(NamedTuple):
    """A source that was read: what was asked, its journal's entry, what it states, and the times that it took."""

    request: Request
    entry: journal.Entry
    run: Run
    clock: Clock

    @property
    def writing(self) -> load.Writing:
        return load.Writing(self.run.id, self.run.dataset, self.request.source.takes)

    @property
    def records(self) -> dict[str, dict[str, int]]:
        return {name: self.run.spool.count(name) for name in load.write_order() if name in self.run.spool.entities()}


def bulk(
    graph: Graph, settings: Settings, requests: Sequence[Request], progress: Progress = lambda *_: None
) -> list[Summary]:
    """Run sources in this order, as ``ingest`` would, into a graph that holds nothing yet. The engine is stopped meanwhile, and then
    runs again. ``UsageError`` for a graph that holds something, or that is not the embedded one."""
    _refuse_what_cannot_be(graph, settings, requests)
    with ExitStack() as opened:
        entries = [opened.enter_context(journal.running(graph, settings, r.data_set, r.said())) for r in requests]
        opened.enter_context(files(settings.home))
        readings: list[_Reading] = []
        for request, entry in zip(requests, entries, strict=True):
            readings.append(_read(opened, settings, request, entry, readings, progress))
        records = [reading.records for reading in readings]
        clock = Clock()
        with Tables(journal.tables_folder(entries[0])) as tables:
            keep_runs(graph, tables)
            _write(tables, readings, progress)
        clock.lap("write")
        refuse_held(graph)
        import_tables(graph, settings, tables, progress, clock)
        for reading in readings:
            reading.clock.phases.update(clock.phases)
        return [
            finish(settings, reading.entry, reading.run, count, reading.clock)
            for reading, count in zip(readings, records, strict=True)
        ]


def refuse_external(settings: Settings) -> None:
    """``UsageError`` unless the settings mean the embedded engine."""
    if settings.neo4j_uri:
        raise UsageError(
            "a bulk load needs the embedded engine, whose store it writes itself; KG_NEO4J_URI names an external one. "
            "Leave out --bulk, or unset KG_NEO4J_URI."
        )


def refuse_held(graph: Graph) -> None:
    """``UsageError`` unless the graph holds nothing: nothing but its schema, and runs that wrote nothing."""
    found = graph.read("MATCH (n) WHERE NOT n:KgSchema AND NOT n:Run RETURN labels(n)[0] AS type ORDER BY type LIMIT 1")
    if found:
        raise UsageError(
            "the graph is not empty, and a bulk load is for an empty one. Leave out --bulk to load into what is there, or "
            "set KG_HOME to a new folder."
        )


def import_tables(graph: Graph, settings: Settings, tables: Tables, progress: Progress, clock: Clock) -> None:
    """Put the graph of the tables in the place of the empty one, with the runs that the graph holds, its constraints and
    indexes; ``clock`` takes the times."""
    progress("importing", 0)
    import_files(Server(settings), tables.folder, tables.nodes.items(), tables.relations, tables.longest)
    clock.lap("import")
    progress("making indexes", 0)
    migrate(graph)
    clock.lap("index")


def keep_runs(graph: Graph, tables: Tables) -> None:
    """Take over the runs that the graph has: those under way, and earlier ones that wrote nothing."""
    for row in graph.stream("MATCH (r:Run) RETURN r {.*} AS run ORDER BY r.id"):
        tables.node("Run", row["run"])


def _refuse_what_cannot_be(graph: Graph, settings: Settings, requests: Sequence[Request]) -> None:
    refuse_external(settings)
    sets = [request.data_set for request in requests]
    if twice := next((name for name in sets if sets.count(name) > 1), None):
        raise UsageError(f"{twice} is named twice; each data set is loaded once.")
    for request in requests:
        request.require_path()
    refuse_held(graph)


def _read(
    opened: ExitStack, settings: Settings, request: Request, entry: journal.Entry, before: Sequence[_Reading],
    progress: Progress,
) -> _Reading:  # fmt: skip
    """Read one source, to which those read before it are what the graph would hold."""
    clock = Clock()
    run = opened.enter_context(read(settings, request, entry, lambda: gazetteer_of(_regions(before)), progress))

    def absent(entity: str, ids: list[str]) -> list[str]:
        return [id for id in ids if not any(other.run.spool.has(entity, id) for other in before)]

    refuse_dangling(run.spool, absent)
    clock.lap("read")
    return _Reading(request, entry, run, clock)


def _regions(before: Iterable[_Reading]) -> Iterable[Record]:
    """The regions of the sources that were read, each in the words that it has after all of them."""
    known: dict[str, Record] = {}
    for reading in before:
        for record, _ in reading.run.spool.changed("Region", new=True):
            if load.takes_over("Region", None, None, reading.writing):
                known[record.id] = record
            known.setdefault(record.id, record)
    return known.values()


def _write(tables: Tables, readings: Sequence[_Reading], progress: Progress) -> None:
    """Every record of every source: a thing that several state once, in the words of one of them."""
    done = 0
    with Wording(tables.folder / "wording.db", [(each.run.spool, each.writing) for each in readings]) as wording:
        for number, reading in enumerate(readings):
            for record, hash in _stated(reading.run):
                first, owner = wording.of(record.entity, record.id, number)
                first_run = readings[first].run.id
                tables.add(record, hash, reading.writing, worded=owner == number, first_run=first_run)
                progress("writing records", done := done + 1)


def _stated(run: Run) -> Iterator[tuple[Record, str]]:
    for name in run.spool.entities():
        yield from run.spool.changed(name, new=True)
