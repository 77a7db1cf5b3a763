"""What is read: citations of standards and in-house procedures, and who publishes the standards."""

from dataclasses import dataclass
from typing import Literal, NamedTuple


class Publisher(NamedTuple):
    """A body that publishes standards. ``country`` is ISO 3166-1 alpha-2, or None for an international body."""

    acronym: str
    name_en: str
    name_zh: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One document that a text cites.

    ``designation``: as its publisher writes it, with the year when the text gives one (``GB/T 22239-2008``).
    ``work``: the same without edition. ``key`` and ``work_key``: identifiers, the same for every spelling; they are
    equal when no edition is named. ``publisher``: acronym, a key of ``PUBLISHERS``, or empty where it is not known.
    ``type``: the publisher's document type, which is the prefix. ``clause``: clause, annex or method as printed.
    ``kind``: an edition is named (``dated``; by a letter alone in ``MIL-STD-810G``), none is, or it is an in-house code.
    ``span``: where it stands in the text that was read, clause included.
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
    kind: Literal["dated", "undated", "in-house"]
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read: its citations in order, and the ``rest``, which holds every word outside of them."""

    text: str
    citations: tuple[Citation, ...]
    rest: str
