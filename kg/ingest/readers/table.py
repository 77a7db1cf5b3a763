"""A table, whether CSV or XLSX: which of the two is told by its first bytes, not by its name."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kg.errors import DataError
from kg.ingest.readers import delimited, workbook
from kg.ingest.readers.encoding import kind_of
from kg.ingest.readers.layout import Layout, Report, rows, silent
from kg.ingest.row import Row


def read_table(
    path: Path, layout: Layout, *, file: str = "", context: tuple[str, ...] = (), report: Report = silent
) -> Iterator[Row]:
    """The rows of a table. ``file`` names it in evidence (default: the path's own). Of a workbook, every
    sheet that has the header is read. ``DataError`` for a file that cannot be used."""
    file = file or path.name
    if (kind_of(path) or "").startswith("a ZIP"):
        yield from _sheets(path, layout, file, context, report)
    else:
        yield from rows(delimited.entries(path), layout, file, context, report)


def _sheets(path: Path, layout: Layout, file: str, context: tuple[str, ...], report: Report) -> Iterator[Row]:
    names, faults = workbook.sheets(path), []
    ragged = replace(layout, ragged=True)  # a sheet leaves out the empty cells at a row's end
    for name in names:
        place = file if len(names) == 1 else f"{file}#{name}"
        found = rows(workbook.entries(path, name), ragged, place, context, report)
        try:
            first = next(found, None)
        except DataError as error:
            faults.append(error)
            report("sheet without the table", f"{place}: {error}")
            continue
        if first is not None:
            yield first
            yield from found
    if len(faults) == len(names):
        raise faults[0]
