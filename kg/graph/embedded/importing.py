"""Neo4j's import tool: a graph made of CSV files, several times as fast as by transactions, in the place of the one held."""

from collections.abc import Iterable
from pathlib import Path

from kg.errors import EngineError
from kg.graph.embedded import java
from kg.graph.embedded.replacement import replacement
from kg.graph.embedded.server import Server

# Between the elements of a list in a cell: the unit separator, which printed text does not hold.
BETWEEN = "\x1f"

# What it takes: more made it no faster at a million nodes.
_FLAGS = ("-Xmx1g", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8")
_OFF_HEAP = "2g"
_BUFFER = 1_000_000  # the tool's own four million make it slower at opening many files

_FULL = ("No space left", "File too large", "Disk quota exceeded")

Files = Iterable[tuple[str, str]]


def import_files(server: Server, folder: Path, nodes: Files, relations: Files, longest: int) -> None:
    """Put the graph of the CSV files of a folder in the place of the one held: pairs of a label, or of a relation's name, and
    a file's name; ``longest``: characters of the longest row. ``EngineError`` when that fails: the graph is as it was."""
    order = [
        "database", "import", "full", "neo4j", "--verbose", "--strict", "--bad-tolerance=0", "--multiline-fields=true",
        f"--array-delimiter=U+{ord(BETWEEN):04X}", f"--max-off-heap-memory={_OFF_HEAP}", "--report-file=report",
        f"--read-buffer-size={max(_BUFFER, 4 * longest)}",
        *(f"--nodes={label}={file}" for label, file in nodes),
        *(f"--relationships={name}={file}" for name, file in relations),
    ]  # fmt: skip
    with replacement(server):
        try:
            java.administer(server.jars.paths, server.folder, order, folder=folder, flags=_FLAGS)
        except EngineError as error:
            full = any(word in str(error) for word in _FULL)
            why = f"The disk is full; free some space below '{server.folder}'." if full else str(error)
            raise EngineError(f"the import failed, and the graph is as it was. {why}") from error
