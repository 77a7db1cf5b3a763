"""A source is read here without a graph: its rows go through a run into a spool, and the spool is looked
at."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.discovery import discover
from kg.ingest import sources
from kg.ingest.row import Row
from kg.ingest.run import Run
from kg.ingest.source import Source
from kg.ingest.spool import Spool
from kg.schema.record import Record
from kg.settings import Settings

SOURCES = discover(sources, Source)
FIXTURES = Path(__file__).parent / "fixtures"


class Reading:
    """What one reading of a source states."""

    def __init__(self, source: Source, path: Path, spool: Spool) -> None:
        self.run = Run("run-1", source.name, spool, observed_on=source.observed_on)
        crawl = source.crawl(self.run)
        for row in crawl.rows(path):
            self.run.read(crawl, row)
        self.run.finish(crawl)
        self.dangling = list(spool.targets())
        spool.settle()
        self._spool = spool
        self._records: dict[str, list[Record]] = {}

    def of(self, entity: str) -> list[Record]:
        """The records of a type."""
        if entity not in self._records:
            self._records[entity] = [record for record, _ in self._spool.changed(entity, new=True)]
        return self._records[entity]

    def all(self) -> Iterator[Record]:
        for entity in self._spool.entities():
            yield from self.of(entity)

    def found(self, entity: str, **properties: object) -> list[Record]:
        """Records that have these properties."""
        return [r for r in self.of(entity) if all(r.properties.get(k) == v for k, v in properties.items())]

    def one(self, entity: str, **properties: object) -> Record:
        (record,) = self.found(entity, **properties)
        return record

    def issues(self, kind: str) -> int:
        return self.run.issues[kind].count if kind in self.run.issues else 0


def ends(record: Record, relation: str) -> list[str]:
    """Ids at the far ends of a record's links of that name."""
    return [link.id for link in record.links if link.relation == relation]


Drive = Callable[[str, Path], "Reading"]


def fixture_of(name: str) -> Path:
    """A source's fixture: a folder of its name, or the file of its name."""
    return next(FIXTURES.glob(f"{name}*"))


def real(*parts: str) -> Path:
    """A folder or file of real data; the test is skipped where it is absent."""
    path = Settings().test_data.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no real data at {path} (setting KG_TEST_DATA)")
    return path


def rows_of(name: str, path: Path) -> Iterator[Row]:
    """The rows that a source finds, read by nobody."""
    with tempfile.TemporaryDirectory() as folder:
        spool = Spool(Path(folder) / "spool.db")
        try:
            yield from SOURCES[name].crawl(Run("run-1", name, spool)).rows(path)
        finally:
            spool.close()
