"""The embedded engine: import ``Server``; ``dump`` and ``load`` move its graph as one file."""

from kg.graph.embedded.archive import dump, load
from kg.graph.embedded.server import Server

__all__ = ["Server", "dump", "load"]
