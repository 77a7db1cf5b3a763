"""Names that may be one institution's: candidates for review. Nothing is merged by name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations

from kg.schema.folding import fold

_LEGAL = {"pvt": "private", "ltd": "limited", "co": "company", "corp": "corporation", "lab": "laboratory", "labs": "laboratory",
          "laboratories": "laboratory", "mfg": "manufacturing"}  # fmt: skip
SIMILAR = 0.87


def candidates(names: Mapping[str, str]) -> Iterator[tuple[str, str, float, str]]:
    """Pairs of ids with a score between 0 and 1 and the rule: the same name, or one that differs in legal forms,
    punctuation or a few letters."""
    level = {id: _level(name) for id, name in names.items()}
    blocks: dict[str, list[str]] = defaultdict(list)
    for id, words in sorted(level.items()):
        blocks[words[:8]].append(id)
    for ids in blocks.values():
        for one, other in combinations(ids, 2):
            if level[one] == level[other]:
                same = fold(names[one]) == fold(names[other])
                yield (
                    one,
                    other,
                    1.0 if same else 0.95,
                    "same name" if same else "same but for legal form and punctuation",
                )
            elif (score := SequenceMatcher(None, level[one], level[other]).ratio()) >= SIMILAR:
                yield one, other, round(score, 3), "similar name"


def _level(name: str) -> str:
    words = re.sub(r"[^\w\s]", " ", name.casefold()).split()
    return " ".join(_LEGAL.get(word, word) for word in words)
