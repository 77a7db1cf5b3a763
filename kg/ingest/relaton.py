"""Records of the Relaton collections as cells of a row: a name a path, several values a line each."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.ingest.row import Row


class Cells(dict[str, str]):
    """Cells in the making."""

    def __init__(self, columns: Iterable[str]) -> None:
        super().__init__(dict.fromkeys(columns, ""))

    def add(self, column: str, value: Any) -> None:
        """Add a value to a cell, on a line of its own; nothing when there is none."""
        if value is None or value == []:
            self.setdefault(column, "")
            return
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
        text = " ".join(text.split("\n"))
        before = self.get(column)
        self[column] = f"{before}\n{text}" if before else text

    def add_all(self, column: str, values: Iterable[Any]) -> None:
        for value in values:
            self.add(column, value)

    def add_paths(self, column: str, entries: Iterable[Sequence[Any]]) -> None:
        """Entries of which the last is the value and the others say of what kind it is."""
        for *kinds, value in entries:
            self.add(".".join((column, *(str(kind) for kind in kinds if kind is not None))), value)

    def add_rest(self, said: Mapping[str, Any], read: Iterable[str]) -> None:
        """Whatever the record has that was not read one by one."""
        done = set(read)
        for key, value in said.items():
            if key not in done:
                self.add(key, value)


def lines(row: Row, column: str) -> list[str]:
    """The values of a cell, each once, in their order."""
    return list(dict.fromkeys(filter(None, (row.take(column) or "").split("\n"))))


def file_of(path: Path, pattern: str, source: str, expects: str) -> Path:
    """The file of a source: the path itself, or the one file of that pattern in a folder."""
    if path.is_file():
        return path
    found = sorted(path.glob(pattern))
    if len(found) != 1:
        raise DataError(f"{len(found)} files '{pattern}' in '{path}'. {source} expects {expects}.")
    return found[0]
