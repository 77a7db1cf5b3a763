"""A run keeps apart what rows state: a quarantined row states nothing, what is said again is not kept twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ingest.concepts import concept
from kg.ingest.row import Row, RowError
from kg.ingest.run import Run
from kg.ingest.source import Crawl
from kg.ingest.spool import Spool
from kg.schema.record import Record


class Names(Crawl):
    """Each row states a product, and an institution unless it has no name."""

    def rows(self, path: Path) -> Iterator[Row]:
        raise NotADirectoryError(path)

    def read(self, row: Row) -> Record:
        concept(self.run, "Product", row.need("product"))
        if not (name := row.take("name")):
            raise RowError("name", "is empty")
        return Record("Institution", f"institution-{name}", {"name_en": name, "kind": "laboratory"})


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    spool = Spool(tmp_path / "spool.db")
    yield Run("run", "names", spool)
    spool.close()


def read(run: Run, *rows: tuple[str, str]) -> None:
    crawl = Names(run)
    for number, (name, product) in enumerate(rows, 1):
        run.read(crawl, Row("names.csv", number, "names", {"name": name, "product": product}))
    run.finish(crawl)
    run.spool.settle()


def stated(run: Run, entity: str) -> list[str]:
    return [record.properties["name_en"] for record, _ in run.spool.changed(entity, new=True)]


def test_a_quarantined_row_states_nothing_even_when_it_is_the_last(run: Run) -> None:
    read(run, ("A", "steel"), ("", "copper"))
    assert run.total() == {"read": 2, "accepted": 1, "repeated": 0, "quarantined": 1}
    assert stated(run, "Product") == ["steel"]


def test_what_a_quarantined_row_would_have_stated_a_later_row_states(run: Run) -> None:
    read(run, ("", "copper"), ("A", "copper"), ("B", "copper"))
    assert stated(run, "Product") == ["copper"]
    assert stated(run, "Institution") == ["A", "B"]
