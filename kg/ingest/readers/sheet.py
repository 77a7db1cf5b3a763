"""Tables of text: CSV in any of the usual encodings, and XLSX. A row comes as a list of cells with its number."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kg.errors import DataError, did_you_mean
from kg.ingest.readers.decode import encoding_of
from kg.ingest.row import Row

TABLES = (".csv", ".tsv", ".txt", ".xlsx")

# What stands for "as above" in a cell.
DITTO = frozenset({"同上", "〃", "ditto", "do.", "''", '"'})


class Line(NamedTuple):
    """One line of a table: ``number`` as a spreadsheet counts it, the header being 1."""

    number: int
    cells: list[str]


def lines(path: Path, encoding: str | None = None, *, quoted: bool = True) -> Iterator[Line]:
    """The lines of a table, in constant memory. ``quoted``: whether a quotation mark may begin a cell that holds the
    separator. ``DataError`` for what is no table, or ends inside a quoted cell."""
    if not path.is_file():
        raise DataError(f"no file '{path}'.")
    if path.suffix.lower() == ".xlsx":
        return _xlsx(path)
    return _csv(path, encoding or encoding_of(path), csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)


def _csv(path: Path, encoding: str, quoting: Literal[0, 3]) -> Iterator[Line]:
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(
            _without_nul(file, path),
            delimiter="\t" if path.suffix.lower() == ".tsv" else ",",
            quoting=quoting,
            strict=True,
        )
        number = 0
        try:
            for number, cells in enumerate(reader, 1):
                if cells:
                    yield Line(number, cells)
        except UnicodeError as error:
            raise DataError(
                f"{path.name}: after row {number}: the file ends inside a character. Is it whole?"
            ) from error
        except csv.Error as error:
            raise DataError(
                f"{path.name}: after row {number}: {error}. Is the file cut off inside a quoted cell?"
            ) from error


def _without_nul(file: io.TextIOWrapper, path: Path) -> Iterator[str]:
    for number, line in enumerate(file, 1):
        if "\0" in line:
            raise DataError(f"{path.name}: line {number} holds a NUL byte; the file is damaged or binary.")
        yield line


def _xlsx(path: Path) -> Iterator[Line]:
    try:
        book = load_workbook(path, read_only=True, data_only=False)
    except (InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, OSError) as error:
        raise DataError(f"{path.name} is not an .xlsx workbook, or is damaged.") from error
    try:
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = [_text(value) for value in row]
            if any(cells):
                yield Line(number, cells)
    finally:
        book.close()


def _text(value: Any) -> str:
    """A cell as a person sees it: 1.0 is 1, a day is ISO, a formula is its text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def header(path: Path, found: Sequence[str], expected: Sequence[str], source: str) -> None:
    """``DataError`` that says by the first row which expected columns are missing, and which are there instead."""
    names = [name.strip() for name in found]
    missing = [name for name in expected if name.strip() and name not in names]
    if missing:
        raise DataError(
            f"{path.name} is not a file of {source}: its first row lacks '{missing[0]}'"
            f"{did_you_mean(missing[0], names)} It has: {', '.join(names)[:300]}."
        )


def rows(
    path: Path, table: str, expected: Sequence[str], source: str,
    *, index: Sequence[str] = (), ditto: Sequence[str] = (), context: tuple[str, ...] = (), quoted: bool = True,
) -> Iterator[Row]:  # fmt: skip
    """Rows below a header that has at least the expected columns. A row of another length
    says so in a cell ``row length``, which ``Row.check`` refuses; in ``ditto`` columns "as above" is what stands above."""
    given = lines(path, quoted=quoted)
    first = next(given, None)
    if first is None:
        raise DataError(f"{path.name} is empty.")
    header(path, first.cells, expected, source)
    columns = [name.strip() for name in first.cells]
    above: dict[str, str] = {}
    for number, cells in given:
        named = dict(zip(columns, cells, strict=False))
        if len(cells) != len(columns):
            named["row length"] = f"{len(cells)} cells, where the header has {len(columns)}"
        for column in ditto:
            if named.get(column, "").strip().lower() in DITTO:
                named[column] = above.get(column, named[column])
            else:
                above[column] = named.get(column, "")
        yield Row(path.name, number, table, named, context, frozenset(index))
