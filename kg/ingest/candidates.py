"""Candidates for the same institution: names that are equal or close once their spelling is levelled. A
candidate is for review; nothing is merged by it."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

from kg.schema.folding import fold

CLOSE = 0.8
_ABBREVIATED = {
    "co": "company", "corp": "corporation", "dept": "department", "govt": "government", "lab": "laboratory",
    "labs": "laboratories", "ltd": "limited", "pvt": "private",
}  # fmt: skip
_EMPTY = frozenset({"and", "of", "the"})


class Candidate(NamedTuple):
    """Two ids that may be one institution. ``rule``: ``same-name`` or ``similar-name``."""

    first: str
    second: str
    score: float
    rule: str


def level(name: str) -> tuple[str, ...]:
    """The words of a name without what spelling adds to them: case, punctuation, abbreviation, order."""
    words = re.findall(r"\w+", " ".join(fold(word) for word in re.sub(r"[._,]", " ", name).split()))
    return tuple(sorted(_ABBREVIATED.get(word, word) for word in words if word not in _EMPTY))


def candidates(names: Mapping[str, str]) -> Iterator[Candidate]:
    """Pairs of ids, in order, whose names are the same or close. Quadratic: for hundreds of names."""
    levelled = {id: level(name) for id, name in names.items()}
    for first, second in combinations(sorted(levelled), 2):
        if levelled[first] == levelled[second]:
            yield Candidate(first, second, 1.0, "same-name")
        elif (score := _likeness(levelled[first], levelled[second])) >= CLOSE:
            yield Candidate(first, second, score, "similar-name")


def _likeness(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    return round(SequenceMatcher(None, first, second, autojunk=False).ratio(), 3)
