"""What ISO publishes as open data: the International Classification for Standards, its committees, its deliverables."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, iterparse

from kg.errors import DataError
from kg.ingest.aside import Aside
from kg.ingest.dates import partial
from kg.ingest.documents import classified, committee, document, one, standing
from kg.ingest.lookup import Lookup
from kg.ingest.readers.jsonlines import objects
from kg.ingest.row import Row, RowError
from kg.ingest.source import Crawl, Source
from kg.schema.core import Words
from kg.schema.record import Link, Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

CLASSES, COMMITTEES, DELIVERABLES = "ICS-simple.xml", "iso_technical_committees.jsonl", "*deliverables*.jsonl"
# ISO's site says "stand by" of the committees that its data calls suspended.
STATUS = Lookup("status of a committee", {"Active": "active", "Suspended": "standby", "Disbanded": "disbanded"})
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ASIDE = {
    "class": ("scope fr", "references"),
    "committee": ("secretariat.id", "secretariat.acronym", "creationDate", "scope.en", "pMembers", "oMembers", "committeeLiaisons",
                  "organizationLiaisons", "childrenId", "sortKey"),
    "deliverable": ("id", "languages", "pages.en", "pages.fr", "scope.en", "scope.fr", "deliverableType", "supplementType"),
}  # fmt: skip


class OpenData(Crawl):
    """A row is a class, a committee or a deliverable; the class or committee above it is stated beside it."""

    def __init__(self, run: "Run") -> None:
        super().__init__(run)
        self._aside = Aside()
        self._committee_of: dict[str, str] = {}  # designations, by the numbers with which committees name their parents

    def rows(self, path: Path) -> Iterator[Row]:
        yield from _classes(path / CLASSES)
        for row in self._committees(path):
            self._committee_of[row.cells.get("id", "")] = row.cells.get("reference", "")
        yield from self._committees(path)
        for file in sorted(path.glob(DELIVERABLES)):
            yield from objects(file, "deliverable", ("reference", "publicationDate", "icsCode"), ISO_OPEN_DATA.name)

    def _committees(self, path: Path) -> Iterator[Row]:
        expected = ("id", "reference", "status", "title", "parentId")
        return objects(path / COMMITTEES, "committee", expected, ISO_OPEN_DATA.name)

    def read(self, row: Row) -> Record:
        self._aside.put(row, ASIDE[row.table])
        read = {"class": self._class, "committee": self._committee, "deliverable": self._deliverable}
        return read[row.table](row)

    def rest(self) -> Iterator[Record]:
        self._aside.tell(self.run)
        return iter(())

    def _class(self, row: Row) -> Record:
        code, above = row.need("identifier"), row.take("above")
        stated = classified(self.run, "ICS", code)
        if len(stated) != 1:
            raise RowError("identifier", f"'{code[:40]}' is no ICS code; one is like 77, 77.040 or 77.040.10")
        broader = code.rpartition(".")[0]
        if above != (broader or None):
            self.run.issue("class under another than its code says", f"{code} under {above}")
        said = {"name_en": row.need("title en"), "title_fr": row.take("title fr"), "scope_note": row.take("scope en")}
        links = (link._replace(relation="BROADER") for link in classified(self.run, "ICS", broader))
        return Record("Classification", stated[0].id, said, tuple(links))

    def _committee(self, row: Row) -> Record:
        designation, above = row.need("reference"), row.take("parentId")
        row.take("id")
        said = {"name_en": row.need("title.en"), "committee_status": STATUS.read(self.run, row.take("status"))}
        links: tuple[Link, ...] = ()
        if above and above in self._committee_of:
            links = (committee(self.run, self._committee_of[above])._replace(relation="PART_OF"),)
        elif above:
            self.run.issue("committee under one that is not in the file", f"{designation} under {above}")
        return Record("Committee", committee(self.run, designation).id, said, links)

    def _deliverable(self, row: Row) -> Record:
        reference, published, stage = row.need("reference"), row.take("publicationDate"), row.take("currentStage")
        if not (citation := one(reference)):
            raise RowError("reference", f"'{reference[:60]}' is not read as one standard")
        for column in ("replaces", "replacedBy"):
            if numbers := row.take(column):
                self.run.issue(f"{column} by ISO's own numbers, not loaded", f"{reference}: {numbers}")
        said = {
            "published": partial("publicationDate", published) if published else None, "edition": row.take("edition"),
            **_stage(stage),
        }  # fmt: skip
        links = [link for code in _listed(row, "icsCode") for link in classified(self.run, "ICS", code)]
        owner, link = row.take("ownerCommittee"), document(self.run, citation, "catalogue")
        if link.entity == "Standard":
            self.run.issue("deliverable without its year, only the standard is stated", reference)
            return Record("Standard", link.id, {}, tuple(links))
        if owner:
            links.append(committee(self.run, owner)._replace(relation="DEVELOPED_BY"))
        return Record(link.entity, link.id, said, tuple(links))


def _stage(code: str | None) -> dict[str, str]:
    """A stage of ISO's harmonised codes (6060), and whether a document in it stands: published is 60, withdrawn 95.99."""
    if not code:
        return {}
    if not (code.isdigit() and len(code) == 4):
        raise RowError("currentStage", f"'{code[:40]}' is no stage of four digits")
    stage = f"{code[:2]}.{code[2:]}"
    return {"stage": stage, "standing": standing(stage)}


