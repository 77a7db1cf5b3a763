"""A source: a manifest that says what it is and how far it can be trusted, and how its rows become records."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.ingest.row import Row
from kg.schema.core import Words, require_words
from kg.schema.record import Record

if TYPE_CHECKING:
    from kg.ingest.run import Run


class Crawl(ABC):
    """The reading of one run of a source; it may remember what earlier rows said."""

    def __init__(self, run: "Run") -> None:
        self.run = run

    @abstractmethod
    def rows(self, path: Path) -> Iterator[Row]:
        """Find the files under ``path`` and give their rows in reading order. ``DataError`` for the wrong files."""

    @abstractmethod
    def read(self, row: Row) -> Record:
        """The record that the row states; what it states besides goes to ``run.state``. ``RowError`` quarantines."""

    def again(self, row: Row) -> Record | None:  # noqa: ARG002 what most sources make of it
        """What a repeated row adds to the record of the first; nothing, unless its place in the file says something."""
        return None

    def rest(self) -> Iterable[Record]:
        """Records that only the whole reading shows, such as candidates for the same institution."""
        return ()


def _whole(cell: str) -> list[str]:
    return [cell]


@dataclass(frozen=True)
class Source:
    """``observed_on``: when its publisher was last read; None when each file says (or the user).

    ``completeness``: a register holds all that there is of what ``coverage`` says; a sample does not.
    ``quarantine_max``: the largest share of rows that may be unreadable before the run refuses to write.
    ``rows_min``: rows a table of the real source has at least; fewer make the run refuse to write.
    ``per_file``: each file is a data set of its own (its absence from the next run ends nothing of the others).
    ``takes``: shared entity types whose wording this source owns, whoever stated them first.
    ``options``: names of what a request may say besides, such as a mapping file.
    ``citations_of``: the texts that it reads of a capability's verbatim citation, one by one.
    """

    name: str
    title: Words
    publisher: str
    licence: str
    cadence: str
    observed_on: date | None
    completeness: Literal["register", "sample"]
    coverage: Words
    crawl: "Callable[[Run], Crawl]"
    expects: str
    quarantine_max: float = 0.005
    rows_min: Mapping[str, int] = field(default_factory=dict)
    per_file: bool = False
    takes: frozenset[str] = frozenset()
    options: tuple[str, ...] = ()
    citations_of: Callable[[str], list[str]] = _whole

    def __post_init__(self) -> None:
        require_words(self.name, self.title)
        require_words(self.name, self.coverage)
        if not 0 <= self.quarantine_max <= 1:
            raise ValueError(f"{self.name}: quarantine_max is a share between 0 and 1")
