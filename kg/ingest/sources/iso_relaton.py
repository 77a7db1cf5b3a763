"""Deliverables of ISO as the Relaton project collects them from ISO's open data and its site: one JSON object a line."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.ingest.catalogue import Catalogue
from kg.ingest.dates import partial
from kg.ingest.documents import classified, committee, standing
from kg.ingest.readers.jsonlines import objects
from kg.ingest.references import Document, document
from kg.ingest.relaton import Cells, file_of, lines
from kg.ingest.row import Row
from kg.ingest.run import named
from kg.ingest.source import Source
from kg.schema.core import Words
from kg.schema.record import Link, Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

KEYS = (
    "file",
    "schema",
    "docid",
    "title",
    "doctype",
    "edition",
    "date",
    "stage",
    "substage",
    "relation",
    "ics",
    "tc",
    "link",
)
TITLES = tuple(
    f"title.{part}.{lang}" for part in ("title-intro", "title-main", "title-part", "main") for lang in ("en", "fr")
)
DATES = ("date.published", "date.updated", "date.corrected")
RELATIONS = ("relation.updates", "relation.obsoletes", "relation.partOf")
_NO_TITLE = re.compile(r"[:\s]*titre manque\s*$", re.IGNORECASE)


def cells(said: dict[str, Any]) -> dict[str, str]:
    """A record's cells. A committee's number and kind repeat its identifier, a relation's id its reference."""
    made = Cells(
        (*TITLES, *DATES, *RELATIONS, "docid", "docid.iso-reference", "docid.URN", "ics", "tc", "tc.name", "link")
    )
    ids = said["docid"] if isinstance(said["docid"], list) else [said["docid"]]
    for each in ids:
        made.add("docid" if each.get("primary") else f"docid.{each['type']}", each["id"])
    made.add_paths("title", said["title"])
    made.add_paths("date", said["date"])
    made.add_paths("relation", ((kind, reference) for kind, _, reference in said["relation"]))
    for body in said["tc"]:
        made.add("tc", body["identifier"])
        made.add("tc.name", body["name"])
    for name in ("ics", "link"):
        made.add_all(name, said[name])
    made.add_rest(said, ("docid", "title", "date", "relation", "tc", "ics", "link"))
    return made


