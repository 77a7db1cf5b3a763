"""``kg db``: the embedded engine, started, stopped, looked at, dumped and loaded."""

import json
from collections import deque
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import NotFoundError, UsageError
from kg.graph import Server, connect
from kg.graph.embedded import dump, load
from kg.settings import Settings

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def register(app: typer.Typer) -> None:
    db = typer.Typer(no_args_is_help=True, help="The embedded graph engine.")
    app.add_typer(db, name="db")

    @db.command("start")
    def start() -> None:
        """Start the engine and bring the graph to the schema; it runs until 'kg db stop'."""
        server = _server()
        state, started = server.start()
        connect(Settings()).close()
        _say(f"Neo4j {state.version} {'started' if started else 'runs already'} at {state.uri}")

    @db.command("stop")
    def stop() -> None:
        """Stop the engine; the graph stays."""
        _say("stopped" if _server().stop() else "no engine runs")

    @db.command("status")
    def status(as_json: Json = False) -> None:
        """Whether the engine runs, which one, and where its data is."""
        told = _status(_server())
        if as_json:
            typer.echo(json.dumps(told, ensure_ascii=False))
        elif told["running"]:
            engine = f"Neo4j {told['version']}, process {told['pid']}"
            typer.echo(f"{engine}, runs at {told['uri']}; data in {told['data']}")
        else:
            typer.echo(f"no engine runs; data in {told['data']}. 'kg db start' starts it")

    @db.command("logs")
    def logs(lines: Annotated[int, typer.Option("-n", min=1, help="How many last lines.")] = 40) -> None:
        """The last lines of the engine's log."""
        logs = [log for log in _server().logs if log.exists()]
        if not logs:
            raise NotFoundError("no log: the engine was never started here.")
        for log in logs:
            with log.open(encoding="utf-8", errors="replace") as text:
                told = "".join(deque((line for line in text if line.strip()), lines))
                typer.echo(told, nl=False)

    @db.command("dump")
    def dump_(file: Annotated[Path, typer.Argument(help="A new file.")]) -> None:
        """Write the whole graph to one file; a running engine is stopped meanwhile."""
        dump(_server(), file)
        _say(f"wrote '{file}', {file.stat().st_size:,} bytes")

    @db.command("load")
    def load_(
        file: Annotated[Path, typer.Argument(help="A file that 'kg db dump' wrote.")],
        force: Annotated[bool, typer.Option("--force", help="Replace the graph that is held.")] = False,
    ) -> None:
        """Put the graph of a dump in place; a running engine is stopped meanwhile."""
        load(_server(), file, force=force)
        _say(f"loaded '{file}'")


def _server() -> Server:
    settings = Settings()
    if settings.neo4j_uri:
        raise UsageError(
            "KG_NEO4J_URI names an external engine, which 'kg db' does not run: use its own tools, "
            "or unset KG_NEO4J_URI for the embedded one."
        )
    return Server(settings, _say)


def _status(server: Server) -> dict[str, object]:
    """What ``status --json`` prints; what is not known of a stopped engine is null."""
    state = server.state()
    return {
        "running": state is not None, "version": state and state.version, "uri": state and state.uri,
        "pid": state and state.pid, "data": str(server.folder),
    }  # fmt: skip


def _say(text: str) -> None:
    typer.echo(text, err=True)
