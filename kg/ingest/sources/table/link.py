"""Relations of a row: the things its cells name, found in the data set, or stated if they have no table."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.ingest import citations, concepts
from kg.ingest.row import RowError
from kg.ingest.run import named
from kg.ingest.sources.table.cells import several
from kg.ingest.sources.table.claims import claim
from kg.ingest.sources.table.identify import designation
from kg.ingest.sources.table.known import Known, Thing
from kg.schema.derive.table import Column
from kg.schema.identity import hashed, readable
from kg.schema.record import Link, Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

_CONCEPTS = frozenset({"Parameter", "Product", "Technique", "InstrumentModel", "Industry", "Authority", "Publisher"})
_STANDARDS = frozenset({"Standard", "StandardEdition"})
_CODE = re.compile(r"[A-Z][A-Za-z0-9/-]{1,11}")


class Linker:
    """``tabled``: the entities that the data set has a table of; a name which their tables lack is a mistake.

    What has no table is stated by the rows that name it, with what little they say.
    """

    def __init__(self, run: "Run", known: Known, tabled: frozenset[str]) -> None:
        self.run, self._known, self._tabled = run, known, tabled

    def owner(self, said: Mapping[str, str]) -> str | None:
        """The id of the institution that a row names, where it names one."""
        named = several(said.get("institution", ""))
        return self._own("Institution", "institution", named[0], None).id if len(named) == 1 else None

    def links(self, column: Column, text: str, owner: str | None) -> Iterable[Link]:
        """The links of one value of a relation's cell; ``RowError`` when it names nothing that is known."""
        assert column.relation is not None
        relation, target = column.relation.name, column.targets[0]
        if target == "TestMethod":
            return [named(method, relation, use="method") for method in citations.methods(self.run, text)]
        if target == "Scope":
            return [Link(relation, "Scope", self._scope_of(column.name, text, owner))]
        if _STANDARDS & set(column.targets):
            return [self._standard(column, text)]
        if target == "Region":
            return [link._replace(relation=relation) for link in self._region(column.name, text)]
        if target in _CONCEPTS:
            return [self._concept(target, column.name, text)._replace(relation=relation)]
        return [Link(relation, target, self._own(target, column.name, text, owner).id)]

    def edition_of(self, text: str) -> Link:
        """The work that a dated designation is an edition of."""
        undated = designation("designation", text)._replace(kind="undated")
        return citations.standard(self.run, undated)._replace(relation="EDITION_OF")

    def scope(self, accreditation: str, owner: str | None) -> str:
        """State the annex of an accreditation that is one institution's; returns its id."""
        holder = (Link("HOLDS", "Institution", owner),) if owner else ()
        id = self._scope_id(accreditation, owner)
        self.run.state(Record("Scope", id, {}, (Link("HAS_SCOPE", "Accreditation", accreditation), *holder)))
        return id

    def _scope_id(self, accreditation: str, owner: str | None) -> str:
        return hashed("scope", self.run.dataset, accreditation, owner)

    def _scope_of(self, column: str, text: str, owner: str | None) -> str:
        accreditation = self._own("Accreditation", column, text, owner)
        if owner in accreditation.owners and "Accreditation" in self._tabled:
            return self._scope_id(accreditation.id, owner)  # its own row stated it
        return self.scope(accreditation.id, owner)

    def _own(self, entity: str, column: str, text: str, owner: str | None) -> Thing:
        """A thing of this data set."""
        if found := self._known.find(entity, column, text, None if column == "part_of" else owner):
            return found
        if entity in self._tabled:
            near = self._known.near(entity, text)
            where = f"no {entity} '{text[:60]}' is in the tables above this row.{near}"
            raise RowError(column, f"{where} Add it, or name it by its id, name or number.")
        if entity not in _STUBS:
            raise RowError(column, f"names a {entity}, of which there is no table beside this one")
        return self._stub(entity, text, owner)

    def _stub(self, entity: str, text: str, owner: str | None) -> Thing:
        """State what is known of a thing by its being named alone."""
        properties, relation = _STUBS[entity](text)
        id = hashed(entity.lower(), self.run.dataset, *([owner] if relation else []), text)
        links = (Link(relation, "Institution", owner),) if relation and owner else ()
        self.run.state(Record(entity, id, properties, links))
        return Thing(id, frozenset({owner} if links and owner else ()))

    def _concept(self, entity: str, column: str, text: str) -> Link:
        if found := self._known.find(entity, column, text, None):
            return Link("", entity, found.id)
        if entity in ("Authority", "Publisher") and _CODE.fullmatch(text):
            return self.run.state(Record(entity, readable(text), {"acronym": text}))
        return concepts.concept(self.run, entity, text)

    def _region(self, column: str, text: str) -> list[Link]:
        if found := self._known.find("Region", column, text, None):
            return [Link("", "Region", found.id)]
        if re.fullmatch("[A-Z]{2}", text):
            return [concepts.country(self.run, text)]
        located = self.run.gazetteer().locate(text)
        if located.region_id:
            return [Link("", "Region", located.region_id)]
        self.run.issue("region not known", f"{text}{self._known.near('Region', text)}")
        return []

    def _standard(self, column: Column, text: str) -> Link:
        """A standard, with what brackets behind it say of a claim: `ISO 6892-1:2019 (MOD)`, `GB/T 1-2009 (full, 2020-10-01)`."""
        assert column.relation is not None
        text, said = claim(column.relation, text)
        link = citations.standard(self.run, designation(column.name, text))
        if link.entity not in column.targets:
            wanted = "with its year" if column.targets == ("StandardEdition",) else "without its year"
            raise RowError(column.name, f"'{text[:60]}': write the standard {wanted}")
        return named(link, column.relation.name, **said)


def _institution(text: str) -> tuple[dict[str, Any], str]:
    return {**concepts.names(text), "kind": "unknown"}, ""


def _accreditation(text: str) -> tuple[dict[str, Any], str]:
    """``CNAS L0001`` is a scheme and a number; a number alone leaves the scheme unknown."""
    scheme, _, number = text.rpartition(" ")
    return {"scheme": scheme or "unknown", "number": number, "legal_kind": "unknown"}, "HOLDS"


def _site(text: str) -> tuple[dict[str, Any], str]:
    return concepts.names(text), "HAS_SITE"


def _instrument(text: str) -> tuple[dict[str, Any], str]:
    return concepts.names(text), "OWNS"


_STUBS = {
    "Institution": _institution,
    "Accreditation": _accreditation,
    "Site": _site,
    "Instrument": _instrument,
}
