"""``kg check-scope``: hold one institution against a list of items. ``kg in-scope``: hold the results of its certificates against it."""

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.asking.ids import shared
from kg.asking.in_scope import in_scope
from kg.asking.scope import check_scope
from kg.cli import checked, show
from kg.cli.engine import opened
from kg.cli.texts import AsOf, day_of, whole
from kg.errors import DataError
from kg.settings import Settings

Institution = Annotated[str, typer.Argument(help="Institution, by id or name.")]


def register(app: typer.Typer) -> None:
    app.command("check-scope")(check_scope_)
    app.command("in-scope")(in_scope_)


def check_scope_(
    institution: Institution,
    file: Annotated[
        Path, typer.Argument(help="A CSV file of items; its columns are parameters of who-can-test, and id.")
    ],
    as_of: AsOf = None,
    as_json: show.AsJson = False,
    lang: show.Lang = "en",
) -> None:
    """Is this institution in scope for these items on that day? Item by item, with the evidence."""
    items, day = _table(file, "id,standard,parameter,range"), day_of(as_of) or date.today()
    settings = Settings()
    with opened(settings) as graph:
        found = check_scope(graph, settings, institution, items, day)
    if as_json:
        show.as_json(found)
    else:
        checked.show(found, lang)


def in_scope_(
    institution: Institution,
    file: Annotated[
        Path,
        typer.Argument(
            help="A CSV file of results; its columns are id, value, uncertainty, k, and parameters of who-can-test "
            "that say what was measured."
        ),
    ],
    as_of: AsOf = None,
    as_json: show.AsJson = False,
    lang: show.Lang = "en",
) -> None:
    """Are these results of a certificate inside the scope of this institution on that day? A result is, if its value lies in the range
    of a CMC and its uncertainty is no smaller than that CMC. Result by result, with the evidence."""
    results, day = _table(file, "id,parameter,value,uncertainty,k"), day_of(as_of) or date.today()
    settings = Settings()
    with opened(settings) as graph:
        found = in_scope(graph, settings, institution, results, day, date.today())
    if as_json:
        show.as_json(found)
    else:
        checked.show(found, lang)


def _table(file: Path, header: str) -> list[dict[str, Any]]:
    """Rows of a CSV file by its header; rows of empty cells are none. An empty cell says nothing."""
    reader = csv.DictReader(io.StringIO(whole(file), newline=""), strict=True)
    try:
        names = [name.strip() for name in reader.fieldnames or ()]
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise DataError(f"{file}:{reader.line_num} is not read as CSV: {error}. Is a quote not closed?") from None
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise DataError(f"{file} has the column '{twice[0]}' twice.")
    if len(names) == 1 and re.search(r"[;\t]", names[0]):
        raise DataError(
            f"{file} has one column, '{names[0][:60]}': commas stand between cells, not semicolons or tabs."
        )
    items: dict[int, dict[str, str]] = {}
    for line, row in rows:
        if None in row or None in row.values():
            raise DataError(f"{file}:{line} has not as many cells as the header.")
        items[line] = {name.strip(): text.strip() for name, text in row.items() if text.strip()}
    if not any(items.values()):
        raise DataError(f"{file} has no rows: a header such as '{header}', then one item a line.")
    if told := shared((f"{file}:{line}", cells.get("id")) for line, cells in items.items()):
        raise DataError(told)
    return [cells for cells in items.values() if cells]
