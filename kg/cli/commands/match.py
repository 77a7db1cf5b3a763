"""``kg match``: answer a demand of several requirements."""

import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.asking.demand import demand
from kg.asking.match import match
from kg.cli import matched, show
from kg.cli.engine import opened
from kg.cli.texts import AsOf, day_of, whole
from kg.errors import DataError, UsageError
from kg.settings import Settings


def register(app: typer.Typer) -> None:
    app.command("match")(match_)


def match_(
    file: Annotated[
        Path,
        typer.Argument(help="A demand in TOML or JSON; with --batch one JSON object a line; - reads standard input."),
    ],
    as_of: AsOf = None,
    batch: Annotated[
        bool, typer.Option("--batch", help="Many demands, one JSON object a line; answers come the same way.")
    ] = False,
    as_json: show.AsJson = False,
    lang: show.Lang = "en",
) -> None:
    """Who covers a demand: each requirement, the whole, the smallest set of institutions, and who comes nearest."""
    day = day_of(as_of)
    settings = Settings()
    if batch:
        with opened(settings) as graph:
            for number, line in enumerate(_lines(file), 1):
                typer.echo(json.dumps(_answer(graph, settings, line, number, day), ensure_ascii=False, default=str))
        return
    wanted = demand(_demand(file), day)
    with opened(settings) as graph:
        found = match(graph, settings, wanted)
    if as_json:
        show.as_json(found)
    else:
        matched.show(found, lang)


def _answer(graph: Any, settings: Settings, line: str, number: int, day: date | None) -> dict[str, Any]:
    """One answer of a batch; what is wrong with a line is its answer, and the others go on."""
    try:
        return match(graph, settings, demand(_parsed(line, f"line {number}"), day))
    except UsageError as error:
        return {"error": str(error), "line": number}


def _lines(file: Path) -> Iterator[str]:
    lines: Iterable[str] = sys.stdin if file == Path("-") else whole(file).splitlines()
    yield from (line for line in lines if line.strip())


def _demand(file: Path) -> Any:
    text = whole(file)
    if file.suffix == ".toml":
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise DataError(f"{file} is no TOML: {error}.") from error
    return _parsed(text, str(file))


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where} is no JSON: {error}.") from error
