"""``kg again``: ask a saved answer's question again. ``kg diff``: what changed between two answers."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kg.asking.again import again
from kg.asking.answer import Answer
from kg.asking.difference import difference
from kg.asking.saved import MATCH, Saved, parsed, saved
from kg.cli import changed, checked, matched, show
from kg.cli.engine import opened, say
from kg.cli.texts import AsOf, day_of, whole
from kg.settings import Settings


def register(app: typer.Typer) -> None:
    app.command("again")(again_)
    app.command("diff")(diff)


def again_(
    file: Annotated[Path, typer.Argument(help="An answer that was saved: what --json printed, or the API answered.")],
    as_of: AsOf = None,
    as_json: show.AsJson = False,
    lang: show.Lang = "en",
) -> None:
    """Ask the question of a saved answer again, with its parameters, on the graph as it is now: all pages of it."""
    before, day = _saved(file), day_of(as_of) or date.today()
    settings = Settings()
    if before.part_of:
        say(f"{file} holds one page or part of its answer; this is all of it.")
    with opened(settings) as graph:
        found = again(graph, settings, before, day, date.today())
    if as_json:
        show.as_json(found)
    elif isinstance(found, Answer):
        show.answer(found, lang)
    else:
        (matched if before.question == MATCH else checked).show(found, lang)


def diff(
    before: Annotated[Path, typer.Argument(help="An answer that was saved.")],
    after: Annotated[Path, typer.Argument(help="Another answer to the same question.")],
    as_json: show.AsJson = False,
    lang: show.Lang = "en",
) -> None:
    """What is new, gone, changed and the same between two answers to a question, and which constraint made it so. It needs no graph."""
    found = difference(_saved(before), _saved(after))
    if as_json:
        show.as_json(found)
    else:
        changed.show(found, lang)


def _saved(file: Path) -> Saved:
    return saved(parsed(whole(file), str(file)), str(file))
