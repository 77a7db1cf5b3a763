"""Lookups: the words of a source for a closed list of ours; a word that is not listed is an issue, never a guess."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.schema.folding import fold

if TYPE_CHECKING:
    from kg.ingest.run import Run


@dataclass(frozen=True)
class Lookup:
    """``words``: the source's word (compared folded) to ours. ``unknown``: what an unlisted or empty one becomes."""

    name: str
    words: Mapping[str, str]
    unknown: str = "unknown"

    def read(self, run: "Run", word: str | None) -> str:
        """Our word for the source's; an unlisted one is reported as an issue of the run and becomes ``unknown``."""
        if word is None:
            return self.unknown
        found = {fold(key): value for key, value in self.words.items()}.get(fold(word))
        if found is None:
            run.issue(f"unlisted {self.name}", word)
        return found or self.unknown
