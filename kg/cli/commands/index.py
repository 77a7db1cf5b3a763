"""``kg index``: the search index, built from the graph, looked at, held against it."""

from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from kg.asking.terms import title, word
from kg.cli import show
from kg.cli.engine import opened
from kg.errors import IndexUnusableError
from kg.graph import Graph
from kg.graph.standing import Standing
from kg.search import Generations, Manifest, behind, build, current, update, verify
from kg.settings import Settings

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="The search index over all capabilities.", rich_markup_mode=None)
    group.command("build")(build_)
    group.command("status")(status)
    group.command("verify")(verify_)
    app.add_typer(group, name="index")


def build_(
    whole: Annotated[
        bool, typer.Option("--whole", help="Read all capabilities anew, not only what has changed.")
    ] = False,
    json: Json = False,
) -> None:
    """Bring the index up to the graph: what runs have changed since it was built, or all where there is none."""
    settings = Settings()
    generations = Generations(settings.home)
    with opened(settings) as graph, Progress(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("indexing", total=None)
        make = build if whole else update
        made = make(generations, graph, lambda words, done: bars.update(task, description=f"{words}: {done:,}"))
        _print(_told(generations, made, graph), json, "en")


def status(json: Json = False, lang: show.Lang = "en") -> None:
    """Which generation is in use, what it holds, and which runs it has not."""
    settings = Settings()
    generations = Generations(settings.home)
    with opened(settings) as graph:
        number = generations.number()
        try:
            manifest = generations.manifest(number) if number is not None else None
            if manifest:
                generations.check(manifest)
        except IndexUnusableError as error:
            _print({"state": "damaged", "folder": str(generations.folder), "problem": str(error)}, json, lang)
            raise typer.Exit(1) from None
        _print(_told(generations, manifest, graph), json, lang)


def verify_(
    compare: Annotated[
        int, typer.Option(min=0, help="How many capabilities to compare with the graph; 0: all.")
    ] = 2000,
    json: Json = False,
) -> None:
    """Hold the index against what was written and against the graph; exit code 1 when something is wrong."""
    settings = Settings()
    with opened(settings) as graph:
        problems = list(verify(Generations(settings.home), graph, compare))
    if json:
        show.as_json({"problems": problems})
    else:
        typer.echo("\n".join(problems) or "the index says what the graph says")
    raise typer.Exit(1 if problems else 0)


def _told(generations: Generations, manifest: Manifest | None, graph: Graph) -> dict[str, Any]:
    """What ``status --json`` prints."""
    if manifest is None:
        return {"state": "absent", "folder": str(generations.folder)}
    standing, compared = Standing.of(graph), generations.compared(manifest.generation)
    return {
        "state": "current" if current(manifest, standing) else "behind", "generation": manifest.generation, "run": manifest.run,
        "behind": behind(manifest, standing),
        "capabilities": manifest.capabilities, "since_whole_build": manifest.tail,
        "bytes": sum(size for size, _ in manifest.files.values()), "folder": str(generations.folder),
        "compared_on": compared and compared.on,
    }  # fmt: skip


_NEVER = {
    "en": "never; 'kg index verify' compares them with what was written",
    "zh": "从未；'kg index verify' 将其与所写内容核对",
}


def _print(told: dict[str, Any], as_json: bool, lang: str) -> None:
    if as_json:
        show.as_json(told)
        return
    table = Table(show_header=False, box=None)
    for name, value in told.items():
        value = value or _NEVER[lang] if name == "compared_on" else value
        shown = (
            f"{value:,}"
            if isinstance(value, int)
            else ", ".join(value)
            if isinstance(value, list)
            else word(value, lang)
        )
        table.add_row(title(name, lang).replace("_", " "), shown)
    Console().print(table)
