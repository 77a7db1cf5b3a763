"""A run: one reading of one source, from its files to what changed in the graph."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError

from kg.ingest.places import Gazetteer
from kg.ingest.quarantine import Quarantined
from kg.ingest.row import Row, RowError
from kg.ingest.source import Crawl
from kg.ingest.spool import Spool
from kg.schema import SCHEMA
from kg.schema.derive.models import LinkError, validate, validate_links
from kg.schema.record import Link, Record

EXAMPLES = 20
REMEMBERED = 5000  # statements; a scope names the same institution, product and standard row after row
COUNTS = ("read", "accepted", "repeated", "quarantined")


@dataclass
class Issue:
    """Something that a run met and did not understand, or changed on purpose: how often, and the first examples."""

    count: int = 0
    examples: list[str] = field(default_factory=list)


@dataclass
class Run:
    """What a crawl sees of its run: it states records and reports issues.

    ``dataset`` is the name of what is being read: the source's, or one file of it where each file stands alone.
    """

    id: str
    dataset: str
    spool: Spool
    corrections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    gazetteer: Callable[[], Gazetteer] = lambda: Gazetteer(())
    observed_on: date | None = None
    progress: Callable[[int], None] = lambda _: None
    options: Mapping[str, str] = field(default_factory=dict)
    list_issue: Callable[[str, str, str], None] = lambda *_: None
    rows: dict[str, Counter[str]] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    quarantined: list[Quarantined] = field(default_factory=list)
    _pending: list[Record] = field(default_factory=list)
    _said: dict[tuple[str, str], Record] = field(default_factory=dict)
    _row: Row | None = None

    def state(self, record: Record) -> Link:
        """State a thing beside the row's own; returns a link to it without a relation name (``named`` gives it one).

        Held back until the row is accepted: a quarantined row states nothing.
        """
        self._pending.append(record)
        return Link("", record.entity, record.id)

    def state_all(self, records: Iterable[Record]) -> None:
        """State several things beside the row's own."""
        for record in records:
            self.state(record)

    def issue(self, kind: str, detail: str) -> None:
        """Report something not understood, or removed, or repaired; counted by kind in the summary, listed in full
        (kind, place, detail) by ``list_issue``."""
        issue = self.issues.setdefault(kind, Issue())
        issue.count += 1
        self.list_issue(kind, self._row.locator if self._row else "", detail)
        if len(issue.examples) < EXAMPLES:
            issue.examples.append(f"{self._row.locator}: {detail}" if self._row else detail)

    def read(self, crawl: Crawl, row: Row) -> None:
        """Read one row: accept it with all it states, count it as repeated, or quarantine it whole."""
        counts = self.rows.setdefault(row.table, Counter())
        counts["read"] += 1
        self.progress(counts["read"])
        digest = row.digest()
        if fixed := self.corrections.get(digest.hex()):
            row.cells = {**row.cells, **fixed}
        if self.spool.repeated(digest, row.locator):
            counts["repeated"] += 1
            if more := crawl.again(row):
                self.spool.add(_valid(more))
            self._pending = []
            return
        self._row, self._pending = row, []
        try:
            row.check()
            record = crawl.read(row)
            stated = [_valid(each) for each in (record, *self._news())]
        except RowError as error:
            self._pending = []
            counts["quarantined"] += 1
            self.quarantined.append(Quarantined.of(row, digest, error))
            return
        finally:
            self._row = None
        self._pending = []
        counts["accepted"] += 1
        self._accept(row, digest, record, stated)

    def _news(self) -> list[Record]:
        """What is stated beside the row's own record, without what was just stated in the very same words."""
        return [each for each in self._pending if self._said.get((each.entity, each.id)) != each]

    def _accept(self, row: Row, digest: bytes, record: Record, stated: list[Record]) -> None:
        self._row = row
        for column in row.left():
            self.issue(f"column not read: {column}", row.cells[column])
        for each in stated:
            conflicts = self.spool.add(each)
            if not conflicts and each is not record:
                self._remember(each)
            if SCHEMA[each.entity].shared and each is not record:
                continue  # spelled in several ways; the first wording stands
            for conflict in conflicts:
                self.issue("said twice, differently", f"{conflict.entity} {conflict.id}: {conflict.property} "
                           f"{conflict.kept!r} kept, {conflict.refused!r} not")  # fmt: skip
        self.spool.row(digest, record, row.locator)
        self._row = None

    def _remember(self, record: Record) -> None:
        if len(self._said) >= REMEMBERED:
            self._said.clear()
        self._said[record.entity, record.id] = record

    def finish(self, crawl: Crawl) -> None:
        """Take what only the whole reading shows."""
        self._pending = []
        for record in crawl.rest():
            self.spool.add(_valid(record))
            self._flush()
        self._flush()

    def _flush(self) -> None:
        for record in self._news():
            if not self.spool.add(_valid(record)):
                self._remember(record)
        self._pending = []

    def total(self) -> dict[str, int]:
        """Rows of all tables: read = accepted + repeated + quarantined."""
        tables = [self.table(name) for name in self.rows]
        return {name: sum(table[name] for table in tables) for name in COUNTS}

    def table(self, name: str) -> dict[str, int]:
        """Rows of one table, by what became of them."""
        return {count: self.rows.get(name, Counter())[count] for count in COUNTS}


def named(link: Link, relation: str, **properties: Any) -> Link:
    """The link with its relation's name and properties."""
    return link._replace(relation=relation, properties=tuple(sorted(properties.items())))


def _valid(record: Record) -> Record:
    """The record, once its properties and links agree with the schema; ``RowError`` names what does not."""
    try:
        validate(record.entity, {"id": record.id, **record.properties})
        validate_links(record)
    except LinkError as error:
        raise RowError(f"{record.entity}.{error.relation}", error.fault) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RowError(f"{record.entity}.{where}", f"{first['msg']} (was {str(first['input'])[:80]!r})") from error
    return record
