"""Records as tables: the CSV files that Neo4j's import tool makes a graph of, one a type and one a relation between two types.

What stands in them is what ``load`` writes, so that either way gives the same graph.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, TextIO

from kg.errors import DataError
from kg.graph import load
from kg.graph.embedded import BETWEEN
from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import CODE, HOUSEKEEPING, Property, Words
from kg.schema.derive.neo4j import INDEXED_BYTES, indexed
from kg.schema.record import Record

_TYPES: dict[type, str] = {str: "string", int: "long", float: "double", bool: "boolean", date: "date"}

# Texts that an index holds: an import does not mind their length, the index that is made of it afterwards would.
_INDEXED = {
    name: [p.name for p in (*entity.all_properties, *HOUSEKEEPING) if p.type.python is str and p.name in {"id", *indexed(entity)}]
    for name, entity in SCHEMA.items()
}  # fmt: skip
_OF_NODES = [p for p in HOUSEKEEPING if p.name != "ended_run"]
_FIRST_RUN = next(p for p in HOUSEKEEPING if p.name == "first_run")
_CLAIMED_BY = Property("source", CODE, Words("source", "来源"), Words("Whose claim it is.", "该主张的来源。"))


class End(NamedTuple):
    """A thing at the end of a relation."""

    entity: str
    id: str


class Tables:
    """The tables of a graph in a folder. The disk is the limit, not the memory: rows are written as they come."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.nodes: dict[str, str] = {}
        self.relations: list[tuple[str, str]] = []
        self._files = ExitStack()
        self._tables: dict[tuple[str, ...], _Table] = {}

    def __enter__(self) -> "Tables":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._files.close()

    def add(
        self, record: Record, hash: str, writing: load.Writing, *, worded: bool = True, first_run: str = ""
    ) -> None:
        """A record of one data set. ``worded``: whether a shared thing has its words (and relations) from this one;
        ``first_run``: the run of the data set that stated it first, where that is another."""
        shared = SCHEMA[record.entity].shared
        here = End(record.entity, record.id)
        if worded:
            self.node(record.entity, load.properties(record, hash, writing) | {"first_run": first_run or writing.run})
        for link in dict.fromkeys(record.links):
            relation = RELATIONS[link.relation]
            if worded or (shared and relation.claimed):
                ends = (here, End(link.entity, link.id))
                start, end = ends if relation.stated_by == "start" else ends[::-1]
                self.relation(link.relation, start, end, load.link_properties(link, writing))
        if shared:
            stated = load.stating_properties(record, hash) | {"first_run": writing.run}
            self.relation("STATED_BY", here, End("Source", writing.dataset), stated)

    def node(self, entity: str, properties: Mapping[str, Any]) -> None:
        """A node as the graph is to hold it, with its id."""
        if not (table := self._tables.get((entity,))):
            table = self._open((entity,), _node_columns(entity))
            self.nodes[entity] = table.file
        for name in _INDEXED[entity]:
            if (value := properties.get(name)) and len(value.encode()) > INDEXED_BYTES:
                raise DataError(f"{name} of {entity} '{properties['id'][:80]}' has {len(value):,} characters, more than an "
                                "index can hold. See that the columns of its row are where they should be.")  # fmt: skip
        table.add((), properties)

    def relation(self, name: str, start: End, end: End, properties: Mapping[str, Any]) -> None:
        """A relation as the graph is to hold it."""
        kind = (name, start.entity, end.entity)
        if not (table := self._tables.get(kind)):
            table = self._open(kind, _relation_columns(*kind))
            self.relations.append((name, table.file))
        table.add((start.id, end.id), properties)

    def _open(self, kind: tuple[str, ...], columns: Mapping[str, str]) -> "_Table":
        file = f"{'-'.join(kind)}.csv"
        out = self._files.enter_context((self.folder / file).open("w", encoding="utf-8", newline=""))
        self._tables[kind] = _Table(file, out, columns)
        return self._tables[kind]

    @property
    def longest(self) -> int:
        """Characters of the longest row."""
        return max((table.longest for table in self._tables.values()), default=0)


class _Table:
    """One open table: its header names each column and its type."""

    def __init__(self, file: str, out: TextIO, columns: Mapping[str, str]) -> None:
        self.file, self.longest, self._out = file, 0, out
        self._rows = csv.writer(self)
        self._names = [name for name in columns if not name.startswith(":")]
        self._rows.writerow(columns.values())

    def add(self, ends: tuple[str, ...], properties: Mapping[str, Any]) -> None:
        get = properties.get
        self._rows.writerow([*ends, *[_cell(get(name)) for name in self._names]])

    def write(self, row: str) -> None:
        """A row as the writer of CSV gives it."""
        self.longest = max(self.longest, len(row))
        self._out.write(row)


def _node_columns(entity: str) -> dict[str, str]:
    """By property: its column's header. An id is unique among the things of its type."""
    properties = [p for p in (*SCHEMA[entity].all_properties, *_OF_NODES) if p.name != "id"]
    return {"id": f"id:ID({entity})", **dict(_headers(properties))}


def _relation_columns(name: str, start: str, end: str) -> dict[str, str]:
    relation = RELATIONS[name]
    properties = [*relation.properties, _FIRST_RUN, *([_CLAIMED_BY] if relation.claimed else [])]
    return {":START_ID": f":START_ID({start})", ":END_ID": f":END_ID({end})", **dict(_headers(properties))}


def _headers(properties: Iterable[Property]) -> Iterator[tuple[str, str]]:
    for p in properties:
        yield p.name, f"{p.name}:{_TYPES[p.type.python]}{'[]' if p.many else ''}"


def _cell(value: Any) -> str | None:
    """A value as the import tool reads it; nothing for what is absent."""
    if value is None or value.__class__ is str:
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence):
        return BETWEEN.join(map(_element, value))
    return repr(value)


def _element(value: Any) -> str:
    text = _cell(value) or ""
    if BETWEEN in text:
        raise DataError(f"{text[:80]!r} holds the control character U+001F, which the import tool cannot keep in a list. "
                        "Load this source without --bulk.")  # fmt: skip
    return text
