"""The things of one data set by the words that its other tables may name them with."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from kg.errors import did_you_mean
from kg.ingest.concepts import SEPARATOR
from kg.ingest.row import RowError
from kg.schema.folding import fold

# Columns whose words name a thing.
NAMING = ("id", "name_zh", "name_en", "number", "identifier", "code", "acronym", "uscc", "designation")


class Thing(NamedTuple):
    """``owners``: ids of the institutions that the thing is said to belong to."""

    id: str
    owners: frozenset[str]


class Known:
    """What was read so far; a row that was refused is not among it."""

    def __init__(self) -> None:
        self._by_word: dict[str, dict[str, set[Thing]]] = defaultdict(lambda: defaultdict(set))

    def add(self, entity: str, thing: Thing, said: Mapping[str, Any]) -> None:
        """Let a thing be named by what its row says of it."""
        for column in NAMING:
            words = said.get(column) or ()
            for word in [words] if isinstance(words, str) else words:
                self._by_word[entity][fold(word)].add(thing)

    def find(self, entity: str, column: str, text: str, owner: str | None) -> Thing | None:
        """The thing that a cell names, of the row's own institution where it has one; else None.

        ``RowError`` when there are several, or it is another institution's.
        """
        found: set[Thing] = set()
        for word in (text, *text.split(SEPARATOR)):
            found |= self._by_word[entity].get(fold(word), set())
        own = {thing for thing in found if not (owner and thing.owners) or owner in thing.owners}
        if found and not own:
            raise RowError(column, f"'{text[:60]}' belongs to another institution than the row's")
        if len({thing.id for thing in own}) > 1:
            raise RowError(column, f"'{text[:60]}' names {len(own)} of them; name it by its id")
        return next(iter(own), None)

    def near(self, entity: str, text: str) -> str:
        """A hint at the nearest known word."""
        return did_you_mean(fold(text), self._by_word[entity])
