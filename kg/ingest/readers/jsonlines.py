"""JSON Lines, packed with gzip or not: one object a line, as a row of cells."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.ingest.readers.decode import encoding_of
from kg.ingest.readers.sheet import header
from kg.ingest.row import Row

Object = dict[str, Any]


def flat(said: Object) -> dict[str, str]:
    """What an object holds in an object is a cell of its own (``title.en``), a list is a cell as JSON, a null is empty."""
    return dict(_cells("", said))


def objects(
    path: Path, table: str, expected: Sequence[str], source: str, cells: Callable[[Object], dict[str, str]] = flat
) -> Iterator[Row]:
    """The objects of a file. A line that is no object says so in a cell ``row length``, which ``Row.check`` refuses.
    ``DataError`` for a file whose first line is no object with the expected names, or that ends inside a line."""
    if not path.is_file():
        raise DataError(f"no file '{path}'.")
    number = 0
    try:
        with _text(path) as file:
            for number, line in enumerate(file, 1):
                said = _object(line)
                if number == 1:
                    header(path, list(said or [line.strip()[:80]]), expected, source)
                if said is None and not line.endswith("\n"):
                    raise DataError(f"{path.name} ends inside line {number}: is the file whole?")
                if line.strip():
                    yield Row(path.name, number, table, checked(said, expected, cells))
    except (gzip.BadGzipFile, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise DataError(f"{path.name} cannot be unpacked beyond line {number} ({error}): is the file whole?") from error


def _text(path: Path) -> TextIOWrapper:
    """The file as text; what is packed is UTF-8."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    if packed:
        return TextIOWrapper(gzip.open(path), encoding="utf-8")
    return path.open(encoding=encoding_of(path))


def checked(said: Object | None, expected: Sequence[str], cells: Callable[[Object], dict[str, str]]) -> dict[str, str]:
    """The cells of an object; one that is none, or lacks a name, says so in a cell ``row length``, which ``Row.check`` refuses."""
    if said is None:
        return {"row length": "no JSON object"}
    if missing := [name for name in expected if name not in said]:
        return {"row length": f"an object without '{missing[0]}'"}
    return cells(said)


def _object(line: str) -> Object | None:
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
