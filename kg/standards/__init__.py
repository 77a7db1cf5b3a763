"""Standards as texts: read their designations. ``read(text)`` gives the citations in it."""

from kg.standards.citation import Citation, Reading
from kg.standards.family import Publisher
from kg.standards.reader import FAMILIES, PUBLISHERS, read

__all__ = ["FAMILIES", "PUBLISHERS", "Citation", "Publisher", "Reading", "read"]
