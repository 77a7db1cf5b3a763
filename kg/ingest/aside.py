"""What a source says that the model has no place for: counted by field, and told once a run."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.ingest.row import Row

if TYPE_CHECKING:
    from kg.ingest.run import Run


class Aside:
    """Fields that are known and left aside; any other field that nothing reads is an issue of its row."""

    def __init__(self) -> None:
        self._rows: Counter[tuple[str, str]] = Counter()

    def put(self, row: Row, fields: Iterable[str]) -> None:
        """Leave these fields of a row aside, where it has them."""
        for field in fields:
            if field in row.cells and row.take(field):
                self._rows[row.table, field] += 1

    def tell(self, run: "Run") -> None:
        """One issue a field, with the number of rows that have it."""
        for (table, field), rows in self._rows.items():
            run.issue("field that the model has no place for", f"{field} of {table}: {rows} rows")
