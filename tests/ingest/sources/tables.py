"""Reading tables without a graph, for tests: what a run states and what it refuses."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from kg.ingest.places import Gazetteer
from kg.ingest.run import Run
from kg.ingest.sources.table import TABLE
from kg.ingest.spool import Spool
from kg.schema.record import Record

NOWHERE = Gazetteer(())


class Reading:
    """A run without a graph: its records by type, its refused rows as (row, column, reason)."""

    def __init__(self, run: Run, spool: Spool) -> None:
        self.run = run
        spool.settle()
        self._records = {name: [r for r, _ in spool.changed(name, new=True)] for name in spool.entities()}
        self.refused = [(row.row, row.field, row.reason) for row in run.quarantined]
        self.dangling = list(spool.targets())

    def all(self, entity: str) -> list[Record]:
        return self._records.get(entity, [])

    def one(self, entity: str, **said: Any) -> Record:
        found = [r for r in self.all(entity) if said.items() <= dict(r.properties).items()]
        assert len(found) == 1, found
        return found[0]

    def linked(self, record: Record, relation: str) -> list[Record]:
        ids = {(link.entity, link.id) for link in record.links if link.relation == relation}
        return [r for records in self._records.values() for r in records if (r.entity, r.id) in ids]


def reading(path: Path, folder: Path, places: Gazetteer = NOWHERE, **options: str) -> Reading:
    spool = Spool(folder / f"{uuid4()}.db")
    try:
        run = Run("test", "table:mine", spool, gazetteer=lambda: places, options=options)
        crawl = TABLE.crawl(run)
        for row in crawl.rows(path):
            run.read(crawl, row)
        run.finish(crawl)
        return Reading(run, spool)
    finally:
        spool.close()
