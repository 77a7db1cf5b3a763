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
    with tempfile.TemporaryDirectory() as folder:
        spool = Spool(Path(folder) / "spool.db")
        try:
            run = Run("check", f"{source.name}:check", spool, options=options)
            crawl = source.crawl(run)
            for row in crawl.rows(path):
                run.read(crawl, row)
            run.finish(crawl)
            spool.settle()
            records = {name: spool.count(name)["created"] for name in spool.entities()}
        finally:
            spool.close()
    refused = [Problem(row.file, row.row, row.field, row.reason) for row in run.quarantined]
    mendable = {kind: issue for kind, issue in run.issues.items() if kind.startswith(_MENDABLE)}
    notes = {kind: issue for kind, issue in run.issues.items() if kind not in mendable and kind != _NEEDS_A_GRAPH}
    return Checked(run.total(), records, tuple(sorted([*refused, *_problems(mendable)])), notes)


def _problems(issues: Mapping[str, Issue]) -> list[Problem]:
    found = []
    for kind, issue in issues.items():
        column, reason = kind, ""
        if kind.startswith("unlisted "):
            column, reason = (
                kind.removeprefix("unlisted "),
                "is none of the words for it, and is kept as unknown",
            )
        for example in issue.examples:
            place, _, detail = example.partition(": ")
            file, _, row = place.rpartition(":")
            found.append(Problem(file, int(row), column, f"'{detail}' {reason}" if reason else detail))
        if more := issue.count - len(issue.examples):
            found.append(Problem(file, 0, column, f"and {more} more"))
    return found
