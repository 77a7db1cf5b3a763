"""JSON Lines: one object a line, as a row of cells."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.ingest.readers.decode import encoding_of
from kg.ingest.readers.sheet import header
from kg.ingest.row import Row


def objects(path: Path, table: str, expected: Sequence[str], source: str) -> Iterator[Row]:
    """The objects of a file. What an object holds in an object is a cell of its own (``title.en``), a list is a cell as
    JSON, a null is an empty cell. A line that is no object says so in a cell ``row length``, which ``Row.check`` refuses.
    ``DataError`` for a file whose first line is no object with the expected names, or that ends inside a line."""
    if not path.is_file():
        raise DataError(f"no file '{path}'.")
    with path.open(encoding=encoding_of(path)) as file:
        for number, line in enumerate(file, 1):
            said = _object(line)
            if number == 1:
                header(path, list(said or [line.strip()[:80]]), expected, source)
            if said is None and not line.endswith("\n"):
                raise DataError(f"{path.name} ends inside line {number}: is the file whole?")
            if line.strip():
                cells = {"row length": "a line that is no JSON object"} if said is None else dict(_cells("", said))
                yield Row(path.name, number, table, cells)


def _object(line: str) -> dict[str, Any] | None:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _cells(prefix: str, said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in said.items():
        if isinstance(value, dict):
            yield from _cells(f"{prefix}{name}.", value)
        elif value is None or isinstance(value, str):
            yield prefix + name, value or ""
        else:
            yield prefix + name, json.dumps(value, ensure_ascii=False)
