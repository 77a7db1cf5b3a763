"""CSV: records of a text table, one after the other, in memory that does not grow with the file."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from kg.errors import DataError
from kg.ingest.readers.encoding import encoding_of
from kg.ingest.readers.layout import Entry

# A cell above this is a quote that is nowhere closed, not a cell: what is below it is judged by the setting.
CELL_MAX = 1 << 26
_DELIMITERS = (",", "\t", ";")


class _Lines:
    """The lines of a stream, and those that the record under way has used."""

    def __init__(self, stream: TextIO, name: str) -> None:
        self._stream, self.name = stream, name
        self.used: list[str] = []
        self.ended = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._stream.readline(CELL_MAX)
        if not line:
            self.ended = True
            raise StopIteration
        if len(line) == CELL_MAX:
            raise _endless(self.name, "a line")
        self.used.append(line)
        return line


def entries(path: Path) -> Iterator[Entry]:
    """The records of a CSV file, numbered as a spreadsheet numbers its rows (a cell may hold line breaks).

    A record that is quoted wrongly comes with its problem. ``DataError`` for a file that is no text table, or
    that ends inside a quoted cell.
    """
    encoding = encoding_of(path)
    csv.field_size_limit(CELL_MAX)
    with path.open(encoding=encoding, newline="") as stream:
        delimiter = _delimiter(stream.readline(CELL_MAX))
        stream.seek(0)
        lines = _Lines(stream, path.name)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        number = 0
        while (entry := _next(reader, lines, number + 1)) is not None:
            number = entry.number
            yield entry


def _next(reader: Iterator[list[str]], lines: _Lines, number: int) -> Entry | None:
    lines.used.clear()
    try:
        return Entry(number, next(reader))
    except StopIteration:
        return None
    except csv.Error as error:
        if "field larger" in str(error):
            raise _endless(lines.name, f"row {number}") from error
        if lines.ended:
            raise DataError(
                f"{lines.name}: the file ends inside a quoted cell of row {number}. It is cut off, or a "
                f"quote is not closed. Get the whole file, or close the quote."
            ) from error
        return Entry(number, ["".join(lines.used).rstrip("\r\n")], f"its quotes cannot be read ({error})")


def _delimiter(line: str) -> str:
    outside = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _endless(name: str, where: str) -> DataError:
    return DataError(
        f"{name}: {where} holds a cell of more than {CELL_MAX:,} characters. A quote is probably not closed: "
        f"close it, or get the file again."
    )
