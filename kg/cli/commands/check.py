"""``kg check``: what is wrong with a table, before it is ingested."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import DataError
from kg.ingest.check import Checked, check
from kg.ingest.sources.table import TABLE


def register(app: typer.Typer) -> None:
    @app.command("check")
    def check_tables(
        path: Annotated[Path, typer.Argument(help="A table (CSV, XLSX), or a folder of tables that name each other.")],
        mapping: Annotated[
            Path | None, typer.Option(help="TOML file that maps the table's own headers to ours.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    ) -> None:
        """Read tables, write nothing, list each problem: row, column, reason. Exit code 1 if there is any."""
        if not path.exists():
            raise DataError(f"no file or folder '{path}'.")
        checked = check(TABLE, path, {"mapping": str(mapping)} if mapping else {})
        typer.echo(_json(checked) if as_json else _text(checked))
        if checked.problems:
            raise typer.Exit(1)


def _json(checked: Checked) -> str:
    problems = [problem._asdict() for problem in checked.problems]
    return json.dumps({**asdict(checked), "problems": problems}, ensure_ascii=False)


def _text(checked: Checked) -> str:
    lines = [f"{p.file}:{p.row}  {p.column}: {p.reason}" for p in checked.problems]
    for kind, issue in checked.notes.items():
        lines.append(f"note: {kind} ({issue.count}), such as {issue.examples[0]}")
    states = ", ".join(f"{count} {name}" for name, count in checked.records.items())
    lines.append(
        "{read} rows: {accepted} good, {repeated} repeated, {quarantined} to mend.".format(**checked.rows)
        + f" They state {states or 'nothing'}."
    )
    return "\n".join(lines)
