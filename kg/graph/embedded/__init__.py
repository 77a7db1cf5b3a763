"""The embedded engine: import ``Server``; ``dump`` and ``load`` move its graph as one file, ``import_files`` makes it of CSV."""

from kg.graph.embedded.archive import dump, load
from kg.graph.embedded.importing import BETWEEN, import_files
from kg.graph.embedded.server import Server

__all__ = ["BETWEEN", "Server", "dump", "import_files", "load"]
