"""One row of a source as it stands in its file; its fields are taken, and what nobody took is reported."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.errors import DataError

CELL_MAX = 1_000_000


class RowError(DataError):
    """A row that cannot be read: it goes to quarantine whole, with the field and the reason."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason = field, reason


@dataclass(slots=True)
class Row:
    """``number`` is the row as a spreadsheet counts it (the first line of a file is 1).

    ``context`` is what the place of the row says beside its cells (its section, its file); ``index`` names the
    columns that merely number rows. Two rows that differ in nothing but their index are a row repeated. ``key`` is the
    column, where there is one, by which the source itself knows the row, whatever else it says of it.
    """

    file: str
    number: int
    table: str
    cells: Mapping[str, str]
    context: tuple[str, ...] = ()
    index: frozenset[str] = frozenset()
    key: str = ""
    _taken: set[str] = field(default_factory=set)

    @property
    def locator(self) -> str:
        """``file:number``: what evidence shows and quarantine names."""
        return f"{self.file}:{self.number}"

    def check(self) -> None:
        """``RowError`` for a row that is too short or too long for its header, or has a cell beyond all measure."""
        if length := self.cells.get("row length"):
            raise RowError("row length", length)
        for column, value in self.cells.items():
            if len(value) > CELL_MAX:
                raise RowError(column, f"holds {len(value):,} characters; at most {CELL_MAX:,} are read")

    def take(self, column: str) -> str | None:
        """The cell without outer white space, None when it is empty; ``RowError`` when there is no such column."""
        if column not in self.cells:
            raise RowError(column, "the row has no such column")
        self._taken.add(column)
        return self.cells[column].strip() or None

    def need(self, column: str) -> str:
        """Like ``take``, for a cell that must not be empty."""
        if (value := self.take(column)) is None:
            raise RowError(column, "is empty, and the row cannot be read without it")
        return value

    def left(self) -> tuple[str, ...]:
        """Columns with content that nobody took."""
        return tuple(c for c, v in self.cells.items() if c not in self._taken and c not in self.index and v.strip())

    def digest(self) -> bytes:
        """Hash of all the row says, its index left out: equal for repeated rows."""
        said = [self.table, *self.context]
        said += [f"{column}\x1e{value}" for column, value in self.cells.items() if column not in self.index]
        return hashlib.blake2b("\x1f".join(said).encode("utf-8", "surrogatepass"), digest_size=16).digest()
