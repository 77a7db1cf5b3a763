"""What a reading of a text gives: the citations in it, and what is left."""

from typing import Literal, NamedTuple

Kind = Literal["dated", "undated", "all-parts", "in-house"]


class Citation(NamedTuple):
    """One standard (or in-house procedure) that a text names.

    ``designation``: as its publisher writes it (``GB/T 22239-2008``), without supplements; ``key``: the same for all
    spellings, and for a recommended standard and the mandatory one of its number, usable as an id; ``work`` and
    ``work_key``: without the year.
    ``month``: where the designation has one. ``supplements``: amendments and corrigenda, in one spelling (``A1:2008``).
    ``clause``: clause, annex, table or method, as printed without the word clause.
    ``chain``: for an adoption by its own designation (``BS EN ISO 6892-1:2019``), what it adopts, nearest first; dated
    where adopters keep the year.
    ``printed``: the words that name it, with a clause that stands before them.
    ``basis``: only what an in-house procedure is based on: that procedure does not answer for it.
    ``span``: where it stands in the text, clause included; items of a list that leaves out what repeats may share one.
    ``confidence``: 1 for a designation as its publisher writes it, less for each ``doubt``.
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
    month: int | None
    supplements: tuple[str, ...]
    reaffirmed: int | None
    clause: str | None
    kind: Kind
    chain: tuple[str, ...]
    basis: bool
    printed: str
    span: tuple[int, int]
    confidence: float
    doubts: tuple[str, ...]


class Reading(NamedTuple):
    """``rest`` is the text without its citations: usually a title."""

    text: str
    citations: tuple[Citation, ...]
    rest: str
