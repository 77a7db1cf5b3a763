"""Sources of any size: the rows of a real source over and over, each time of other institutions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.ingest.row import Row
from kg.ingest.source import Crawl, Source
from kg.schema.record import Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

# The table whose rows are counted, and every so many of them is another one when a share is to be changed.
COUNTED = "scope"
CHANGED_EVERY = 100


@dataclass(frozen=True)
class Making:
    """How rows become others: ``keys`` are the cells that tell institutions apart, ``wording`` the cell that is
    reworded in one row of a hundred. A source that knows its institutions by file name has no keys."""

    keys: tuple[str, ...]
    wording: str


MAKING = {
    "cnas-inspection": Making(("机构名称", "注册编号"), "说明"),
    "nabl": Making((), "parameter"),
}


class Made(Crawl):
    """Reads made rows as the source reads its own. The first time round its rows are the real ones."""

    def __init__(self, run: "Run", source: Source, rows: int, reworded: bool) -> None:
        super().__init__(run)
        self._inner, self._making = source.crawl(run), MAKING[source.name]
        self._rows, self._reworded = rows, reworded

    def rows(self, path: Path) -> Iterator[Row]:
        made, time = 0, 0
        while True:
            for row in self._inner.rows(path):
                if row.table == COUNTED:
                    if made == self._rows:
                        return
                    made += 1
                yield self._made(row, time, self._reworded and made % CHANGED_EVERY == 0)
            time += 1

    def _made(self, row: Row, time: int, reworded: bool) -> Row:
        cells = dict(row.cells)
        if reworded and row.table == COUNTED:
            cells[self._making.wording] = f"{cells.get(self._making.wording, '')} (reworded)".strip()
        if not time:
            return replace(row, cells=cells)
        for key in self._making.keys:
            if cells.get(key, "").strip():
                cells[key] = f"{cells[key]} ~{time}"
        if self._making.keys:
            return replace(row, cells=cells)
        name = f"{Path(row.file).stem} ~{time}.csv"
        return replace(row, cells=cells, file=name, context=(name,))

    def read(self, row: Row) -> Record:
        return self._inner.read(row)

    def again(self, row: Row) -> Record | None:
        return self._inner.again(row)

    def rest(self) -> Iterable[Record]:
        return self._inner.rest()


def made(source: Source, rows: int, *, reworded: bool = False) -> Source:
    """The source with exactly so many scope rows, whatever its files hold."""
    return replace(source, crawl=lambda run: Made(run, source, rows, reworded), rows_min={}, quarantine_max=1.0)
