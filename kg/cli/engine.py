"""The graph for a command: connected, and closed when the command ends."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from kg.graph import Graph, connect
from kg.settings import Settings


def say(text: str) -> None:
    """Tell the user what happens, on stderr."""
    typer.echo(text, err=True)


@contextmanager
def opened(settings: Settings) -> Iterator[Graph]:
    """The graph of the settings; the embedded engine is started when none runs, and left running."""
    graph = connect(settings, say=say)
    try:
        yield graph
    finally:
        graph.close()
