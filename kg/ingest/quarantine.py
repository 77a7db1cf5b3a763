"""Quarantine: rows that could not be read, kept whole with the reason, and read again after a fix.

A row is fixed by correcting its cells (the correction is kept, and applied whenever that very row is read), or by
a better reader. Either way it is read again with its whole file: an unchanged record writes nothing.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kg.errors import DataError, NotFoundError, UsageError, did_you_mean
from kg.ingest.personal import without_personal
from kg.ingest.row import Row, RowError

_CORRECTIONS = TypeAdapter(dict[str, dict[str, str]])


@dataclass(frozen=True)
class Quarantined:
    """``id``: the first 12 hex digits of the row's digest: the same row has the same id in every run."""

    id: str
    digest: str
    file: str
    row: int
    table: str
    field: str
    reason: str
    cells: Mapping[str, str]

    @classmethod
    def of(cls, row: Row, digest: bytes, error: RowError) -> "Quarantined":
        cells = {column: without_personal(value[:10_000])[0] for column, value in row.cells.items()}
        return cls(digest.hex()[:12], digest.hex(), row.file, row.number, row.table, error.field, error.reason, cells)


class Quarantine:
    """The quarantine of one data set: a file of rows as its last run left them, and a file of corrections."""

    def __init__(self, home: Path, dataset: str) -> None:
        self.dataset = dataset
        folder = home / "quarantine" / dataset.replace(":", "~")
        self._rows, self._fixes = folder / "rows.jsonl", folder / "corrections.json"

    def put(self, rows: Iterable[Quarantined]) -> None:
        """Replace what the last run left; written whole or not at all."""
        text = "".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
        _replace(self._rows, text)

    def rows(self) -> list[Quarantined]:
        if not self._rows.exists():
            return []
        try:
            return [Quarantined(**json.loads(line)) for line in self._rows.read_text("utf-8").splitlines()]
        except (ValueError, TypeError) as error:
            raise _damaged(self._rows, "delete it; the next run writes it anew", error) from error

    def get(self, id: str) -> Quarantined:
        """The row of that id; ``NotFoundError`` when none waits."""
        rows = {row.id: row for row in self.rows()}
        if id not in rows:
            near = did_you_mean(id, rows)
            raise NotFoundError(f"no row '{id}' waits in the quarantine of {self.dataset}.{near} "
                                f"'kg quarantine list {self.dataset}' lists all {len(rows)}.")  # fmt: skip
        return rows[id]

    def corrections(self) -> dict[str, dict[str, str]]:
        """Corrected cells by row digest. ``DataError`` for a damaged file: rows are not read without their corrections."""
        if not self._fixes.exists():
            return {}
        try:
            return _CORRECTIONS.validate_json(self._fixes.read_bytes(), strict=True)
        except ValidationError as error:
            raise _damaged(self._fixes, "mend it, or delete it and correct the rows again", error) from error

    def correct(self, id: str, cells: Mapping[str, str]) -> None:
        """Keep corrected cells for a row; ``UsageError`` for a column that the row does not have."""
        row = self.get(id)
        if unknown := sorted(set(cells) - set(row.cells)):
            raise UsageError(f"row '{id}' has no column '{unknown[0]}'.{did_you_mean(unknown[0], row.cells)} "
                             f"It has: {', '.join(row.cells)}.")  # fmt: skip
        fixes = self.corrections()
        fixes[row.digest] = {**fixes.get(row.digest, {}), **cells}
        _replace(self._fixes, json.dumps(fixes, ensure_ascii=False, indent=1, sort_keys=True))


def datasets(home: Path) -> list[str]:
    """Data sets that have rows in quarantine."""
    found = sorted((home / "quarantine").glob("*/rows.jsonl"))
    return [path.parent.name.replace("~", ":") for path in found if path.stat().st_size]


def _damaged(path: Path, remedy: str, error: Exception) -> DataError:
    return DataError(f"'{path}' is damaged ({str(error).splitlines()[0]}); {remedy}.")


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_text(text, "utf-8")
    half.replace(path)
