"""Rows of tables as records: properties by their types, relations by the things that their cells name."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kg.ingest import concepts
from kg.ingest.mapping import load_mapping
from kg.ingest.personal import without_persons
from kg.ingest.row import Row, RowError
from kg.ingest.source import Crawl
from kg.ingest.sources.table import cells
from kg.ingest.sources.table.files import find
from kg.ingest.sources.table.identify import designation, identify
from kg.ingest.sources.table.known import Known, Thing
from kg.ingest.sources.table.link import Linker
from kg.schema import SCHEMA
from kg.schema.core import TEXT, EntityType
from kg.schema.derive.table import Column, columns
from kg.schema.identity import hashed
from kg.schema.record import Link, Record
from kg.standards import read

BY_SLUG = {entity.slug: entity for entity in SCHEMA.values()}
_WITH_NAMES = frozenset({"name_zh", "name_en"})
_MAY_NAME_PERSONS = frozenset({"note", "booking", "description", "location"})


class Tables(Crawl):
    """The tables of one data set. A row names what it hangs on by id, name or number, and that is read before it."""

    def rows(self, path: Path) -> Iterator[Row]:
        option = self.run.options.get("mapping")
        tables = find(path, load_mapping(Path(option)) if option else None)
        self._known = Known()
        self._linker = Linker(self.run, self._known, frozenset(table.entity.name for table in tables))
        for table in tables:
            yield from table.rows()

    def read(self, row: Row) -> Record:
        entity = BY_SLUG[row.table]
        said = {c.name: text for c in _columns(entity) if c.name in row.cells and (text := row.take(c.name))}
        for column in _columns(entity):
            if column.required and column.name not in said:
                raise RowError(column.name, f"is empty, and a row of {entity.slug} cannot be read without it")
        properties = self._properties(entity, said)
        owner = self._linker.owner(said)
        id = identify(self.run, entity, said, properties, owner)
        if "id" in said and not entity.shared and (first := self.run.spool.stated_at(entity.name, id)):
            raise RowError(
                "id", f"'{said['id'][:60]}' is that of {first} too; give each row an id of its own"
            )
        record = Record(entity.name, id, properties, tuple(self._links(entity, said, owner)))
        self._parts(record, said)
        owners = frozenset(
            link.id for link in record.links if link.entity == "Institution" and link.relation != "PART_OF"
        )
        if entity.name != "Capability":  # nothing names one
            self._known.add(entity.name, Thing(id, owners), {**properties, **_named(said)})
        if entity.name == "Accreditation":
            self._scopes(record, owners)
        return record

    def _properties(self, entity: EntityType, said: Mapping[str, str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for column in _columns(entity):
            text = said.get(column.name)
            if text is None or column.property is None or column.name in ("id", *_WITH_NAMES):
                continue
            if column.property.type is TEXT and column.name in _MAY_NAME_PERSONS:
                text = without_persons(self.run, text)
            if text:
                found[column.name] = cells.value(self.run, column.property, text)
        for column_name in sorted(_WITH_NAMES & said.keys()):
            text = said[column_name]
            found.update(concepts.names(text) if concepts.SEPARATOR in text else {column_name: text})
        if "name" in entity.key and not _WITH_NAMES & found.keys():
            raise RowError("name_zh", "is empty, and so is name_en: give one name at least")
        cells.in_order(found)
        if entity.key == ("designation",):
            citation = designation("designation", said.get("designation", ""))
            found["designation"] = citation.work if entity.name == "Standard" else citation.designation
        if entity.name == "Capability":
            found["cited"] = said.get("method")
            found["note_standard"] = _standards(said.get("note"))
        return found

    def _links(self, entity: EntityType, said: Mapping[str, str], owner: str | None) -> Iterator[Link]:
        for column in _columns(entity):
            if column.relation and not column.told_as and (text := said.get(column.name)):
                for part in cells.several(text) if column.many else [text]:
                    yield from self._linker.links(column, part, owner)
        if entity.name == "StandardEdition" and "standard" not in said:
            yield self._linker.edition_of(said["designation"])

    def _parts(self, record: Record, said: Mapping[str, str]) -> None:
        """State what the row tells of things of their own: the restrictions on a capability, kept unread."""
        if text := said.get("restriction"):
            properties = {
                "verbatim": text,
                "kind_of_limit": "unknown",
                "read": False,
                "applies_to": _standards(text),
            }
            id = hashed("restriction", self.run.dataset, record.id, text)
            self.run.state(
                Record("Restriction", id, properties, (Link("RESTRICTED_BY", record.entity, record.id),))
            )

    def _scopes(self, accreditation: Record, owners: frozenset[str]) -> None:
        for owner in sorted(owners):
            self._linker.scope(accreditation.id, owner)


@cache
def _columns(entity: EntityType) -> tuple[Column, ...]:
    return columns(entity)


def _named(said: Mapping[str, str]) -> dict[str, str]:
    return {"id": said["id"]} if "id" in said else {}


def _standards(text: str | None) -> list[str]:
    """Designations of the standards that a text names."""
    return list(dict.fromkeys(c.designation for c in read(text or "").citations if c.kind != "in-house"))
