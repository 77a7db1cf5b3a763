"""``kg match``: answer a demand of several requirements. ``kg check-scope``: hold one institution against a list of items."""

import csv
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.asking.answer import counted
from kg.asking.demand import demand
from kg.asking.match import match
from kg.asking.scope import check_scope
from kg.cli import show
from kg.cli.engine import opened
from kg.errors import DataError, UsageError
from kg.ingest.readers.decode import encoding_of
from kg.settings import Settings

AsOf = Annotated[str | None, typer.Option("--as-of", help="The day the answer is about; today when left out.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer) -> None:
    app.command("match")(match_)
    app.command("check-scope")(check_scope_)


def match_(
    file: Annotated[
        Path,
        typer.Argument(help="A demand in TOML or JSON; with --batch one JSON object a line; - reads standard input."),
    ],
    as_of: AsOf = None,
    batch: Annotated[
        bool, typer.Option("--batch", help="Many demands, one JSON object a line; answers come the same way.")
    ] = False,
    as_json: AsJson = False,
    lang: show.Lang = "en",
) -> None:
    """Who covers a demand: each requirement, the whole, the smallest set of institutions, and who comes nearest."""
    day = _day(as_of)
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
        _show(found, lang)


def _answer(graph: Any, settings: Settings, line: str, number: int, day: date | None) -> dict[str, Any]:
    """One answer of a batch; what is wrong with a line is its answer, and the others go on."""
    try:
        return match(graph, settings, demand(_parsed(line, f"line {number}"), day))
    except UsageError as error:
        return {"error": str(error), "line": number}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"--as-of '{text}' is no day; write it as 2026-11-24.") from None


def _lines(file: Path) -> Iterator[str]:
    lines: Iterable[str] = sys.stdin if file == Path("-") else _text(file).splitlines()
    yield from (line for line in lines if line.strip())


def _text(file: Path) -> str:
    if not file.is_file():
        raise DataError(f"no file '{file}'.")
    return file.read_text(encoding_of(file))


def _demand(file: Path) -> Any:
    text = sys.stdin.read() if file == Path("-") else _text(file)
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


def _show(found: dict[str, Any], lang: str) -> None:
    console = Console()
    table = Table(box=None, pad_edge=False)
    for name in ("requirement", "status", "institutions", "why"):
        table.add_column(name, overflow="fold")
    for item in found["requirements"]:
        table.add_row(item["id"], item["status"], _counted(item["institutions"]), _why(item, lang))
    console.print(table)
    for item in found["requirements"]:
        for line in _missed(item, lang):
            console.print(Text(line), soft_wrap=True)
    chosen = found["smallest"]
    console.print(Text(_smallest(chosen, lang), style="bold"), soft_wrap=True)
    for each in chosen["institutions"]:
        console.print(Text(f"  {show.name(each['institution'], lang)}: {', '.join(each['covers'])}"), soft_wrap=True)


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{n} {status}" for status, n in counts.items() if n) or "-"


def _why(item: dict[str, Any], lang: str) -> str:
    if "parts" in item:
        return f"{item['joined']}: " + ", ".join(part["id"] for part in item["parts"])
    return str(item["why"][f"words_{lang}"])


def _missed(item: dict[str, Any], lang: str) -> Iterator[str]:
    for miss in item.get("misses", ()):
        failed = "; ".join(
            f"{reason['constraint']} {reason['status']}: {reason['words'][lang]}" for reason in miss["failed"]
        )
        yield f"{item['id']}: nearest {show.name(miss['institution'], lang)}: {failed}"
    for each in item.get("relaxed", ()):
        yield f"{item['id']}: without {each['constraint']} {each['institutions']} would do"


def _smallest(chosen: dict[str, Any], lang: str) -> str:
    number = len(chosen["institutions"])
    exact = {"en": "the fewest" if chosen["exact"] else f"found greedily; {chosen['at_least']} at least are needed",
             "zh": "最少" if chosen["exact"] else f"贪心所得；至少需要 {chosen['at_least']} 家"}[lang]  # fmt: skip
    missing = ", ".join(chosen["uncovered"])
    if lang == "zh":
        return f"{number} 家机构即可覆盖（{exact}）" + (f"；无法覆盖：{missing}" if missing else "")
    return f"{counted(number, 'institution covers', 'institutions cover')} it ({exact})" + (
        f"; nobody covers {missing}" if missing else ""
    )


def check_scope_(
    institution: Annotated[str, typer.Argument(help="Institution, by id or name.")],
    file: Annotated[
        Path, typer.Argument(help="A CSV file of items; its columns are parameters of who-can-test, and id.")
    ],
    as_of: AsOf = None,
    as_json: AsJson = False,
    lang: show.Lang = "en",
) -> None:
    """Is this institution in scope for these items on that day? Item by item, with the evidence."""
    items, day = _items(file), _day(as_of) or date.today()
    settings = Settings()
    with opened(settings) as graph:
        found = check_scope(graph, settings, institution, items, day)
    if as_json:
        show.as_json(found)
        return
    console = Console()
    table = Table(box=None, pad_edge=False)
    for name in ("item", "asked", "status", "why", "evidence"):
        table.add_column(name, overflow="fold")
    for number, item in enumerate(found["items"], 1):
        asked = "; ".join(f"{value}" for value in item["asked"].values() if value)
        evidence = item["evidence"] or {}
        shown = f"{evidence.get('scheme') or ''} {evidence.get('accreditation') or ''} {', '.join(evidence.get('records') or [])}"
        table.add_row(item["id"] or str(number), asked, item["status"], item["words"][lang], shown.strip())
    console.print(table)
    console.print(Text(f"{_counted(found['counts'])}; as of {found['meta']['as_of']}", style="bold"))


def _items(file: Path) -> list[dict[str, Any]]:
    rows = list(csv.DictReader(_text(file).splitlines()))
    if not rows:
        raise DataError(f"{file} has no rows: a header such as 'id,standard,parameter,range', then one item a line.")
    items = []
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise DataError(f"{file}:{number} has not as many cells as the header.")
        items.append({name.strip(): text.strip() for name, text in row.items() if text.strip()})
    return items
