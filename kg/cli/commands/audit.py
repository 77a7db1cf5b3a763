"""``kg audit``: the graph held against the schema."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from kg.graph import connect
from kg.graph.audit import Finding, audit
from kg.settings import Settings


def register(app: typer.Typer) -> None:
    @app.command("audit")
    def audit_(
        as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    ) -> None:
        """Check in the graph what Neo4j Community does not enforce; exit code 1 when something is wrong."""
        with (
            connect(Settings(), say=lambda text: typer.echo(text, err=True)) as graph,
            _progress() as progress,
        ):
            task = progress.add_task("auditing", total=None)
            findings = audit(graph, lambda words, done: progress.update(task, description=f"{words}: {done}"))
        if as_json:
            typer.echo(json.dumps({"findings": [asdict(each) for each in findings]}, ensure_ascii=False))
        elif findings:
            Console().print(_table(findings))
        else:
            typer.echo("the graph is as the schema says")
        raise typer.Exit(1 if findings else 0)


def _progress() -> Progress:
    return Progress(console=Console(stderr=True), transient=True)


def _table(findings: list[Finding]) -> Table:
    table = Table("check", "of", "what is wrong", "times", "for example")
    for each in findings:
        table.add_row(each.check, each.subject, each.problem, f"{each.count:,}", ", ".join(each.examples))
    return table
