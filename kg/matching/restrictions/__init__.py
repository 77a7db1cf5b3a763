"""Restrictions: what the notes of a scope limit, and whether a limit lets a request through."""

from collections.abc import Iterator
from functools import lru_cache

from kg.matching.offer import Limited
from kg.matching.restrictions.judging import Wanted, judge, judged
from kg.matching.restrictions.marked import Marked
from kg.matching.restrictions.reader import Reader
from kg.matching.restrictions.touching import touch
from kg.matching.restrictions.words import CHANGE, is_empty, performed_by
from kg.standards import reading

__all__ = ["Wanted", "is_empty", "judge", "judged", "performed_by", "read_restrictions", "touch"]


@lru_cache(maxsize=8192)
def read_restrictions(text: str, limiting: bool = False) -> tuple[Limited, ...]:
    """The limits that a note makes, in its order. ``limiting``: the text stands where only limits do, so that what says
    nothing else is one. Those that are not understood come unread."""
    if is_empty(text):
        return ()
    found = tuple(_safe(text, tuple(dict.fromkeys(Reader(Marked.of(text), limiting).read()))))
    return found or ((Limited("unknown", False, text.strip()),) if limiting else ())


def _safe(text: str, found: tuple[Limited, ...]) -> Iterator[Limited]:
    """The limits, so that none is thought to be of fewer standards than it may be of. Behind one that was not read, which
    standard is meant is not sure. Standards that a list of clauses goes on to name, and that no limit is of, may be limited too."""
    unsure = False
    for limited in found:
        yield limited._replace(applies_to=()) if unsure else limited
        unsure = unsure or (not limited.read and bool(limited.applies_to))
    if found and found[-1].kind == "clause" and found[-1].applies_to and not CHANGE.search(text):
        told = {designation for limited in found for designation in limited.applies_to}
        cited = [each.designation for each in reading(text).citations if each.designation not in told]
        if cited:
            yield Limited("unknown", False, text.strip(), (), tuple(dict.fromkeys(cited)))
