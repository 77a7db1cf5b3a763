"""A source is read here without a graph: its rows go through a run into a spool, and the spool is looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.ingest.places import Gazetteer, Place
from kg.ingest.registry import SOURCES
from kg.ingest.run import Run
from kg.ingest.source import Source
from kg.ingest.spool import Spool
from kg.schema.record import Record

FIXTURES = Path(__file__).parent / "fixtures"


class Reading:
    """What one reading of a source states, and every issue that it met as (kind, place, detail)."""

    def __init__(self, source: Source, path: Path, spool: Spool, places: Gazetteer | None = None) -> None:
        self.listed: list[tuple[str, str, str]] = []
        self.run = Run(
            "run-1", source.name, spool, gazetteer=lambda: places or Gazetteer(()), observed_on=source.observed_on,
            list_issue=lambda *said: self.listed.append(said),
        )  # fmt: skip
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
        found = self.found(entity, **properties)
        assert len(found) == 1, f"{len(found)} {entity} records have {properties}"
        return found[0]

    def issues(self, kind: str) -> int:
        return self.run.issues[kind].count if kind in self.run.issues else 0

    def limited(self) -> set[str]:
        """Ids of the capabilities that a restriction limits."""
        return {id for r in self.of("Restriction") for id in ends(r, "RESTRICTED_BY")}


def ends(record: Record, relation: str) -> list[str]:
    """Ids at the far ends of a record's links of that name."""
    return [link.id for link in record.links if link.relation == relation]


def places(record: Record) -> list[str]:
    """The rows (``file:number``) that state a record."""
    return list(record.properties["record"])


def fixture_of(name: str) -> Path:
    """A source's fixture: a folder of its name, or the one file of its name."""
    (found,) = FIXTURES.glob(f"{name}*")
    return found


@contextmanager
def reading(name: str, path: Path, folder: Path, places: Gazetteer | None = None) -> Iterator[Reading]:
    """Read a source from its files; ``folder`` takes the spool, which is closed at the end."""
    spool = Spool(folder / f"{name}.db")
    try:
        yield Reading(SOURCES[name], path, spool, places)
    finally:
        spool.close()


def divisions(path: Path, folder: Path) -> Gazetteer:
    """The gazetteer of a file of divisions, as ingesting it into the graph would give it."""
    with reading("cn-divisions", path, folder) as read:
        return Gazetteer(_place(record) for record in read.of("Region"))


def _place(record: Record) -> Place:
    said, above = record.properties, ends(record, "PART_OF")
    return Place(
        record.id,
        said.get("code"),
        said["level"],
        said.get("name_zh"),
        said.get("name_en"),
        above[0] if above else None,
    )
