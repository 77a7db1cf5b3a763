"""Rows of tables as records: properties by their types, relations by the things that their cells name."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.ingest import concepts
from kg.ingest.mapping import load_mapping
from kg.ingest.measures import in_si, measure
from kg.ingest.notes import read_note
from kg.ingest.personal import clean
from kg.ingest.readers.sheet import DITTO
from kg.ingest.row import Row, RowError
from kg.ingest.source import Crawl
from kg.ingest.sources.table import cells
from kg.ingest.sources.table.files import find
from kg.ingest.sources.table.identify import designation, identify
from kg.ingest.sources.table.known import Known, Thing
from kg.ingest.sources.table.link import Linker
from kg.schema.core import EntityType
from kg.schema.derive.table import columns, tabled
from kg.schema.identity import hashed
from kg.schema.record import Link, Record

ENTITIES = {entity.slug: entity for entity in tabled()}
COLUMNS = {entity.name: columns(entity) for entity in tabled()}
_NAMES = ("name_en", "name_zh")
_MAY_NAME_PERSONS = frozenset({"note", "booking", "description", "location"})

Said = Mapping[str, str]


class Tables(Crawl):
    """The tables of one data set. A row names what it hangs on, which was read before it."""

    def rows(self, path: Path) -> Iterator[Row]:
        option = self.run.options.get("mapping")
        tables = find(path, load_mapping(Path(option)) if option else None)
        here = frozenset(table.entity.name for table in tables)
        self._known = Known()
        self._linker = Linker(self.run, self._known, here)
        # Most of a data set is capabilities, and hardly ever does a table name one: then none is remembered.
        self._named = {target for name in here for column in COLUMNS[name] for target in column.targets}
        self._named.add("Accreditation")
        for table in tables:
            yield from table.rows()

    def read(self, row: Row) -> Record:
        entity = ENTITIES[row.table]
        said = _said(entity, row)
        properties = self._properties(entity, said)
        owner = self._linker.owner(said)
        id = identify(self.run, entity, said, properties, owner)
        self._refuse_taken(entity, id, said)
        record = Record(entity.name, id, properties, tuple(self._links(entity, said, owner)))
        if entity.name == "Capability":
            self._restrict(record, said)
            measure(self.run, id, said.get("range_text"), said.get("uncertainty_text"), variable=said.get("parameter"))
        self._remember(record, said)
        return record

    def _refuse_taken(self, entity: EntityType, id: str, said: Said) -> None:
        if "id" in said and not entity.shared and (first := self.run.spool.stated_at(entity.name, id)):
            reason = f"'{said['id'][:60]}' is that of {first} too; give each row an id of its own"
            raise RowError("id", reason)

    def _properties(self, entity: EntityType, said: Said) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for column in COLUMNS[entity.name]:
            text = said.get(column.name)
            if text is None or column.property is None or column.name in ("id", *_NAMES):
                continue
            if column.name in _MAY_NAME_PERSONS:
                text = clean(self.run, text)
            if text:
                found[column.name] = cells.value(self.run, column.property, text)
        cells.in_order(found)
        return found | _names(entity, said) | _derived(entity, said, found)

    def _links(self, entity: EntityType, said: Said, owner: str | None) -> Iterator[Link]:
        for column in COLUMNS[entity.name]:
            if column.relation and not column.told_as and (text := said.get(column.name)):
                for part in cells.several(text) if column.many else [text]:
                    yield from self._linker.links(column, part, owner)
        if entity.name == "Site" and "address" in said and "region" not in said:
            yield from filter(None, (concepts.region(self.run, said["address"]),))
        if entity.name == "StandardEdition" and "standard" not in said:
            yield self._linker.edition_of(said["designation"])

    def _restrict(self, capability: Record, said: Said) -> None:
        """State the restrictions of a row, unread; a note that limits is one, whatever its column."""
        note = said.get("note")
        for text in dict.fromkeys((said.get("restriction"), note if read_note(note).limits else None)):
            if text:
                named = list(read_note(text).applies_to)
                properties = {
                    "verbatim": text,
                    "kind_of_limit": "unknown",
                    "read": False,
                    "applies_to": named,
                }
                links = (Link("RESTRICTED_BY", "Capability", capability.id),)
                id = hashed("restriction", self.run.dataset, capability.id, text)
                self.run.state(Record("Restriction", id, properties, links))

    def _remember(self, record: Record, said: Said) -> None:
        links = (link for link in record.links if link.entity == "Institution" and link.relation != "PART_OF")
        owners = frozenset(link.id for link in links)
        if record.entity in self._named:
            words = {**record.properties, **({"id": said["id"]} if "id" in said else {})}
            self._known.add(record.entity, Thing(record.id, owners), words)
        if record.entity == "Accreditation":
            for owner in sorted(owners):
                self._linker.scope(record.id, owner)


def _said(entity: EntityType, row: Row) -> dict[str, str]:
    """The cells that say something; ``RowError`` where one is missing, or says "as above" below nothing."""
    said = {c.name: text for c in COLUMNS[entity.name] if c.name in row.cells and (text := row.take(c.name))}
    for column in COLUMNS[entity.name]:
        if column.required and column.name not in said:
            raise RowError(column.name, f"is empty, and a row of {entity.slug} cannot be read without it")
    for name, text in said.items():
        if text.lower() in DITTO:
            raise RowError(name, f"says '{text}' (as above), and nothing stands above it")
    return said


def _names(entity: EntityType, said: Said) -> dict[str, str]:
    """``name_zh`` and ``name_en``; one cell in both languages gives both."""
    found: dict[str, str] = {}
    for column in _NAMES:
        if text := said.get(column):
            found |= concepts.names(text) if concepts.SEPARATOR in text else {column: text}
    if "name" in entity.key and not found:
        raise RowError("name_zh", "is empty, and so is name_en: give one name at least")
    return found


def _derived(entity: EntityType, said: Said, found: Mapping[str, Any]) -> dict[str, Any]:
    """What the reading adds to what the cells say."""
    if entity.name == "Capability":
        note = read_note(said.get("note"))
        performed_by = found.get("performed_by") or note.performed_by
        return {"cited": said.get("method"), "note_standard": list(note.standards), "performed_by": performed_by}
    if entity.name == "Extent":
        return in_si(found)
    if entity.name in ("Standard", "StandardEdition"):
        citation = designation("designation", said.get("designation", ""))
        if entity.name == "Standard":
            return {"designation": citation.work}
        return {"designation": citation.designation, "known_by": "catalogue"}
    return {}
