"""``kg reread``: scopes read again from their verbatim text, without their files."""

from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from kg.asking.projections import refresh
from kg.cli import show
from kg.cli.engine import opened, say
from kg.errors import NotFoundError, did_you_mean
from kg.ingest.reread import Reread, data_sets, reread
from kg.settings import Settings


def register(app: typer.Typer) -> None:
    @app.command("reread")
    def reread_(
        dataset: Annotated[str, typer.Argument(help="One data set; all of them when left out.")] = "",
        as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    ) -> None:
        """Read the citations of the scopes held again, as this version reads them, and report what changed."""
        settings = Settings()
        with opened(settings) as graph:
            known = data_sets(graph)
            if dataset and dataset not in known:
                raise NotFoundError(
                    f"no data set '{dataset}' with capabilities.{did_you_mean(dataset, known)} There are: {', '.join(known) or 'none'}."
                )
            done = [reread(graph, settings, each) for each in ([dataset] if dataset else known)]
            refresh(graph, settings, say, lambda *_: None)
        if as_json:
            show.as_json({"items": [asdict(each) for each in done]})
            return
        for each in done:
            _print(each)


def _print(done: Reread) -> None:
    console = Console()
    counts = "; ".join(
        f"{name} {', '.join(f'{n} {what}' for what, n in found.items() if n and what != 'unchanged')}"
        for name, found in done.records.items()
        if any(n for what, n in found.items() if what != "unchanged")
    )
    console.print(
        Text(f"{done.run}: {done.capabilities:,} capabilities read again, {done.changed:,} otherwise"), soft_wrap=True
    )
    console.print(Text(f"  written: {counts or 'nothing'}"), soft_wrap=True)
    for change in done.changes[:10]:
        console.print(Text(f"  {change.cited}: {', '.join(change.before)} → {', '.join(change.now)}"), soft_wrap=True)
    if done.changed > len(done.changes[:10]):
        console.print(Text(f"  all of them: kg runs {done.run}"), soft_wrap=True)
