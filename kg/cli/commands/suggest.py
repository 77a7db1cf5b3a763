"""``kg suggest``: what a text that is being typed may become."""

from typing import Annotated

import typer
from rich.console import Console

from kg.asking.suggest import FIELDS, suggest
from kg.cli import show
from kg.cli.engine import opened
from kg.settings import Settings


def register(app: typer.Typer) -> None:
    app.command("suggest")(suggest_)


def suggest_(
    text: Annotated[str, typer.Argument(help="The beginning of a name, or words of it, in either language.")],
    field: Annotated[
        list[str] | None,
        typer.Option("--field", help=f"Only these: {', '.join(FIELDS)}. Repeated, or with commas between."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="Most names to suggest.")] = 10,
    json: show.AsJson = False,
    lang: show.Lang = "en",
) -> None:
    """Names of what capabilities have that a text may become, each with how many capabilities have it."""
    settings = Settings()
    with opened(settings) as graph:
        found = suggest(graph, settings, text, field or (), limit)
    if json:
        show.as_json(found)
    elif not found.items:
        typer.echo(
            {"en": f"no name in the data held begins like '{text}'", "zh": f"所持数据中没有以“{text}”开头的名称"}[lang]
        )
    else:
        rows = [each.model_dump() for each in found.items]
        Console().print(show.rows(rows, ["field", "name_en", "name_zh", "capabilities", "id"], lang))
