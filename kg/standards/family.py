"""A family of publishers: by which words its designations begin, how they go on, and how they are written right."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


class Designation(NamedTuple):
    """One designation as a family reads it: what it is, without what may follow it (year, supplements, clause).

    ``work``: as its publisher writes it, undated. ``dated``: how the publisher adds a year (``:YYYY``; ``YY`` has two
    digits; empty: not at all). ``key``: what it is joined by, where that is not the work itself.
    ``edition``: what names the edition where its publisher does so by another sign than the year (``G`` of MIL-STD-810G,
    `` V3.1.1`` of ETSI). ``year``: where the family reads it itself. ``adopts``: what it adopts, nearest first: pairs of a work and how that
    is dated (empty: adopters do not keep the year).
    ``doubts``: names in ``DOUBTS``.
    """

    publisher: str
    type: str
    number: str
    part: str | None
    work: str
    dated: str
    key: str = ""
    edition: str = ""
    year: int | None = None
    clause: str | None = None
    supplements: tuple[str, ...] = ()
    adopts: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()
    in_house: bool = False


class Found(NamedTuple):
    """The designations that a family reads at one place (several, where a list of parts leaves out what repeats), and
    the place after them. ``closed``: nothing that follows belongs to it."""

    designations: tuple[Designation, ...]
    end: int
    closed: bool = False


def lone(designation: Designation, end: int, *, closed: bool = False) -> Found:
    """One designation, and the place after it."""
    return Found((designation,), end, closed)


# Reads a levelled text from the place where a head begins and the place where it ends; None: no designation after all.
Read = Callable[[str, int, int], Found | None]
# Reads a further number of a list that leaves out the head: text, place, and the designation before.
Resume = Callable[[str, int, Designation], Found | None]


@dataclass(frozen=True)
class Family:
    """``heads``: the words with which a designation begins, in capitals; the longest that fits wins. ``small``: those
    that are no words of a language and count in small letters too. ``pattern``: for what begins with no fixed word."""

    name: str
    read: Read
    heads: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    pattern: str = ""
    resume: Resume | None = None
    rank: int = 5

    def __post_init__(self) -> None:
        if not self.heads and not self.pattern:
            raise ValueError(f"family {self.name!r} has neither heads nor a pattern")
        if self.pattern and re.match(self.pattern, ""):
            raise ValueError(f"family {self.name!r} matches an empty text")
        if strange := set(self.small) - set(self.heads):
            raise ValueError(f"family {self.name!r}: {sorted(strange)} are no heads of it")


# A degree of protection by an enclosure, as IEC 60529 codes it (`IP65`): it looks like a designation and is none.
PROTECTION = re.compile(r"IP\s?[0-6X][0-9X][A-DK]?(?![0-9/:-])")

# What lowers the confidence of a reading, and to which share of what it was.
DOUBTS = {
    "small letters": 0.95,
    "stroke or dash left out": 0.95,
    "letter read for a digit": 0.7,
    "letter left out": 0.7,
    "clause glued to the year": 0.85,
    "number of before 1997": 0.95,
    "head left out": 0.9,
    "range filled in": 0.9,
    "range of which the ends are named": 0.8,
    "short code without a year": 0.7,
    "publisher not named": 0.6,
    "two years": 0.7,
    "year far from its number": 0.9,
    "not by its usual name": 0.9,
}


def ordinal(number: int) -> str:
    """``1st``, ``22nd``, ``58th``."""
    return f"{number}" + {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 // 10 != 1 else 0, "th")


def full_year(year: str) -> int:
    """``98`` is 1998, ``22`` is 2022: no standard in use is older than 1950 or dated after 2049."""
    number = int(year)
    return number if number > 99 else number + (1900 if number >= 50 else 2000)
