"""A JSON file that is one list: each object of it is a row of cells."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.ingest.readers.decode import encoding_of
from kg.ingest.readers.jsonlines import checked, flat
from kg.ingest.readers.sheet import header
from kg.ingest.row import Row


def objects(path: Path, table: str, expected: Sequence[str], source: str, *, key: str = "") -> Iterator[Row]:
    """The objects of the list; a row's number is its object's place in it, from 1. What is no object, or lacks an expected
    name, says so in a cell ``row length``, which ``Row.check`` refuses. ``DataError`` for a file that is no such list."""
    if not path.is_file():
        raise DataError(f"no file '{path}'.")
    for number, said in enumerate(_list(path), 1):
        found = said if isinstance(said, dict) else None
        if number == 1:
            header(path, list(found or [str(said)[:80]]), expected, source)
        yield Row(path.name, number, table, checked(found, expected, flat), key=key)


def _list(path: Path) -> list[Any]:
    if not (encoding := encoding_of(path)).startswith("utf"):
        raise DataError(f"{path.name} is not UTF-8, as JSON has to be (RFC 8259, 8.1). Save it as UTF-8.")
    text = path.read_text(encoding)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        whole = "" if text.rstrip().endswith("]") else " Is the file whole?"
        raise DataError(
            f"{path.name} is no JSON at line {error.lineno}, column {error.colno}: {error.msg}.{whole}"
        ) from error
    except RecursionError as error:
        raise DataError(f"{path.name} is nested too deep for a list of objects.") from error
    if not isinstance(found, list) or not found:
        raise DataError(f"{path.name} is JSON, and no list of objects: it begins '{' '.join(text[:60].split())}'.")
    return found
