"""Dump and load: the whole graph as one file, by Neo4j's administration tool, on the stopped engine."""

from pathlib import Path

from kg.errors import DataError, EngineError
from kg.graph.embedded import java
from kg.graph.embedded.replacement import replacement
from kg.graph.embedded.server import Server


def dump(server: Server, file: Path) -> None:
    """Write the graph to a new file, whole or not at all; ``DataError`` when it cannot be written."""
    if file.exists():
        raise DataError(f"'{file}' is there already; name a new file, or remove it first.")
    if not _holds_graph(server):
        raise DataError("there is no graph to dump yet; 'kg ingest' makes one.")
    order = ["database", "dump", "neo4j", "--to-stdout"]
    with server.stopped():
        half = file.with_name(f"{file.name}.half")
        try:
            with half.open("wb") as out:
                java.administer(server.jars.paths, server.folder, order, stdout=out)
            half.replace(file)
        except OSError as error:
            raise DataError(f"cannot write '{file}': {error.strerror}.") from error
        finally:
            half.unlink(missing_ok=True)


def load(server: Server, file: Path, *, force: bool = False) -> None:
    """Put the graph of a dump in the place of the one held, which stays as it is when that fails.

    ``DataError`` when the file cannot be read, or when a graph is held and ``force`` is not given.
    """
    if not file.is_file():
        raise DataError(f"no file '{file}'.")
    if _holds_graph(server) and not force:
        raise DataError(f"{server.folder} holds a graph; --force puts the dump in its place.")
    order = ["database", "load", "neo4j", "--from-stdin"]
    with replacement(server), file.open("rb") as dumped:
        try:
            java.administer(server.jars.paths, server.folder, order, stdin=dumped)
        except EngineError as error:
            raise DataError(f"'{file}' cannot be loaded; the graph is as it was. {error}") from error


def _holds_graph(server: Server) -> bool:
    return (server.data / "databases" / "neo4j").exists()
