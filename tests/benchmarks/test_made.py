"""Made rows are the real ones over and over, of other institutions, and so many; a hundredth of them can be reworded."""

from pathlib import Path

import pytest

from benchmarks.invented import BODIES, ITEMS, write_register
from benchmarks.made import MAKING, made
from kg.ingest.registry import source
from kg.ingest.run import Run
from kg.ingest.source import Source
from kg.ingest.spool import Spool

HELD = BODIES * ITEMS


def read(folder: Path, made_source: Source, path: Path) -> tuple[Run, list[str]]:
    run = Run("run", made_source.name, Spool(folder / "spool.db"), observed_on=made_source.observed_on)
    crawl = made_source.crawl(run)
    for row in crawl.rows(path):
        run.read(crawl, row)
    run.spool.settle()
    ids = sorted(record.id for record, _ in run.spool.changed("Capability", new=True))
    run.spool.close()
    return run, ids


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return write_register(tmp_path / "register")


@pytest.mark.parametrize("rows", [100, HELD, HELD + 1, 3 * HELD])
def test_there_are_so_many_rows_and_each_is_another_capability(tmp_path: Path, register: Path, rows: int) -> None:
    run, ids = read(tmp_path, made(source("cnas-inspection"), rows), register)
    assert run.table("scope") == {"read": rows, "accepted": rows, "repeated": 0, "quarantined": 0}
    assert len(set(ids)) == rows


def test_the_first_time_round_is_the_real_thing(tmp_path: Path, register: Path) -> None:
    _, real = read(tmp_path, source("cnas-inspection"), register)
    (tmp_path / "spool.db").unlink()
    _, ids = read(tmp_path, made(source("cnas-inspection"), 2 * HELD), register)
    assert set(real) < set(ids)


def test_a_hundredth_is_reworded(tmp_path: Path, register: Path) -> None:
    _, before = read(tmp_path, made(source("cnas-inspection"), 2 * HELD), register)
    (tmp_path / "spool.db").unlink()
    _, after = read(tmp_path, made(source("cnas-inspection"), 2 * HELD, reworded=True), register)
    assert len(set(after) - set(before)) == 2 * HELD // 100


def test_every_way_of_making_is_of_a_source_that_there_is() -> None:
    assert all(source(name).name == name for name in MAKING)
