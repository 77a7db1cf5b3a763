"""Ingest: read a source whole, compare it with the graph, write what differs, end what it no longer states."""

import errno
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import DataError, UsageError
from kg.graph import load
from kg.graph.driver import Graph
from kg.ingest import journal
from kg.ingest.gazetteer import gazetteer
from kg.ingest.places import Gazetteer
from kg.ingest.quarantine import Quarantine
from kg.ingest.registry import source
from kg.ingest.run import Run
from kg.ingest.source import Source
from kg.ingest.spool import Spool
from kg.schema import SCHEMA
from kg.schema.identity import readable
from kg.schema.record import Record
from kg.settings import Settings

T = TypeVar("T")

# A file that states this share less than the last one did is more likely half a file than half a register gone.
SHORTFALL = 0.3
SHORTFALL_MIN = 20

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)

Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class Request:
    """What to ingest. ``dataset``: name of one file's data set where each stands alone; ``observed_on``: when the
    publisher was last read, where the source's manifest leaves that open; ``accept_shortfall``: write although
    the files state less, or are less readable, than expected; ``options``: what the source takes besides."""

    source: Source
    path: Path
    dataset: str = ""
    observed_on: date | None = None
    accept_shortfall: bool = False
    options: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if strange := [name for name in self.options if name not in self.source.options]:
            raise UsageError(f"source '{self.source.name}' takes no {strange[0]}.")

    def require_path(self) -> None:
        """``DataError`` unless there is something at its path."""
        if not self.path.exists():
            raise DataError(f"no file or folder '{self.path}'. {self.source.name} expects {self.source.expects}.")

    @property
    def data_set(self) -> str:
        """The source's name, or ``source:file`` where each file is a data set of its own."""
        if not self.source.per_file:
            return self.source.name
        return f"{self.source.name}:{readable(self.dataset or self.path.resolve().stem)}"

    @property
    def read_on(self) -> date:
        """When its publisher was last read: as said, else as the source's manifest has it, else today."""
        return self.observed_on or self.source.observed_on or date.today()

    def said(self) -> dict[str, Any]:
        """What its run keeps of it, so that it can be made again."""
        options = {"options": json.dumps(dict(self.options), ensure_ascii=False)} if self.options else {}
        return {"path": str(self.path.resolve()), "observed_on": self.read_on, **options}

    @classmethod
    def again(cls, run: Mapping[str, Any], **options: str) -> "Request":
        """The request of an earlier run, with what is said anew; ``NotFoundError`` when its source is no more."""
        name, _, dataset = str(run["source"]).partition(":")
        said = json.loads(run.get("options") or "{}")
        return cls(source(name), Path(run["path"]), dataset, run.get("observed_on"), options={**said, **options})


@dataclass
class Summary:
    """What a run did; the rows add up: read = accepted + repeated + quarantined."""

    run: str
    source: str
    rows: dict[str, int]
    tables: dict[str, dict[str, int]]
    records: dict[str, dict[str, int]]
    issues: dict[str, dict[str, Any]]
    seconds: float = 0.0
    phases: dict[str, float] = field(default_factory=dict)


def ingest(graph: Graph, settings: Settings, request: Request, progress: Progress = lambda *_: None) -> Summary:
    """Run one source. ``DataError`` when its files cannot be used: then nothing but the Run was written."""
    request.require_path()
    with journal.running(graph, settings, request.data_set, request.said()) as entry, files(settings.home):
        clock = Clock()
        with read(settings, request, entry, lambda: gazetteer(graph), progress) as run:
            clock.lap("read")
            records = _write(graph, settings, request, run, progress, held=entry.number > 1)
        clock.lap("write")
        return finish(settings, entry, run, records, clock)


class Clock:
    """How long the phases of an ingest took, in seconds."""

    def __init__(self) -> None:
        self.phases: dict[str, float] = {}
        self._last = time.monotonic()

    def lap(self, phase: str) -> None:
        """The phase that began with the lap before ends."""
        before, self._last = self._last, time.monotonic()
        self.phases[phase] = round(self._last - before, 3)


def finish(
    settings: Settings, entry: journal.Entry, run: Run, records: dict[str, dict[str, int]], clock: Clock
) -> Summary:
    """Keep what a run that has written leaves beside the graph: its quarantine and its summary."""
    Quarantine(settings.home, run.dataset).put(run.quarantined)
    issues = {kind: {"count": issue.count, "examples": issue.examples} for kind, issue in sorted(run.issues.items())}
    tables = {name: run.table(name) for name in run.rows}
    summary = Summary(entry.id, run.dataset, run.total(), tables, records, issues)
    summary.phases, summary.seconds = clock.phases, round(sum(clock.phases.values()), 3)
    entry.finish(summary)
    return summary


