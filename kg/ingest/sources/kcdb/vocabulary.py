"""The controlled vocabularies of the KCDB: what its numbers stand for, to hold a capability's words against."""

from typing import NamedTuple

from kg.ingest.row import Row, RowError

# Areas and branches before what refers to them. Services are stated by their classes, which say under which they stand.
VOCABULARIES = (
    "area",
    "branch",
    "service",
    "subservice",
    "individualservice",
    "quantity",
    "instrument",
    "instrumentmethod",
)
COLUMNS = ("id", "label", "value")


class Term(NamedTuple):
    """An entry: KCDB's number of it, its label (a code in a classification, else empty), its words as they are written."""

    number: str
    label: str
    words: str


class Vocabulary:
    """The entries of all vocabularies, by vocabulary and number."""

    def __init__(self) -> None:
        self._terms: dict[str, dict[str, Term]] = {}

    def learn(self, name: str, row: Row) -> None:
        """Remember an entry, whatever becomes of its row; one that is unreadable is quarantined with its row."""
        if all(column in row.cells for column in COLUMNS):
            term = Term(*(row.cells[column].strip() for column in COLUMNS))
            self._terms.setdefault(name, {})[term.number] = term

    def words(self, name: str, label: str) -> str | None:
        """What a vocabulary with unique labels (areas, branches) says that a label stands for."""
        return next((term.words for term in self._terms.get(name, {}).values() if term.label == label), None)

    def named(self, name: str) -> set[str]:
        """All the words of a vocabulary."""
        return {term.words for term in self._terms.get(name, {}).values()}

    def term(self, row: Row, name: str) -> Term:
        """The entry that a row refers to; ``RowError`` when the vocabulary lacks it, or says otherwise."""
        found = Term(row.need(f"{name}.id"), row.take(f"{name}.label") or "", row.need(f"{name}.value"))
        known = self._terms.get(name, {}).get(found.number)
        if known is None:
            raise RowError(f"{name}.id", f"kcdb_{name}.json has no {found.number}")
        if known != found:
            raise RowError(f"{name}.value", f"is '{found.words[:60]}', where kcdb_{name}.json has '{known.words[:60]}'")
        return found
