"""``kg ingest``, ``kg sources``, ``kg runs``: reading sources, and what was read."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from kg.asking.projections import refresh
from kg.cli import show
from kg.cli.engine import opened, say
from kg.cli.progress import Progress
from kg.cli.texts import day_of
from kg.errors import UsageError
from kg.ingest import journal
from kg.ingest.bulk import bulk, refuse_external
from kg.ingest.ingest import Request, Summary, ingest
from kg.ingest.registry import SOURCES, source
from kg.settings import Settings

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
MappingFile = Annotated[
    Path | None, typer.Option("--mapping", help="TOML file that maps a table's own headers to ours (source 'table').")
]


def register(app: typer.Typer) -> None:
    app.command("ingest")(ingest_command)
    app.command("sources")(sources)
    app.command("runs")(runs)


def ingest_command(
    named: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE PATH ...",
            help="A source, as 'kg sources' lists them, and its file or folder; several such pairs are read in this order.",
        ),
    ],
    dataset: Annotated[
        str, typer.Option(help="Name of the data set, where each file is one; default: the file's name.")
    ] = "",
    observed_on: Annotated[
        str, typer.Option(help="Day its publisher was last read, where the source leaves it open.")
    ] = "",
    accept_shortfall: Annotated[bool, typer.Option(help="Write although the files state less than expected.")] = False,
    mapping: MappingFile = None,
    at_once: Annotated[
        bool, typer.Option("--bulk", help="Load into an empty embedded graph by Neo4j's import tool: for much data.")
    ] = False,
    json: Json = False,
) -> None:
    """Read sources into the graph. The same files twice write nothing but the run."""
    day, options = day_of(observed_on or None, "--observed-on"), options_of(mapping)
    if len(named) > 2 and (dataset or mapping):
        raise UsageError("--dataset and --mapping are said of one source; read it by itself.")
    requests = [Request(source(name), path, dataset, day, accept_shortfall, options) for name, path in _pairs(named)]
    settings = Settings()
    if at_once:
        refuse_external(settings)
    with opened(settings) as graph:
        one_by_one = (ingest(graph, settings, request, Progress()) for request in requests)
        summaries = bulk(graph, settings, requests, Progress()) if at_once else list(one_by_one)
        refresh(graph, settings, say, Progress())
    if json:
        told = [asdict(summary) for summary in summaries]
        show.as_json(told[0] if len(told) == 1 else {"items": told})
        return
    for summary in summaries:
        _print(summary)


def _pairs(named: list[str]) -> Iterator[tuple[str, Path]]:
    if len(named) % 2:
        raise UsageError(f"'{named[-1]}' stands alone: say each source with its file or folder, kg ingest SOURCE PATH.")
    for name, path in zip(named[::2], named[1::2], strict=True):
        yield name, Path(path)


def options_of(mapping: Path | None) -> dict[str, str]:
    """What a request says besides; a source that takes none of it refuses it."""
    return {"mapping": str(mapping.resolve())} if mapping else {}


def _print(summary: Summary) -> None:
    console = Console()
    rows = ", ".join(f"{name} {count:,}" for name, count in summary.rows.items())
    console.print(f"{summary.run}: rows {rows}; {summary.seconds:.1f} s", highlight=False)
    records = [{"type": name, **counts} for name, counts in summary.records.items()]
    console.print(show.rows(records, ["type", "created", "updated", "unchanged", "ended"]))
    if summary.issues:
        issues = [
            {"issue": kind, "times": issue["count"], "first": issue["examples"][0]}
            for kind, issue in summary.issues.items()
        ]
        console.print(show.rows(issues, ["issue", "times", "first"]))
    if waiting := summary.rows["quarantined"]:
        say(f"{waiting} rows wait in quarantine: 'kg quarantine list {summary.source}'")


def sources(json: Json = False) -> None:
    """The sources that can be read, and what the graph holds of them."""
    settings = Settings()
    with opened(settings) as graph:
        held = journal.data_sets(graph)
    found: list[dict[str, Any]] = []
    for manifest in SOURCES.values():
        sets = [row for row in held if row["source"] == manifest.name or row["source"].startswith(f"{manifest.name}:")]
        found.append({
            "source": manifest.name, "title": manifest.title.en, "title_zh": manifest.title.zh, "expects": manifest.expects,
            "publisher": manifest.publisher, "licence": manifest.licence, "observed_on": manifest.observed_on,
            "completeness": manifest.completeness, "coverage": manifest.coverage.en, "held": sets,
        })  # fmt: skip
    if json:
        show.as_json(found)
        return
    for each in found:
        each["held"] = "; ".join(f"{row['source']} ({row['last_run']})" for row in each["held"])
    Console().print(show.rows(found, ["source", "title", "expects", "observed_on", "completeness", "held"]))


def runs(
    run: Annotated[str, typer.Argument(help="One run, whole.")] = "",
    dataset: Annotated[str, typer.Option(help="Only the runs of a data set.")] = "",
    json: Json = False,
) -> None:
    """The latest runs, or one with its issues."""
    settings = Settings()
    with opened(settings) as graph:
        if run:
            show.as_json(journal.run_details(graph, settings, run))
            return
        found = [row["run"] for row in journal.runs(graph, dataset=dataset or None)]
    if json:
        show.as_json(found)
    else:
        columns = [
            "id",
            "outcome",
            "started",
            "rows_read",
            "rows_accepted",
            "rows_repeated",
            "rows_quarantined",
            "issues",
        ]
        Console().print(show.rows(found, columns))
