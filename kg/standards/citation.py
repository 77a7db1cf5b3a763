"""What a reading of a text gives: the citations in it, and what is left."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["dated", "undated", "in-house"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One standard (or in-house procedure) that a text names.

    ``designation``: as its publisher writes it (``GB/T 22239-2008``); ``key``: the same for all spellings, usable as an
    id; ``work`` and ``work_key``: without the year; ``span``: where it stands in the text, clause included.
    """

    designation: str
    key: str
    work: str
    work_key: str
    publisher: str
    type: str
    number: str
    part: str | None
    year: int | None
    clause: str | None
    kind: Kind
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """``rest`` is the text without its citations: usually a title."""

    text: str
    citations: tuple[Citation, ...]
    rest: str
