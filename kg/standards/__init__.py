"""Standards as texts: read their designations. ``read(text)`` gives the citations in it."""

from kg.standards.citation import Citation, Reading
from kg.standards.heads import FAMILIES
from kg.standards.publisher import PUBLISHERS, Publisher
from kg.standards.reader import read, reading

__all__ = ["FAMILIES", "PUBLISHERS", "Citation", "Publisher", "Reading", "read", "reading"]
