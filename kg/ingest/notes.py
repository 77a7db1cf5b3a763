"""Notes of Chinese scopes (说明, 限制范围): what they limit, which standards they name, who does the work."""

from dataclasses import dataclass
from functools import lru_cache

from kg.matching.offer import Limited
from kg.matching.restrictions import is_empty, performed_by, read_restrictions
from kg.quantities.ranges import WHOLE
from kg.schema.folding import fold
from kg.standards import reading

DITTO = frozenset({"同上", "〃", "″"})


@dataclass(frozen=True)
class Note:
    """``restrictions``: the limits that it makes. ``standards``: all that it names. ``performed_by``: None where it does
    not say."""

    restrictions: tuple[Limited, ...] = ()
    standards: tuple[str, ...] = ()
    performed_by: str | None = None


def is_ditto(text: str | None) -> bool:
    """Whether the cell stands for the note of the row above."""
    return text is not None and fold(text) in DITTO


def is_all(item: str) -> bool:
    """Whether the cell says that all items are covered, instead of naming one."""
    return fold(item) in WHOLE


def covers(item: str | None, note: str | None, cited: str | None) -> str:
    """How much of what a row cites it covers: all of it only where the row names all items, and neither
    limits them nor cites a clause."""
    if item is None:
        return "unknown"
    if not is_all(item) or any(citation.clause for citation in reading(cited or "").citations):
        return "items"
    return "unknown" if read_note(note).restrictions else "whole"


@lru_cache(maxsize=4096)
def read_note(text: str | None) -> Note:
    """What a note says."""
    if text is None or is_empty(text):
        return Note()
    named = dict.fromkeys(c.designation for c in reading(text).citations if c.kind != "in-house")
    return Note(read_restrictions(text), tuple(named), performed_by(text))
