"""A family of publishers: how their designations look, and how they are written right."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Groups = Mapping[str, str | None]


@dataclass(frozen=True)
class Publisher:
    """A body that publishes standards."""

    acronym: str
    name_en: str
    name_zh: str
    country: str | None = None


@dataclass(frozen=True)
class Written:
    """A designation taken apart: enough to write it and to key it."""

    publisher: str
    type: str
    number: str
    part: str | None = None
    year: str | None = None
    work: str = ""
    dated: str = "{work}-{year}"
    clause: str | None = None
    in_house: bool = False


@dataclass(frozen=True)
class Family:
    """``pattern`` is matched on levelled text; it names groups that ``write`` turns into a designation (None: no
    citation after all). ``rank`` decides between families that match at one place: the lowest wins."""

    name: str
    pattern: re.Pattern[str]
    write: Callable[[Groups], Written | None]
    publishers: tuple[Publisher, ...] = ()
    rank: int = 5

    def __post_init__(self) -> None:
        if self.pattern.match(""):
            raise ValueError(f"family {self.name!r} matches an empty text")


def full_year(year: str) -> int:
    """``98`` is 1998, ``22`` is 2022: no standard in use is older than 1950 or dated after 2049."""
    number = int(year)
    return number if number > 99 else number + (1900 if number >= 50 else 2000)