class Deliverables(Catalogue):
    """What replaces what is sorted out at the end: which of two documents is the later one is known only then."""

    def __init__(self, run: "Run") -> None:
        super().__init__(run)
        self._dates: dict[str, str] = {}
        self._stages: dict[str, str | None] = {}
        self._said: dict[tuple[str, str], dict[str, None]] = {}  # newer and older as printed: by which relations

    def rows(self, path: Path) -> Iterator[Row]:
        file = file_of(path, "iso_all_compact.jsonl*", ISO_RELATON.name, ISO_RELATON.expects)
        return objects(file, "deliverables", KEYS, ISO_RELATON.name, cells)

    def read(self, row: Row) -> Record:
        said, series = self.meet(row.need("docid")), row.take("relation.partOf")
        if series and not said.citation:
            said = said._replace(work=series)
        for column in ("file", "schema", "id", "doctype"):
            row.take(column)  # where the record stands in its collection, and what its reference says too
        published, updated, corrected = (row.take(column) for column in DATES)
        if said.base:  # a supplement's date of publication is that of what it belongs to, its own that of the update
            published = updated
        elif updated:
            self.run.issue("update of a document that is no supplement", f"{said.printed}: {updated}")
        if published:
            self._dates.setdefault(said.id, published)
        self._relations(said, row)
        stage, substage = row.take("stage"), row.take("substage")
        code = f"{stage}.{substage}" if stage and substage else stage
        web = lines(row, "link")
        if standing(self._stages.setdefault(said.id, code)) == "draft":
            said = said._replace(kind="draft")  # not every one has a word for it in its reference
        properties = {
            "name_en": self._title(row, "en"), "title_fr": self._title(row, "fr"),
            "edition": row.take("edition"), "stage": code, "standing": standing(code),
            "published": partial("date.published", published) if published else None,
            "corrected": partial("date.corrected", corrected) if corrected else None,
            "identifier": [*self._identifiers(said, row), *web[1:]], "web": next(iter(web), None),
        }  # fmt: skip
        links = [*classified(self.run, "ICS", row.take("ics")), *self._committees(row)]
        return self.edition(said, "catalogue", properties, links)

    def _relations(self, said: Document, row: Row) -> None:
        """Give each statement one direction: ``updates`` names the newer document, ``obsoletes`` the older one."""
        for other in lines(row, "relation.updates"):
            self._said.setdefault((other, said.printed), {})[f"updates of {said.printed}"] = None
        for other in lines(row, "relation.obsoletes"):
            self._said.setdefault((said.printed, other), {})[f"obsoletes of {said.printed}"] = None

    def _title(self, row: Row, lang: str) -> str | None:
        parts = [row.take(f"title.title-{part}.{lang}") or "" for part in ("intro", "main", "part")]
        whole = row.take(f"title.main.{lang}")
        if whole and whole.split() != " - ".join(filter(None, parts)).split():
            self.run.issue("title in one that is not its parts", whole)
        kept = [_NO_TITLE.sub("", part) for part in parts]
        if kept != parts:
            self.run.issue("title said to be missing", " — ".join(filter(None, parts)))
        return " — ".join(filter(None, kept)) or None

    def _identifiers(self, said: Document, row: Row) -> list[str]:
        whole = []
        for reference in lines(row, "docid.iso-reference"):
            if reference.startswith(said.printed):
                whole.append(reference)
            else:
                self.run.issue("reference that is not of its document", f"{said.printed}: {reference}")
        return [*lines(row, "docid.URN"), *whole]

    def _committees(self, row: Row) -> Iterator[Link]:
        names = (row.take("tc.name") or "").split("\n")
        for designation, name in zip((row.take("tc") or "").split("\n"), names, strict=False):
            if designation:
                yield named(committee(self.run, designation, name_en=name or None), "DEVELOPED_BY")

    def rest(self) -> Iterator[Record]:
        for (newer, older), by in self._said.items():
            self._sort(document(newer), document(older), by)
        return super().rest()

    def _sort(self, newer: Document, older: Document, by: dict[str, None]) -> None:
        """What a statement is: a replacement, or that a supplement amends its document, or nothing that can be true."""
        claim = {"known": "stated", "stated_in": "; ".join(by)}
        if newer.id == older.id:
            self.run.issue("document said to replace itself", newer.printed)
        elif _supplements(newer, older):
            self._report_reversed(newer, older, by)
            self.note("AMENDS", newer, older, **claim)
        elif _supplements(older, newer):
            self.run.issue("document said to replace its own supplement", f"{newer.printed} replaces {older.printed}")
        elif self._is_draft(older) and f"updates of {older.printed}" not in by:
            # ISO prints "will be replaced by" of the edition; the collection took it for "replaces".
            self.note("REVISES", older, newer, **claim)
        elif self._is_draft(newer):
            self.note("REVISES", newer, older, **claim)
        elif not self._report_reversed(newer, older, by):
            self.note("REPLACES", newer, older, **claim)

    def _report_reversed(self, newer: Document, older: Document, by: Iterable[str]) -> bool:
        """Report the statements that name as the newer document the one that is older."""
        backwards = self._is_before(newer, older)
        for statement in by if backwards else ():
            words = f"{statement}: {newer.printed} replaces {older.printed}, which is later"
            self.run.issue("statement that points the other way", words)
        return backwards

    def _is_draft(self, said: Document) -> bool:
        return said.draft or standing(self._stages.get(said.id)) == "draft"

    def _is_before(self, newer: Document, older: Document) -> bool:
        """Whether the document that is said to be the newer one is the older. A supplement came after what it belongs to,
        and that is what is replaced."""
        while older.base:
            older = older.base
        one, other = (self._dates.get(each.id) or str(each.year or "") for each in (newer, older))
        shared = min(len(one), len(other))
        return one[:shared] < other[:shared]


def _supplements(one: Document, other: Document) -> bool:
    """Whether the one is a supplement of the other, or of a supplement of it."""
    while one.base:
        one = one.base
        if one.id == other.id:
            return True
    return False


ISO_RELATON = Source(
    name="iso-relaton",
    title=Words("Deliverables of ISO", "ISO 标准文献目录"),
    publisher="ISO, as collected by the Relaton project",
    licence="ODC-By 1.0 (the fields that ISO publishes as open data)",
    cadence="once",
    observed_on=date(2025, 7, 1),  # the youngest month of publication in it
    completeness="register",
    coverage=Words("ISO's standards, reports, guides, supplements and drafts, those withdrawn included",
                   "ISO 的标准、报告、指南、补充文件与草案，含已废止者"),
    crawl=Deliverables,
    expects="the file iso_all_compact.jsonl.gz",
    rows_min={"deliverables": 70_000},
)  # fmt: skip
