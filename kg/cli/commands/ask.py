"""``kg ask``: one command for each named question, its options derived from the question's parameters."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, get_args, get_origin

import typer

from kg.asking import ask
from kg.asking.geojson import features, placed_by
from kg.cli import show
from kg.cli.engine import opened
from kg.errors import UsageError
from kg.queries import QUESTIONS, Question
from kg.settings import Settings


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="Ask a question of the graph.", rich_markup_mode=None)
    for question in QUESTIONS.values():
        words = f"{question.title.en} {question.title.zh}\n\n{question.doc.en} {question.doc.zh}"
        group.command(question.name, help=words)(_command(question))
    app.add_typer(group, name="ask")


def _command(question: Question) -> Callable[..., None]:
    """A command whose options are the question's parameters; values are read by the question itself."""

    def command(**options: Any) -> None:
        as_json, lang, geojson = options.pop("json"), options.pop("lang"), options.pop("geojson", False)
        if lang not in ("en", "zh"):
            raise UsageError(f"--lang is en or zh; it was '{lang}'.")
        settings = Settings()
        with opened(settings) as graph:
            given = {key: value for key, value in options.items() if value not in (None, [])}
            found = ask(graph, settings, question.name, given)
            placed = features(graph, found, question) if geojson else None
        if as_json or placed:
            show.as_json(placed or found)
        else:
            show.answer(found, lang)

    options = {name: _option(name, field) for name, field in question.params.model_fields.items()}
    options["json"] = (Annotated[bool, typer.Option("--json", help="Print JSON.")], False)
    if placed_by(question):
        words = "Print GeoJSON: the places of the items, as far as their coordinates are known."
        options["geojson"] = (Annotated[bool, typer.Option("--geojson", help=words)], False)
    options["lang"] = (Annotated[str, typer.Option("--lang", help="Language of the words: en or zh.")], "en")
    parameters = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
                  for name, (annotation, default) in options.items()]  # fmt: skip
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {name: annotation for name, (annotation, _) in options.items()}
    return command


def _option(name: str, field: Any) -> tuple[Any, Any]:
    many = get_origin(field.annotation) is list or any(get_origin(a) is list for a in get_args(field.annotation))
    example = f" E.g. {field.examples[0]}" if field.examples and not many else ""
    flags = [f"--{name.replace('_', '-')}"] + ([f"--{name[:-1]}"] if many and name.endswith("s") else [])
    option = typer.Option(*flags, help=(field.description or "") + example, show_default=False)
    return (Annotated[list[str] | None, option], None) if many else (Annotated[str | None, option], None)
