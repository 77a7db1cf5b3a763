"""The shape that a table must have: how its records become rows, header found, cells named, ditto filled."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import NamedTuple

from kg.errors import DataError, did_you_mean
from kg.ingest.row import Row
from kg.schema.folding import fold

# Titles may stand above the header; a table that has no header this far down is another table.
HEADER_WITHIN = 10
SHOWN = 12
DITTO = frozenset({"同上", "〃", "″", '"', "”", "''", "ditto", "do", "do.", "-do-", "--do--"})

Report = Callable[[str, str], None]


class Entry(NamedTuple):
    """One record of a file before its cells have names. ``problem``: why it could not be cut into cells."""

    number: int
    cells: list[str]
    problem: str = ""


@dataclass(frozen=True)
class Layout:
    """The columns that a table must have.

    ``table``: its name in counts and evidence. ``index``: columns that merely number rows. ``ditto``: columns
    in which 同上 (〃, ditto, do.) is the cell above. ``ragged``: rows may leave their last cells out.
    Header cells are matched folded: width, case and spaces do not matter.
    """

    table: str
    columns: tuple[str, ...]
    index: frozenset[str] = frozenset()
    ditto: frozenset[str] = frozenset()
    ragged: bool = False

    def __post_init__(self) -> None:
        if stray := (self.index | self.ditto) - set(self.columns):
            raise ValueError(f"layout {self.table}: {sorted(stray)} are not among its columns")


def silent(kind: str, detail: str) -> None:
    """Report nothing."""


def rows(
    entries: Iterable[Entry],
    layout: Layout,
    file: str,
    context: tuple[str, ...] = (),
    report: Report = silent,
) -> Iterator[Row]:
    """Rows below the header, which is found among the first lines. ``DataError`` when it is not there.

    Blank lines are no rows. A row of the wrong length carries its problem, to be quarantined whole. A header
    that is printed again (on each page) is reported, and is no row either.
    """
    rest = iter(entries)
    head = list(islice(rest, HEADER_WITHIN))
    names, used = _header(head, layout, file)
    above: dict[str, str] = {}
    printed = [name for name in names if name]
    for entry in chain(head[used:], rest):
        if not any(cell.strip() for cell in entry.cells):
            continue
        if [cell.strip() for cell in entry.cells if cell.strip()] == printed:
            report("header printed again", f"{file}:{entry.number}")
            continue
        row = _row(entry, names, layout, file, context)
        if layout.ditto:
            _fill(row, layout.ditto, above)
        yield row


def _row(entry: Entry, names: list[str], layout: Layout, file: str, context: tuple[str, ...]) -> Row:
    given, wanted, problem = entry.cells, len(names), entry.problem
    cells = dict(zip_longest(names, given[:wanted], fillvalue=""))
    cells |= {f"cell {at}": cell for at, cell in enumerate(given[wanted:], start=wanted + 1) if cell.strip()}
    if not problem and (len(cells) > wanted or (len(given) < wanted and not layout.ragged)):
        problem = f"it has {len(given)} cells where the header has {wanted}"
    return Row(file, entry.number, layout.table, cells, context, layout.index, problem)


def _fill(row: Row, ditto: frozenset[str], above: dict[str, str]) -> None:
    cells = dict(row.cells)
    for column in ditto:
        if fold(cells[column]) in DITTO and column in above:
            cells[column] = above[column]
        above[column] = cells[column]
    row.cells = cells


def _header(head: list[Entry], layout: Layout, file: str) -> tuple[list[str], int]:
    """The names of the columns, and how many entries stand before the first row below them."""
    best: list[str] = []
    for at, entry in enumerate(head):
        for names, used in _readings(entry, head[at + 1 :]):
            named = _named(names, layout)
            if set(layout.columns) <= set(named):
                return _unambiguous(named, layout, file), at + used
            if len(set(named) & set(layout.columns)) > len(set(best) & set(layout.columns)) or not best:
                best = named
    raise DataError(_wrong_header(best, layout, file))


def _readings(entry: Entry, below: list[Entry]) -> Iterator[tuple[list[str], int]]:
    """A header of one line; or of two, where a group heading is merged over the columns below it."""
    yield [cell.strip() for cell in entry.cells], 1
    if below:
        upper, lower = entry.cells, below[0].cells
        yield list(_joined(upper, lower)), 2


def _joined(upper: list[str], lower: list[str]) -> Iterator[str]:
    group = ""
    for at in range(max(len(upper), len(lower))):
        top = upper[at].strip() if at < len(upper) else ""
        sub = lower[at].strip() if at < len(lower) else ""
        if top or not sub:  # a merged heading stands in its first column alone
            group = top
        yield " ".join(part for part in (group, sub) if part)


def _named(names: list[str], layout: Layout) -> list[str]:
    declared = {fold(column): column for column in layout.columns}
    return [declared.get(fold(name), name) for name in names]


def _unambiguous(names: list[str], layout: Layout, file: str) -> list[str]:
    counted: dict[str, int] = {}
    found = []
    for at, name in enumerate(names, start=1):
        if not name and (name not in layout.columns or name in counted):
            name = f"column {at}"
        counted[name] = counted.get(name, 0) + 1
        if counted[name] > 1 and name in layout.columns:
            raise DataError(f"{file}: two columns are named '{name}'. Rename or remove one.")
        found.append(name if counted[name] == 1 else f"{name} ({counted[name]})")
    return found


def _wrong_header(found: list[str], layout: Layout, file: str) -> str:
    missing = [column for column in layout.columns if column not in found]
    near = did_you_mean(missing[0], [name for name in found if name not in layout.columns])
    shown = ", ".join(f"'{name[:40]}'" for name in found[:SHOWN]) + (", …" if len(found) > SHOWN else "")
    lacks = ", ".join(f"'{column}'" for column in missing)
    return (
        f"{file} is not a table of {layout.table}: its header lacks {lacks}.{near} "
        f"Found: {shown or 'nothing'}. Hand in the file with the columns "
        f"{', '.join(filter(None, layout.columns))}."
    )
