"""The COPY blocks of a PostgreSQL dump: tab-separated rows with backslash escapes."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import DataError
from kg.ingest.readers.decode import encoding_of
from kg.ingest.row import Row

_COPY = re.compile(r"COPY \S*?(?P<table>\w+) \((?P<columns>[^)]*)\) FROM stdin;")
_ESCAPES = {"\\b": "\b", "\\f": "\f", "\\n": "\n", "\\r": "\r", "\\t": "\t", "\\v": "\v", "\\\\": "\\"}
_ESCAPE = re.compile(r"\\.")


def copied(path: Path, table: str, expected: Sequence[str]) -> Iterator[Row]:
    """The rows of one table. A null is an empty cell. ``DataError`` when the file has no such block, or half of it."""
    if not path.is_file():
        raise DataError(f"no file '{path}'.")
    columns: list[str] = []
    found = closed = False
    with path.open(encoding=encoding_of(path)) as file:
        for number, line in enumerate(file, 1):
            if (start := _COPY.match(line)) and start["table"] == table:
                columns, found = [name.strip() for name in start["columns"].split(",")], True
                if missing := [name for name in expected if name not in columns]:
                    raise DataError(
                        f"{path.name}: table {table} has no column '{missing[0]}'; it has {', '.join(columns)}."
                    )
            elif columns and line.startswith("\\."):
                columns, closed = [], True
            elif columns:
                cells = line.rstrip("\n").split("\t")
                yield Row(path.name, number, table, _named(columns, cells))
    if not found:
        raise DataError(f"{path.name} is no dump of table {table}.")
    if not closed:
        raise DataError(f"{path.name} ends in the middle of table {table}: is the file whole?")


def _named(columns: list[str], cells: list[str]) -> dict[str, str]:
    named = {
        column: "" if cell == "\\N" else _ESCAPE.sub(_plain, cell) for column, cell in zip(columns, cells, strict=False)
    }
    if len(cells) != len(columns):
        named["row length"] = f"{len(cells)} cells, where the table has {len(columns)} columns"
    return named


def _plain(escape: re.Match[str]) -> str:
    return _ESCAPES.get(escape[0], escape[0][1:])
