"""XLSX: records of a worksheet as text. What looks like a formula stays as written."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from kg.errors import DataError
from kg.ingest.readers.layout import Entry

# What the libraries below raise for a file that is torn or not what it claims to be.
_TORN = (zipfile.BadZipFile, zlib.error, EOFError, OSError)
DAMAGE = (*_TORN, InvalidFileException, ParseError, KeyError, ValueError)
UNPACKED_MAX = 1 << 31  # bytes; a table that unpacks to more is not a table


@contextmanager
def workbook(path: Path) -> Iterator[Workbook]:
    """The workbook, opened for reading row by row. ``DataError`` for a file that is not a whole XLSX file."""
    with path.open("rb") as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                if sum(info.file_size for info in archive.infolist()) > UNPACKED_MAX:
                    raise DataError(f"{path.name} unpacks to over 2 GiB. Hand its table in as CSV (UTF-8).")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl's: of styles and extensions, which are not read
                book = openpyxl.load_workbook(stream, read_only=True, data_only=False)
        except DAMAGE as error:
            raise _damaged(path) from error
        try:
            yield book
        finally:
            book.close()


def sheets(path: Path) -> list[str]:
    """Names of the worksheets, in order."""
    with workbook(path) as book:
        return [sheet.title for sheet in book.worksheets]


def entries(path: Path, sheet: str) -> Iterator[Entry]:
    """The rows of a worksheet, by its own row numbers. All rows are as wide as the sheet's first ones."""
    with workbook(path) as book:
        lines = book[sheet].iter_rows(values_only=True)
        number = 0
        while True:
            number += 1
            try:
                line = next(lines, None)
            except DAMAGE as error:
                raise _damaged(path) from error
            if line is None:
                return
            yield Entry(number, [cell_text(value) for value in line])


def cell_text(value: Any) -> str:
    """A cell as text: whole numbers without a point, dates as ISO 8601, a formula as it is written."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds").removesuffix(" 00:00:00")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(getattr(value, "text", value))  # array and table formulas carry their text


def _number(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    plain = format(Decimal(repr(value)), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _damaged(path: Path) -> DataError:
    return DataError(
        f"{path.name} is not a whole XLSX file. Open it in a spreadsheet program, save it again and hand "
        f"that in, or save its table as CSV (UTF-8)."
    )
