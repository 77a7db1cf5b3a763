"""``kg quarantine``: rows that could not be read; look at them, correct them, read them again."""

from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console

from kg.asking.projections import refresh
from kg.cli import show
from kg.cli.commands.ingest import Json, MappingFile, _print, options_of
from kg.cli.engine import opened, say
from kg.cli.progress import Progress
from kg.errors import NotFoundError, UsageError
from kg.ingest import journal
from kg.ingest.ingest import Request, ingest
from kg.ingest.quarantine import Quarantine, datasets
from kg.settings import Settings

Dataset = Annotated[str, typer.Argument(help="A data set, as 'kg quarantine list' names them.")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="Rows that could not be read.", rich_markup_mode=None)
    group.command("list")(list_rows)
    group.command("show")(show_row)
    group.command("replay")(replay)
    app.add_typer(group, name="quarantine")


def list_rows(dataset: Annotated[str, typer.Argument(help="Only of this data set.")] = "", json: Json = False) -> None:
    """Rows that wait, by data set."""
    home = Settings().home
    found = [
        {"dataset": name, **asdict(row)}
        for name in ([dataset] if dataset else datasets(home))
        for row in Quarantine(home, name).rows()
    ]
    if json:
        show.as_json(found)
    elif found:
        Console().print(show.rows(found, ["dataset", "id", "file", "row", "field", "reason"]))
    else:
        typer.echo("no rows wait in quarantine")


def show_row(dataset: Dataset, id: Annotated[str, typer.Argument(help="The row's id.")]) -> None:
    """One row, whole."""
    show.as_json(asdict(Quarantine(Settings().home, dataset).get(id)))


def replay(
    dataset: Dataset,
    id: Annotated[str, typer.Argument(help="The row to correct; without it all are read again.")] = "",
    cells: Annotated[
        list[str] | None, typer.Option("--set", help="A corrected cell: COLUMN=VALUE. May be given several times.")
    ] = None,
    mapping: MappingFile = None,
    json: Json = False,
) -> None:
    """Read the data set again with corrected cells; a row that can be read now is in the graph then."""
    settings = Settings()
    quarantine = Quarantine(settings.home, dataset)
    if cells:
        quarantine.correct(id, dict(_cell(text) for text in cells))
    with opened(settings) as graph:
        last = journal.runs(graph, dataset=dataset, most=1)
        if not last:
            raise NotFoundError(f"'{dataset}' was never read. 'kg runs' lists what was.")
        summary = ingest(graph, settings, Request.again(last[0]["run"], **options_of(mapping)), Progress())
        refresh(graph, settings, say, Progress())
    if json:
        show.as_json(asdict(summary))
    else:
        _print(summary)


def _cell(text: str) -> tuple[str, str]:
    column, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--set '{text}' is not COLUMN=VALUE")
    return column, value
