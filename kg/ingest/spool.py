"""The spool: a run's records on disk, merged and compared with the graph before anything is written.

A run reads all its files first. So a file that turns out to be broken changes nothing, rows repeated far apart
become one record, memory does not grow with the file, and what the graph holds is compared by one join.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.schema import SCHEMA
from kg.schema.properties import ALSO_DESIGNATED, ALSO_TITLED, CERTAINTY, DESIGNATION, KNOWN_BY
from kg.schema.record import Record, content_hash, from_body

_TABLES = """
CREATE TABLE record (seq INTEGER PRIMARY KEY, entity TEXT, id TEXT, body TEXT, hash TEXT, UNIQUE (entity, id));
CREATE TABLE place (entity TEXT, id TEXT, locator TEXT);
CREATE TABLE row (digest BLOB PRIMARY KEY, entity TEXT, id TEXT) WITHOUT ROWID;
CREATE TABLE held (entity TEXT, id TEXT, hash TEXT, PRIMARY KEY (entity, id)) WITHOUT ROWID;
"""
# Where another wording of the same thing stands beside the first.
_BESIDE = {DESIGNATION.name: ALSO_DESIGNATED, **dict.fromkeys(("name_zh", "name_en", "title_fr"), ALSO_TITLED)}


class Conflict(NamedTuple):
    """Two statements of one run about one property of one thing; the first stands."""

    entity: str
    id: str
    property: str
    kept: Any
    refused: Any


class Spool:
    """A SQLite file of the run. It is the run's own, so it is fast rather than durable: a lost one is read again."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -16384"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")

    def close(self) -> None:
        self._db.close()

    def repeated(self, digest: bytes, locator: str) -> bool:
        """Whether an equal row was read before; if so its record gets this place too."""
        earlier = self._db.execute("SELECT entity, id FROM row WHERE digest = ?", (digest,)).fetchone()
        if earlier:
            self._db.execute("INSERT INTO place VALUES (?, ?, ?)", (*earlier, locator))
        return earlier is not None

    def row(self, digest: bytes, record: Record, locator: str) -> None:
        """Remember that this row states this record."""
        self._db.execute("INSERT INTO row VALUES (?, ?, ?)", (digest, record.entity, record.id))
        self._db.execute("INSERT INTO place VALUES (?, ?, ?)", (record.entity, record.id, locator))

    def stated_at(self, entity: str, id: str) -> str | None:
        """Where the row stands that stated this thing, if one did."""
        if not self.has(entity, id):
            return None
        found = self._db.execute(
            "SELECT locator FROM place WHERE entity = ? AND id = ? LIMIT 1", (entity, id)
        ).fetchone()
        return found[0] if found else "another row"

    def add(self, record: Record) -> list[Conflict]:
        """Keep a record; a second statement about the same thing fills what the first left open. Of the designations and
        titles of one document the first stand, and the others stand beside them; it is known as surely as the surest."""
        body = record.body()
        added = self._db.execute(
            "INSERT OR IGNORE INTO record (entity, id, body) VALUES (?, ?, ?)",
            (record.entity, record.id, body),
        )
        return [] if added.rowcount else self._merge(record, body)

    def _merge(self, record: Record, body: str) -> list[Conflict]:
        key = (record.entity, record.id)
        (held,) = self._db.execute("SELECT body FROM record WHERE entity = ? AND id = ?", key).fetchone()
        if held == body:
            return []
        first, conflicts = from_body(*key, held), []
        merged = dict(first.properties)
        for name, value in record.properties.items():
            if isinstance(value, list):
                merged[name] = sorted({*merged.get(name, ()), *value})
            elif merged.setdefault(name, value) is None:
                merged[name] = value
            elif name == KNOWN_BY.name and value is not None:
                merged[name] = max(merged[name], value, key=CERTAINTY.__getitem__)
            elif value is not None and merged[name] != value:
                if (beside := _BESIDE.get(name)) in SCHEMA[record.entity].properties:
                    merged[beside.name] = sorted({*merged.get(beside.name, ()), value})
                if name != DESIGNATION.name:
                    conflicts.append(Conflict(*key, name, merged[name], value))
        whole = Record(*key, merged, tuple(dict.fromkeys((*first.links, *record.links))))
        self._db.execute("UPDATE record SET body = ? WHERE entity = ? AND id = ?", (whole.body(), *key))
        return conflicts

    def settle(self) -> None:
        """Give each record the places it was read at and its hash; nothing is added afterwards."""
        self._db.execute("CREATE INDEX place_of ON place (entity, id)")
        cursor = self._db.execute("SELECT seq, entity, id, body FROM record")
        self._db.executemany("UPDATE record SET body = ?, hash = ? WHERE seq = ?", self._settled(cursor))

    def _settled(self, cursor: Iterable[tuple[int, str, str, str]]) -> Iterator[tuple[str, str, int]]:
        for seq, entity, id, body in cursor:
            found = self._db.execute(
                "SELECT locator FROM place WHERE entity = ? AND id = ? ORDER BY rowid", (entity, id)
            )
            if places := [locator for (locator,) in found]:
                record = from_body(entity, id, body)
                body = Record(entity, id, {**record.properties, "record": places}, record.links).body()
            yield body, content_hash(body), seq

    def get(self, entity: str, id: str) -> Record:
        """A record as it stands now; ``KeyError`` when the run has not stated it."""
        found = self._db.execute("SELECT body FROM record WHERE entity = ? AND id = ?", (entity, id)).fetchone()
        if found is None:
            raise KeyError(f"{entity} {id}")
        return from_body(entity, id, found[0])

    def has(self, entity: str, id: str) -> bool:
        """Whether the run states this thing."""
        found = self._db.execute("SELECT 1 FROM record WHERE entity = ? AND id = ?", (entity, id))
        return found.fetchone() is not None

    def certainties(self, entity: str) -> Iterator[tuple[str, str | None]]:
        """Id of every record of a type, and how its thing is known where the type tells."""
        yield from self._db.execute(
            f"SELECT id, body ->> '$[0].{KNOWN_BY.name}' FROM record WHERE entity = ? ORDER BY seq", (entity,)
        )

    def ids(self, entity: str) -> Iterator[str]:
        """Ids of all records of a type."""
        yield from (id for (id,) in self._db.execute("SELECT id FROM record WHERE entity = ?", (entity,)))

    def targets(self) -> Iterator[tuple[str, str]]:
        """Entity and id of everything that a record links to and no record of the run states."""
        yield from self._db.execute(
            """SELECT DISTINCT link.value ->> 1, link.value ->> 2
               FROM record r, json_each(r.body, '$[1]') link
               WHERE NOT EXISTS (SELECT 1 FROM record t WHERE t.entity = link.value ->> 1 AND t.id = link.value ->> 2)"""
        )

    def entities(self) -> list[str]:
        """Names of the entity types that the run states."""
        return [name for (name,) in self._db.execute("SELECT DISTINCT entity FROM record ORDER BY entity")]

    def hold(self, entity: str, held: Iterable[tuple[str, str]]) -> None:
        """Take what the graph holds of this data set: id and hash (empty when half written or ended)."""
        self._db.executemany("INSERT INTO held VALUES (?, ?, ?)", ((entity, id, hash) for id, hash in held))

    def count(self, entity: str) -> dict[str, int]:
        """How many records of a type are created, updated, unchanged and (stated no longer) ended."""
        created, updated, unchanged = self._db.execute(
            """SELECT count(*) FILTER (WHERE h.id IS NULL), count(*) FILTER (WHERE h.hash <> r.hash),
                      count(*) FILTER (WHERE h.hash = r.hash)
               FROM record r LEFT JOIN held h USING (entity, id) WHERE r.entity = ?""",
            (entity,),
        ).fetchone()
        (ended,) = self._db.execute(
            """SELECT count(*) FROM held h LEFT JOIN record r USING (entity, id)
               WHERE h.entity = ? AND r.id IS NULL AND h.hash NOT LIKE 'ended%'""",
            (entity,),
        ).fetchone()
        return {"created": created, "updated": updated, "unchanged": unchanged, "ended": ended}

    def missing(self, entity: str) -> Iterator[str]:
        """Ids that the graph holds and the run no longer states."""
        found = self._db.execute(
            """SELECT h.id FROM held h LEFT JOIN record r USING (entity, id)
               WHERE h.entity = ? AND r.id IS NULL AND h.hash NOT LIKE 'ended%'""",
            (entity,),
        )
        yield from (id for (id,) in found)

    def changed(self, entity: str, *, new: bool) -> Iterator[tuple[Record, str]]:
        """Records that the graph does not hold (``new``), or holds otherwise; each with its hash."""
        test = "h.id IS NULL" if new else "h.hash <> r.hash"
        found = self._db.execute(
            f"SELECT r.id, r.body, r.hash FROM record r LEFT JOIN held h USING (entity, id) "
            f"WHERE r.entity = ? AND {test} ORDER BY r.seq",
            (entity,),
        )
        for id, body, hash in found:
            yield from_body(entity, id, body), hash
