"""``kg serve``: the HTTP API. Only what serves imports it: it takes as long as a fifth of all the rest."""

from typing import Annotated

import typer

from kg.cli.engine import say
from kg.graph import Server, connect
from kg.settings import Settings


def register(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; the default is this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
) -> None:
    """Serve the API; an engine that this command started is stopped when it ends."""
    from kg.api.serve import serve as run

    settings = Settings()
    ours = not settings.neo4j_uri and Server(settings, say).state() is None
    graph = connect(settings, say=say)
    say(f"http://{host}:{port}/docs describes the API; Ctrl-C stops it")
    try:
        run(settings, graph, host, port)
    finally:
        graph.close()
        if ours:
            Server(settings, say).stop()