@contextmanager
def files(home: Path) -> Iterator[None]:
    """Say in words that a file cannot be read, or that what the run keeps cannot be written."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        if isinstance(error, OSError) and error.errno not in _NO_ROOM:
            raise DataError(f"cannot use {error.filename or home}: {error.strerror}.") from error
        raise DataError(f"cannot write below {home}: {getattr(error, 'strerror', None) or error}. Is the disk full? Free "
                        "some space, or set KG_HOME to a folder on another disk, and run this again.") from error  # fmt: skip


@contextmanager
def read(
    settings: Settings, request: Request, entry: journal.Entry, regions: Callable[[], Gazetteer], progress: Progress
) -> Iterator[Run]:
    """A run that has read all its files, with its spool open; ``regions`` gives those that are known before it."""
    spool = Spool(entry.folder / journal.SPOOL)
    run = Run(
        entry.id, request.data_set, spool, Quarantine(settings.home, request.data_set).corrections(), cache(regions),
        request.read_on, lambda done: progress("reading rows", done), request.options, entry.list_issue,
    )  # fmt: skip
    try:
        crawl = request.source.crawl(run)
        for row in crawl.rows(request.path):
            run.read(crawl, row)
        run.finish(crawl)
        spool.add(_manifest(request))
        spool.settle()
        if not request.accept_shortfall:
            _refuse_unreadable(request.source, run)
        yield run
    finally:
        spool.close()


def _manifest(request: Request) -> Record:
    source = request.source
    return Record("Source", request.data_set, {
        "name_en": source.title.en, "name_zh": source.title.zh, "publisher_name": source.publisher,
        "licence": source.licence, "observed_on": request.read_on, "completeness": source.completeness,
        "coverage_en": source.coverage.en, "coverage_zh": source.coverage.zh,
    })  # fmt: skip


def _refuse_unreadable(source: Source, run: Run) -> None:
    total = run.total()
    if not total["read"]:
        raise DataError(f"{source.name}: the files hold no rows. Expected {source.expects}.")
    for table, least in source.rows_min.items():
        if (found := run.table(table)["read"]) < least:
            raise DataError(f"{source.name}: {found} rows of {table}, where at least {least} are expected: is the file "
                            f"whole? Nothing was written. --accept-shortfall writes it all the same.")  # fmt: skip
    if total["quarantined"] > max(1, source.quarantine_max * total["read"]):
        first = run.quarantined[0]
        raise DataError(
            f"{source.name}: {total['quarantined']} of {total['read']} rows cannot be read, first {first.file}:{first.row} "
            f"({first.field}: {first.reason}). Nothing was written. --accept-shortfall writes the others."
        )


def _write(
    graph: Graph, settings: Settings, request: Request, run: Run, progress: Progress, *, held: bool
) -> dict[str, dict[str, int]]:
    """Write what differs from what the graph has of the data set; ``held``: a run before may have written some."""
    spool = run.spool
    order = [name for name in load.write_order() if name != "Run"]  # the journal writes those
    progress("comparing with the graph", 0)
    refuse_dangling(spool, lambda entity, ids: load.absent(graph, SCHEMA[entity], ids))
    for name in order if held else ():
        spool.hold(name, load.held(graph, SCHEMA[name], run.dataset))
    counts = {name: count for name in order if any((count := spool.count(name)).values())}
    if not request.accept_shortfall:
        _refuse_shortfall(run.dataset, counts)
    writing = load.Writing(run.id, run.dataset, request.source.takes)
    _one_ahead(_writes(graph, spool, counts, settings.batch_size, writing, progress))
    for name in reversed(counts):
        for ids in batches(spool.missing(name), settings.batch_size):
            load.end(graph, SCHEMA[name], ids, writing)
    return counts


def _writes(
    graph: Graph, spool: Spool, names: Iterable[str], size: int, writing: load.Writing, progress: Progress
) -> Iterator[Callable[[], None]]:
    """The writing of each batch, in the order in which they have to be written."""
    done = 0
    for name in names:
        for new, write in ((True, load.write_new), (False, load.write_changed)):
            for batch in batches(spool.changed(name, new=new), size):
                progress("writing records", done := done + len(batch))
                yield partial(write, graph, SCHEMA[name], batch, writing)


def _one_ahead(calls: Iterable[Callable[[], None]]) -> None:
    """Make calls one after the other in a thread, so that the next is made ready while the engine works on this one."""
    with ThreadPoolExecutor(1) as thread:
        under_way: Future[None] | None = None
        for call in calls:
            if under_way:
                under_way.result()
            under_way = thread.submit(call)
        if under_way:
            under_way.result()


def refuse_dangling(spool: Spool, absent: Callable[[str, list[str]], list[str]]) -> None:
    """``DataError`` when a record links to what neither the run states nor the graph has: ``absent`` gives those of ids."""
    for batch in batches(spool.targets(), 5000):
        for entity in sorted({name for name, _ in batch}):
            ids = [id for name, id in batch if name == entity]
            if missing := absent(entity, ids):
                raise DataError(f"records link to {entity} '{missing[0]}', which neither this source nor the graph has "
                                f"({len(missing)} such). Nothing was written.")  # fmt: skip


def _refuse_shortfall(dataset: str, counts: dict[str, dict[str, int]]) -> None:
    for name, count in counts.items():
        before = count["ended"] + count["unchanged"] + count["updated"]
        if count["ended"] > max(SHORTFALL_MIN, SHORTFALL * before) and not SCHEMA[name].shared:
            raise DataError(
                f"{dataset}: {count['ended']} of the {before} {name} records held are no longer stated: is the file "
                f"whole? Nothing was written. --accept-shortfall ends them."
            )


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of up to ``size`` items."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