def _listed(row: Row, column: str) -> list[str]:
    """The words of a cell that is a list as JSON."""
    text = row.take(column)
    try:
        found = json.loads(text) if text else []
    except ValueError:
        found = None
    if not isinstance(found, list):
        raise RowError(column, f"'{str(text)[:40]}' is no list")
    return [str(each) for each in found]


def _classes(file: Path) -> Iterator[Row]:
    """A row for each element below the root; its number is that of the element."""
    if not file.is_file():
        raise DataError(f"no file '{file}'. {ISO_OPEN_DATA.name} expects {ISO_OPEN_DATA.expects}.")
    number = depth = 0
    root: Element | None = None
    try:
        for event, element in iterparse(file, events=("start", "end")):
            depth += 1 if event == "start" else -1
            root = element if root is None else root
            if event == "end" and depth == 1:
                number += 1
                yield Row(file.name, number, "class", _cells(element))
                root.clear()
    except ParseError as error:
        raise DataError(f"{file.name} is no XML, or no whole file: {error}.") from error
    if root is None or root.tag != "fields":
        raise DataError(f"{file.name} is XML of another kind: its root is not <fields>.")


def _cells(element: Element) -> dict[str, str]:
    """A class's row: titles and scopes by language, the class above it, the classes that it refers to."""
    cells = dict.fromkeys(("identifier", "above", "title en", "title fr", "scope en", "scope fr", "references"), "")
    for part in element:
        name, language = "above" if part.tag in ("field", "group") else part.tag, part.get(_LANGUAGE)
        words = (" ".join(text.split()) for text in part.itertext())
        cells[f"{name} {language}" if language else name] = "; ".join(filter(None, words))
    return cells


ISO_OPEN_DATA = Source(
    name="iso-open-data",
    title=Words("Classification for Standards and committees of ISO", "国际标准分类法与 ISO 技术委员会"),
    publisher="ISO",
    licence="ODC-By 1.0",
    cadence="once",
    observed_on=date(2025, 5, 21),  # the files bear no date: the youngest committee in them was set up on that day
    completeness="sample",
    coverage=Words("the classes of the ICS; the committees of ISO that work or are suspended, none that is disbanded",
                   "国际标准分类法各级类目；ISO 现行或暂停的委员会，不含已解散的"),
    crawl=OpenData,
    expects=f"a folder with {CLASSES} and {COMMITTEES}, and any {DELIVERABLES}",
    rows_min={"class": 1_300, "committee": 750},
    takes=frozenset({"Classification", "Committee"}),
)  # fmt: skip
