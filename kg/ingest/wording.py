"""Who words what, where several data sets state the same things: as if they had been loaded one after the other."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.graph import load
from kg.ingest.spool import Spool
from kg.schema import SCHEMA

_TABLE = "CREATE TABLE thing (entity TEXT, id TEXT, first INTEGER, owner INTEGER, known TEXT, PRIMARY KEY (entity, id)) WITHOUT ROWID"
# Not what one of them alone words: for a later one only what takes a thing over, or what is new.
_STATE = """
INSERT INTO thing VALUES (?1, ?2, ?3, ?3, ?4)
ON CONFLICT DO UPDATE SET owner = ?3, known = ?4 WHERE takes_over(?1, ?4, known, ?3)
"""


class Worded(NamedTuple):
    """A thing that several data sets may state, by their number: the first to state it, the one whose words it has."""

    first: int
    owner: int


class Wording:
    """A table on disk of the things of those types that more than one data set states."""

    def __init__(self, path: Path, sets: Sequence[tuple[Spool, load.Writing]]) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.execute(_TABLE)
        writings = [writing for _, writing in sets]

        def takes_over(entity: str, known: str | None, before: str | None, number: int) -> bool:
            return load.takes_over(entity, known, before, writings[number])

        self._db.create_function("takes_over", 4, takes_over)
        stated = [name for spool, _ in sets for name in spool.entities()]
        self._several = {name for name in stated if stated.count(name) > 1}
        self._db.execute("BEGIN")
        for number, (spool, _) in enumerate(sets):
            for name in self._several & set(spool.entities()):
                self._take(spool, name, number, writings)

    def __enter__(self) -> "Wording":
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def of(self, entity: str, id: str, number: int) -> Worded:
        """Who words a thing that the data set of that number states."""
        if entity not in self._several:
            return Worded(number, number)
        found = self._db.execute("SELECT first, owner FROM thing WHERE entity = ? AND id = ?", (entity, id)).fetchone()
        return Worded(*found)

    def _take(self, spool: Spool, entity: str, number: int, writings: Sequence[load.Writing]) -> None:
        if not SCHEMA[entity].shared:
            self._refuse_strangers(entity, spool.ids(entity), number, writings)
        self._db.executemany(_STATE, ((entity, id, number, known) for id, known in spool.certainties(entity)))

    def _refuse_strangers(self, entity: str, ids: Iterable[str], number: int, writings: Sequence[load.Writing]) -> None:
        for id in ids:
            if found := self._db.execute(
                "SELECT owner FROM thing WHERE entity = ? AND id = ?", (entity, id)
            ).fetchone():
                raise load.stranger(entity, id, writings[number].dataset, writings[found[0]].dataset)
