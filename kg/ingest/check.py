"""Read tables without a graph and say what is wrong with them, row by row; nothing is written."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.ingest.run import Issue, Run
from kg.ingest.source import Source
from kg.ingest.spool import Spool

# Issues that the owner of a table should mend; the others are told for knowledge.
_MENDABLE = ("unlisted ", "said twice")
# What only a graph can tell: a check has none.
_NEEDS_A_GRAPH = "address without a region"


class Problem(NamedTuple):
    """``row`` is 0 where a problem is not one row's."""

    file: str
    row: int
    column: str
    reason: str


@dataclass(frozen=True)
class Checked:
    """``rows``: read = accepted + repeated + quarantined; ``records``: how many things of each type."""

    rows: Mapping[str, int]
    records: Mapping[str, int]
    problems: tuple[Problem, ...]
    notes: Mapping[str, Issue]


def check(source: Source, path: Path, options: Mapping[str, str]) -> Checked:
    """Read a file or folder as a run would. ``DataError`` for what cannot be read as tables at all."""
    problems: list[Problem] = []

    def listed(kind: str, place: str, detail: str) -> None:
        if kind.startswith(_MENDABLE):
            problems.append(_problem(kind, place, detail))

    with tempfile.TemporaryDirectory() as folder:
        spool = Spool(Path(folder) / "spool.db")
        try:
            run = Run("check", f"{source.name}:check", spool, options=options, list_issue=listed)
            crawl = source.crawl(run)
            for row in crawl.rows(path):
                run.read(crawl, row)
            run.finish(crawl)
            spool.settle()
            records = {name: spool.count(name)["created"] for name in spool.entities()}
        finally:
            spool.close()
    problems += [Problem(row.file, row.row, row.field, row.reason) for row in run.quarantined]
    told = (*_MENDABLE, _NEEDS_A_GRAPH)
    notes = {kind: issue for kind, issue in run.issues.items() if not kind.startswith(told)}
    return Checked(run.total(), records, tuple(sorted(problems)), notes)


def _problem(kind: str, place: str, detail: str) -> Problem:
    file, _, row = place.rpartition(":")
    if kind.startswith("unlisted "):
        reason = f"'{detail}' is none of the words for it, and is kept as unknown"
        return Problem(file, int(row or 0), kind.removeprefix("unlisted "), reason)
    return Problem(file, int(row or 0), kind, detail)
