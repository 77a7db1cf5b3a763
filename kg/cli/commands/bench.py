"""``kg bench``: an invented world of any size, for measuring."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import show
from kg.cli.engine import opened, say
from kg.cli.progress import Progress
from kg.errors import UsageError
from kg.ingest.bulk import refuse_external
from kg.ingest.invented.generate import into_folder, into_graph
from kg.ingest.invented.world import World
from kg.settings import Settings


def register(app: typer.Typer) -> None:
    bench = typer.Typer(no_args_is_help=True, help="An invented world, for measuring.")
    app.add_typer(bench, name="bench")

    @bench.command("generate")
    def generate(
        capabilities: Annotated[int, typer.Option(min=1, help="How many capabilities.")],
        seed: Annotated[int, typer.Option(help="The same seed gives the same world.")] = 1,
        to: Annotated[
            Path | None, typer.Option(help="A new folder for the tables that Neo4j's import tool reads.")
        ] = None,
        load: Annotated[bool, typer.Option("--load", help="Load it into an empty embedded graph.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    ) -> None:
        """Invent institutions and their capabilities, distributed as those of the real scopes are."""
        if load == (to is not None):
            raise UsageError("say where the world goes: either --load, or --to FOLDER.")
        world = World(capabilities, seed)
        if to:
            made = into_folder(to, world, Progress())
            show.as_json({"folder": str(to), "records": made}) if as_json else say(
                f"wrote {sum(made.values()):,} records to '{to}'"
            )
            return
        settings = Settings()
        refuse_external(settings)
        with opened(settings) as graph:
            summary = into_graph(graph, settings, world, Progress())
        if as_json:
            show.as_json(asdict(summary))
        else:
            made = {name: count["created"] for name, count in summary.records.items()}
            say(
                f"{summary.run}: {sum(made.values()):,} records, {made['Capability']:,} of them capabilities; {summary.seconds:.1f} s"
            )
