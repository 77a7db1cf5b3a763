"""The journal of runs: one Run node a run, one run at a time for a data set, and a folder for what a run keeps."""

import glob
import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from kg.errors import DataError, NotFoundError, did_you_mean
from kg.graph.driver import Graph
from kg.graph.lock import Locked, exclusive
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.ingest.ingest import Summary


ISSUES = "issues.jsonl"
SPOOL, TABLES = "spool.db", "tables"  # in a run's folder while it is under way


@dataclass
class Entry:
    """A run under way: its id, which of its data set it is, its folder, its node in the graph, the open list of its issues."""

    id: str
    number: int
    folder: Path
    graph: Graph
    issues: TextIO

    def list_issue(self, kind: str, place: str, detail: str) -> None:
        """Write one issue to the run's list: the summary has the first examples of a kind, the list has them all."""
        self.issues.write(json.dumps({"kind": kind, "place": place, "detail": detail}, ensure_ascii=False) + "\n")

    def note(self, **properties: Any) -> None:
        self.graph.write("MATCH (r:Run {id: $id}) SET r += $properties", {"id": self.id, "properties": properties})

    def finish(self, summary: "Summary") -> None:
        """Write what the run did to its node, and the issues with their examples to its folder."""
        (self.folder / "summary.json").write_text(json.dumps(asdict(summary), ensure_ascii=False, indent=1), "utf-8")
        rows = {f"rows_{name}": count for name, count in summary.rows.items()}
        records = json.dumps(summary.records, sort_keys=True)
        issues = sum(issue["count"] for issue in summary.issues.values())
        self.note(outcome="finished", finished=_now(), records_changed=records, issues=issues, **rows)


def tables_folder(entry: Entry) -> Path:
    """A new folder for the tables of a bulk load, gone when the run ends."""
    folder = entry.folder / TABLES
    folder.mkdir()
    return folder


@contextmanager
def running(graph: Graph, settings: Settings, dataset: str, said: Mapping[str, Any]) -> Iterator[Entry]:
    """Open a run of a data set, of which ``said`` tells what was asked for; it ends finished, failed or interrupted,
    whatever happens. A run that was killed is marked interrupted by the next one. ``DataError`` when another run of the
    same data set is under way."""
    runs = settings.home / "runs"
    runs.mkdir(parents=True, exist_ok=True)
    try:
        with exclusive(runs / f"{dataset.replace(':', '~')}.lock"):
            yield from _entry(graph, runs, dataset, said)
    except Locked:
        raise DataError(
            f"another run of {dataset} is under way; wait for it, or stop it, and run this again."
        ) from None
    except (OSError, sqlite3.Error) as error:
        raise DataError(f"the run of {dataset} cannot go on: {error}. See that there is room for '{runs}' and that "
                        f"the files can be read; then run this again.") from error  # fmt: skip


def _entry(graph: Graph, runs: Path, dataset: str, said: Mapping[str, Any]) -> Iterator[Entry]:
    graph.write(
        "MATCH (r:Run {source: $dataset}) WHERE r.outcome = 'running' SET r.outcome = 'interrupted'",
        {"dataset": dataset},
    )
    _sweep(runs, dataset)
    number = _number(graph, dataset)
    id = f"{dataset}-run-{number}"
    folder = runs / id.replace(":", "~")
    folder.mkdir(parents=True, exist_ok=True)
    run = {"id": id, "source": dataset, "outcome": "running", "started": _now(), **said}
    graph.write("MERGE (r:Run {id: $id}) SET r = $run", {"id": id, "run": run})
    try:
        with (folder / ISSUES).open("w", encoding="utf-8") as issues:
            yield from _told(Entry(id, number, folder, graph, issues))
    finally:
        _sweep(runs, dataset)


def _told(entry: Entry) -> Iterator[Entry]:
    try:
        yield entry
    except KeyboardInterrupt:
        entry.note(outcome="interrupted", finished=_now())
        raise
    except Exception as error:
        entry.note(outcome="failed", finished=_now(), failure=str(error)[:500])
        raise


def _sweep(runs: Path, dataset: str) -> None:
    """Remove the spools and tables of a data set's runs, of one that was killed too, and the folders of runs that left nothing
    to read: nobody reads them again. The data set's lock is held."""
    for folder in runs.glob(f"{glob.escape(dataset.replace(':', '~'))}-run-*"):
        (folder / SPOOL).unlink(missing_ok=True)
        shutil.rmtree(folder / TABLES, ignore_errors=True)
        if not any(path.stat().st_size for path in folder.iterdir()):
            shutil.rmtree(folder)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _number(graph: Graph, dataset: str) -> int:
    """Runs of a data set are numbered: ``nabl-run-3`` is its third."""
    found = graph.read("MATCH (r:Run {source: $dataset}) RETURN count(r) AS n", {"dataset": dataset})
    return int(found[0]["n"]) + 1


def runs(graph: Graph, *, dataset: str | None = None, most: int = 50) -> list[dict[str, Any]]:
    """The latest runs, newest first; those of one data set when it is named."""
    return graph.read(
        """
        MATCH (r:Run) WHERE $dataset IS NULL OR r.source = $dataset
        RETURN r {.*} AS run ORDER BY r.started DESC, r.id DESC LIMIT $most
        """,
        {"dataset": dataset, "most": most},
    )


def latest(graph: Graph) -> str:
    """Which run the graph stands at and how that ended: another text means that the graph may have changed."""
    rows = graph.read("MATCH (r:Run) RETURN r.id AS id, r.outcome AS outcome ORDER BY r.started DESC, id DESC LIMIT 1")
    return f"{rows[0]['id']} {rows[0]['outcome']}" if rows else ""


def standing(graph: Graph) -> str | None:
    """The latest finished run; None of a graph that nothing was read into."""
    rows = graph.read(
        "MATCH (r:Run) WHERE r.outcome = 'finished' RETURN r.id AS id ORDER BY r.finished DESC, id DESC LIMIT 1"
    )
    return str(rows[0]["id"]) if rows else None


def run_details(graph: Graph, settings: Settings, id: str) -> dict[str, Any]:
    """One run with its summary, where this machine kept it; ``NotFoundError`` for an unknown id."""
    found = graph.read("MATCH (r:Run {id: $id}) RETURN r {.*} AS run", {"id": id})
    if not found:
        known = [row["run"]["id"] for row in runs(graph)]
        raise NotFoundError(f"no run '{id}'.{did_you_mean(id, known)} 'kg runs' lists them.")
    folder = settings.home / "runs" / id.replace(":", "~")
    kept, listed = folder / "summary.json", folder / ISSUES
    details: dict[str, Any] = dict(sorted(found[0]["run"].items()))  # engines give them in orders of their own
    if kept.exists():
        details["summary"] = json.loads(kept.read_text("utf-8"))
    return details | ({"issues_listed": str(listed)} if listed.exists() else {})


def data_sets(graph: Graph) -> list[dict[str, Any]]:
    """The data sets that the graph holds, each with its last run."""
    return graph.read(
        """
        MATCH (s:Source) WHERE s.ended_run IS NULL
        RETURN s.id AS source, s.name_en AS name_en, s.name_zh AS name_zh, s.observed_on AS observed_on,
               s.completeness AS completeness, s.coverage_en AS coverage_en, s.coverage_zh AS coverage_zh,
               s.licence AS licence, s.publisher_name AS publisher_name,
               COLLECT { MATCH (r:Run {source: s.id}) RETURN r.id ORDER BY r.started DESC, r.id DESC LIMIT 1 }[0] AS last_run
        ORDER BY source LIMIT 1000
        """
    )
