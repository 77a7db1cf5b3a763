"""PostgreSQL: one wide table with arrays under GIN indexes, ranges and words in tables of their own.

Of the ways tried this one is the fastest: with a table of citations, each hit of a popular standard costs a look into another table.
A server of its own in a temporary folder, reached by a socket in it alone; run by root it serves as user ``postgres`` or ``nobody``.
"""

import importlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.asked import FACETS, PAGE, Answer, Asked
from benchmarks.peers.documents import LATE, Document
from benchmarks.peers.peer import Unavailable
from kg.search.words import phrases

VERSIONS = Path("/usr/lib/postgresql")  # where Debian and its kin keep the programs of each version
SERVER = {
    "shared_buffers": "1GB", "work_mem": "64MB", "effective_cache_size": "4GB", "maintenance_work_mem": "512MB", "random_page_cost": "1.1",
    "jit": "off", "fsync": "off", "synchronous_commit": "off", "max_wal_size": "4GB", "autovacuum": "off", "listen_addresses": "''",
}  # fmt: skip

TABLES = """
CREATE EXTENSION btree_gin;
CREATE TABLE capability (number int, id text, institution text, activity text, starts date, ends date, best bigint,
                         standards text[], parameters text[], products text[], regions text[]);
CREATE TABLE stretch (number int, dimension text, kind text, lo float8, hi float8);
CREATE TABLE wording (number int, words tsvector);
"""
INDEXES = """
ALTER TABLE capability ADD PRIMARY KEY (number);
CREATE INDEX ON capability USING gin (standards, activity, regions) WITH (fastupdate = off);
CREATE INDEX ON capability USING gin (products, activity, regions) WITH (fastupdate = off);
CREATE INDEX ON stretch (number) INCLUDE (dimension, kind, lo, hi);
CREATE INDEX ON stretch (dimension, lo, hi);
CREATE INDEX ON wording USING gin (words) WITH (fastupdate = off);
"""
_COPY = {
    "capability": "COPY capability FROM STDIN",
    "stretch": "COPY stretch FROM STDIN",
    "wording": "COPY wording FROM STDIN",
}
_COLUMNS = {"region": "regions", "parameter": "parameters", "product": "products"}

_CONDITIONS = {
    "standard": "c.standards @> ARRAY[%(standard)s]",
    "product": "c.products @> ARRAY[%(product)s]",
    "words": "c.number IN (SELECT w.number FROM wording w WHERE w.words @@ %(words)s::tsquery)",
    "region": "c.regions @> ARRAY[%(region)s]",
    "wanted": """EXISTS (SELECT FROM stretch r WHERE r.number = c.number AND r.dimension = %(dimension)s AND r.kind IN (%(kind)s, '')
                         AND r.lo <= %(lo)s AND %(hi)s <= r.hi)""",
}


def statement(asked: Asked) -> str:
    """The question in SQL: a row for each institution of the page, and one for each value of each facet."""
    given = [asked.subject, *(name for name in ("region", "wanted") if getattr(asked, name))]
    dated = "c.starts <= %(as_of)s AND %(as_of)s <= c.ends"
    conditions = [_CONDITIONS[name] for name in given]
    conditions += ["c.activity = %(activity)s", "(c.ends IS NULL OR %(as_of)s <= c.ends)" if asked.undated else dated]
    late = f"CASE WHEN {dated} THEN 0 ELSE {LATE} END + " if asked.undated else ""
    facets = FACETS if asked.facets else ()
    columns = "".join(f", c.{_COLUMNS[name]}" for name in facets)
    return f"""
    WITH hits AS {"MATERIALIZED " if facets else ""}(
        SELECT c.institution, {late}c.best AS best{columns} FROM capability c WHERE {" AND ".join(conditions)}
    ), groups AS (SELECT institution, count(*) AS n, min(best) AS best FROM hits GROUP BY institution)
    (SELECT '' AS field, institution AS value, n, count(*) OVER () AS institutions, sum(n) OVER ()::bigint AS all_hits
     FROM groups ORDER BY best LIMIT {PAGE})
    {"".join(map(_facet, facets))}"""


def _facet(name: str) -> str:
    return f"""UNION ALL (SELECT '{name}', value, count(*), count(DISTINCT institution), 0 FROM hits, unnest({_COLUMNS[name]}) AS value
               GROUP BY value ORDER BY 3 DESC, 2 LIMIT {PAGE})
    """


