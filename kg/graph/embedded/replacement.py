"""Putting another graph in the place of the one held: whole, or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.graph.embedded.server import Server


@contextmanager
def replacement(server: Server) -> Iterator[None]:
    """Hold the engine stopped; the graph that Neo4j's administration tool makes meanwhile takes the place of the one
    held, which stays as it is when that fails. What a killed one leaves half made, the next start removes.

    Each is made in a folder of its own: the tool of a killed one may still be writing.
    """
    with server.stopped():
        incoming = Path(tempfile.mkdtemp(prefix=server.INCOMING, dir=server.folder))
        try:
            server.set_password(incoming)
            yield
            server.data.rename(server.outgoing)
            incoming.rename(server.data)  # a kill before this is mended by the next start
        finally:
            shutil.rmtree(incoming, ignore_errors=True)
        shutil.rmtree(server.outgoing)
