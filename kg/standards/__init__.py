"""Standards as texts: read their designations (``read``), and find what they mean in a catalogue (``resolve``)."""

from kg.standards.catalogue import Catalogue, Known
from kg.standards.citation import Citation, Reading
from kg.standards.heads import FAMILIES
from kg.standards.publisher import PUBLISHERS, Publisher
from kg.standards.reader import read, reading
from kg.standards.resolve import Resolution, resolve, suggest
from kg.standards.unread import why_unread

__all__ = [
    "FAMILIES",
    "PUBLISHERS",
    "Catalogue",
    "Citation",
    "Known",
    "Publisher",
    "Reading",
    "Resolution",
    "read",
    "reading",
    "resolve",
    "suggest",
    "why_unread",
]