def parameters(asked: Asked) -> dict[str, Any]:
    """What stands in the statement's places."""
    said = {name: getattr(asked, name) for name in ("standard", "product", "region", "activity", "as_of")}
    return said | (asked.wanted._asdict() if asked.wanted else {}) | {"words": tsquery(asked.words)}


def tsquery(texts: Sequence[str]) -> str:
    """All words of the texts; a run of Chinese as its pairs of characters, one after the other."""
    found = [phrase for text in texts for phrase in phrases(text)]
    return " & ".join("(" + " <-> ".join(f"'{word}'" for word in phrase) + ")" for phrase in found)


def tsvector(names: Sequence[tuple[str, str]]) -> str:
    """Words of names with their places; no phrase reaches from one name into the next."""
    words = " | ".join(cut for _, cut in names).split()
    return " ".join(f"'{word}':{place}" for place, word in enumerate(words, 1) if word != "|")


class Postgres:
    """A running server with an open connection."""

    def __init__(self, folder: Path, connection: Any) -> None:
        self.folder, self._connection = folder, connection
        self.version = f"PostgreSQL {connection.info.server_version // 10000}"
        connection.execute(TABLES)

    def add(self, documents: Sequence[Document]) -> None:
        for table, rows in (
            ("capability", ((*d[:7], *map(list, (d.standards, d.parameters, d.products, d.regions))) for d in documents)),
            ("stretch", ((d.number, *each) for d in documents for each in d.ranges)),
            ("wording", ((d.number, tsvector(d.names)) for d in documents)),
        ):  # fmt: skip
            with self._connection.cursor() as cursor, cursor.copy(_COPY[table]) as copy:
                for row in rows:
                    copy.write_row(row)

    def settle(self) -> None:
        for order in (*INDEXES.strip().splitlines(), "VACUUM (FREEZE, ANALYZE)"):
            self._connection.execute(order)

    def answer(self, asked: Asked) -> Answer:
        rows = self._connection.execute(statement(asked), parameters(asked)).fetchall()
        page = [row for row in rows if not row[0]]
        institutions, hits = page[0][3:5] if page else (0, 0)
        facets = {name: [tuple(row[1:4]) for row in rows if row[0] == name] for name in FACETS} if asked.facets else {}
        return Answer([(row[1], row[2]) for row in page], institutions, hits, facets)


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server of its own; ``Unavailable`` where its programs or the library to speak to it are missing."""
    try:
        psycopg = importlib.import_module("psycopg")
    except ImportError as error:
        raise Unavailable("no library to reach PostgreSQL: install the package group 'bench'") from error
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="kg-postgres-") as name:
        folder, user = Path(name), _user()
        if user:
            shutil.chown(folder, user)
        _run(
            user,
            folder,
            programs / "initdb",
            "-D",
            "data",
            "-E",
            "UTF8",
            "--locale=C",
            "-A",
            "trust",
            "-U",
            "kg",
            "--no-sync",
        )
        flags = " ".join(f"-c {key}={value}" for key, value in SERVER.items())
        _run(user, folder, programs / "pg_ctl", "-D", "data", "-l", "log", "-w", "-o", f"-k {folder} {flags}", "start")
        try:
            with psycopg.connect(
                f"host={folder} user=kg dbname=postgres", autocommit=True, prepare_threshold=None
            ) as connection:
                yield Postgres(folder, connection)
        finally:
            _run(user, folder, programs / "pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")


def _programs() -> Path:
    """The folder of the server's programs."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    versions = sorted(VERSIONS.glob("*/bin/initdb"), key=lambda path: float(path.parents[1].name))
    if not versions:
        raise Unavailable("PostgreSQL is not installed: on Debian it is the package postgresql-15")
    return versions[-1].parent


def _user() -> str | None:
    """Whom the server runs as where this is root, which it refuses."""
    if os.geteuid() != 0:
        return None
    known = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _run(user: str | None, folder: Path, *line: str | Path) -> None:
    group = pwd.getpwnam(user).pw_gid if user else None
    done = subprocess.run(line, cwd=folder, user=user, group=group, extra_groups=() if user else None, check=False,
                          stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=(folder / "said").open("wb"))  # fmt: skip
    if done.returncode:
        raise Unavailable(f"{Path(line[0]).name} failed: {(folder / 'said').read_text('utf-8', 'replace').strip()}")
