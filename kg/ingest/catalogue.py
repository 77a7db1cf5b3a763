"""Catalogues of standards: each document once, with all that any record of it says, and which editions replace which."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.ingest.citations import work
from kg.ingest.cycles import without_cycles
from kg.ingest.references import Document, document
from kg.ingest.run import named
from kg.ingest.source import Crawl
from kg.schema.identity import readable
from kg.schema.record import Link, Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

Edge = tuple[str, str]


class Catalogue(Crawl):
    """Rows are records of documents. Several of one document become one edition: the run joins what they say, and lists
    where they disagree. What the records say of one another is told at the end, when all were met."""

    def __init__(self, run: "Run") -> None:
        super().__init__(run)
        self._documents: dict[str, Document] = {}
        self._named: dict[str, Document] = {}
        self._noted: dict[str, dict[Edge, dict[str, Any]]] = {name: {} for name in ("REPLACES", "AMENDS", "REVISES")}

    def reference(self, printed: str) -> Document:
        """The document that a reference of this catalogue names."""
        return document(printed)

    def meet(self, printed: str) -> Document:
        """The document that a row is a record of."""
        said = self.reference(printed)
        if said.citation is None:
            self.run.issue("reference not read", printed)
        known = self._documents.setdefault(said.id, said)
        if known.printed != said.printed:
            self.run.issue("two references read as one edition", f"{known.printed} and {said.printed}")
        return said

    def has(self, id: str) -> bool:
        """Whether a record of the catalogue is of this document."""
        return id in self._documents

    def edition(
        self, said: Document, known_by: str, properties: Mapping[str, Any], links: Iterable[Link] = ()
    ) -> Record:
        """The record of a document, with the standard that it is an edition of."""
        canonical = said.citation.designation if said.citation and said.kind == "edition" else said.printed
        stated = {
            "designation": canonical, "document": said.kind, "year": said.year, "known_by": known_by,
            "also_designated": [said.printed] if said.printed != canonical else [], **properties,
        }  # fmt: skip
        of = self._work(said)._replace(relation="EDITION_OF")
        return Record("StandardEdition", said.id, stated, (of, *links))

    def _work(self, said: Document) -> Link:
        if said.citation:
            return work(self.run, said.citation)
        return self.run.state(Record("Standard", readable(*said.work.split()), {"designation": said.work}))

    def note(self, relation: str, one: Document, other: Document, **claim: Any) -> None:
        """Note that one document replaces, amends or revises the other; of two statements alike the first stands."""
        for each in (one, other):
            self._named.setdefault(each.id, each)
        self._noted[relation].setdefault((one.id, other.id), {k: v for k, v in claim.items() if v is not None})

    def rest(self) -> Iterator[Record]:
        _, closing = without_cycles(self._noted["REPLACES"])
        for newer, older in closing:
            words = f"{self._named[newer].printed} replaces {self._named[older].printed}"
            self.run.issue("replacement that closes a circle, not loaded", words)
            del self._noted["REPLACES"][newer, older]
        for relation, noted in self._noted.items():
            for (one, other), claim in noted.items():
                yield Record(
                    "StandardEdition", one, {}, (named(Link("", "StandardEdition", other), relation, **claim),)
                )
        yield from self._supplements()
        yield from self._only_named()

    def _supplements(self) -> Iterator[Record]:
        """Supplements with what their reference says that they belong to, where no record says it."""
        told = {supplement for supplement, _ in self._noted["AMENDS"]}
        for said in {**self._named, **self._documents}.values():
            if not said.base or said.id in told:
                continue
            if self._is_edition(said.base):
                self._named.setdefault(said.base.id, said.base)
                base = Link("", "StandardEdition", said.base.id)
            else:
                base = self._work(said.base)
            link = named(base, "AMENDS", known="derived", rule="named-in-designation")
            yield Record("StandardEdition", said.id, {}, (link,))

    def _is_edition(self, base: Document) -> bool:
        """Whether what is supplemented is a document; an undated one that the catalogue lacks is the standard itself."""
        return bool(base.year) or base.draft or self.has(base.id)

    def _only_named(self) -> Iterator[Record]:
        """Editions that no record is of, as another document's relation or reference names them."""
        for said in self._named.values():
            if not self.has(said.id):
                yield self.edition(said, "relation", {})


class Dated(NamedTuple):
    """An edition with its work and the day that puts it in order."""

    work: str
    day: str
    said: Document


def successions(editions: Iterable[Dated]) -> Iterator[tuple[Dated, Dated]]:
    """Each edition of a work, by the day, with the one after it."""
    for earlier, later in pairwise(sorted(editions, key=lambda each: (each.work, each.day, each.said.id))):
        if earlier.work == later.work:
            yield earlier, later
