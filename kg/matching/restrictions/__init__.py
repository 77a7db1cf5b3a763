"""Restrictions: what the notes of a scope limit, and whether a limit lets a request through."""

from functools import lru_cache

from kg.matching.offer import Limited
from kg.matching.restrictions.judging import Wanted, judge
from kg.matching.restrictions.marked import Marked
from kg.matching.restrictions.reader import Reader
from kg.matching.restrictions.words import is_empty, performed_by

__all__ = ["Wanted", "is_empty", "judge", "performed_by", "read_restrictions"]


@lru_cache(maxsize=8192)
def read_restrictions(text: str, limiting: bool = False) -> tuple[Limited, ...]:
    """The limits that a note makes, in its order. ``limiting``: the text stands where only limits do, so that what says
    nothing else is one. Those that are not understood come unread."""
    if is_empty(text):
        return ()
    found = tuple(dict.fromkeys(Reader(Marked.of(text), limiting).read()))
    return found or ((Limited("unknown", False, text.strip()),) if limiting else ())
