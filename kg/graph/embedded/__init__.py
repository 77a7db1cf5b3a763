"""The embedded engine: import ``Server``."""

from kg.graph.embedded.server import Server

__all__ = ["Server"]
