"""Publications of OIML as the Relaton project collects them: a YAML file each, and one more for each of its languages."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.ingest.aside import Aside
from kg.ingest.catalogue import Catalogue
from kg.ingest.dates import partial
from kg.ingest.documents import committee
from kg.ingest.lookup import Lookup
from kg.ingest.readers.yamlfiles import objects
from kg.ingest.references import Document, document
from kg.ingest.relaton import Cells, lines
from kg.ingest.row import Row
from kg.ingest.run import named
from kg.ingest.source import Source
from kg.schema.core import Words
from kg.schema.identity import readable
from kg.schema.record import Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

STANDING = Lookup(
    "stage of an OIML publication",
    {"in-force": "current", "superseded": "superseded", "withdrawn": "withdrawn", "joint": "unknown"},
)
ASIDE = ("docnumber", "version", "script", "copyright", "translator", "relation.hasPart", "relation.partOf", "scope", "focus_area",
         "quantity_url", "sustainability_framework", "high_priority", "high_priority_source")  # fmt: skip
_COLUMNS = ("docid", "title.eng", "title.fra", "title.zho", "date.published", "committee", "language", "stage", "doctype", "link", "doi",
            "measuring_instrument", "quantity", "relation.hasSuccessor", "relation.amends", "relation.updates", "relation.partOf")  # fmt: skip
_LANGUAGE = re.compile(r" \([A-Z]+\)$")
_SUPPLEMENT = re.compile(r"(?P<base>.*:\d{4})(?P<words>\+Amendment:(?P<year>\d{4})| Errata| Annex(?:es)?\b.*)")


def reference(printed: str) -> Document:
    """The publication that a reference names, whatever its language (``OIML R 76-1:2006 (E)``): OIML writes what
    supplements one with words of its own (``OIML R 60:2017+Amendment:2019``, ``OIML R 126:2015 Errata``)."""
    whole = _LANGUAGE.sub("", printed)
    found = _SUPPLEMENT.fullmatch(whole)
    if not found:
        return document(whole)
    base = document(found["base"])
    kind = {"+": "amendment", "E": "corrigendum", "A": "addendum"}[found["words"].lstrip()[0]]
    return base._replace(
        id=f"{base.id}-{readable(*re.findall(r'[0-9A-Za-z]+', found['words']))}",
        printed=whole, kind=kind, year=int(found["year"]) if found["year"] else base.year, base=base if kind == "amendment" else None,
    )  # fmt: skip


def cells(said: Mapping[str, Any]) -> dict[str, str]:
    """A record's cells; what names or words it by the kind or the language."""
    made = Cells(_COLUMNS)
    for each in said["docidentifier"]:
        made.add("docid" if each.get("primary") else f"docid.{each['type']}", each["content"])
    made.add_paths("title", ((each["language"], each["content"]) for each in said.get("title", ())))
    made.add_paths("date", ((each["type"], each["from"]) for each in said.get("date", ())))
    for each in said.get("relation", ()):
        made.add_all(f"relation.{each['type']}", (one["content"] for one in each["bibitem"]["docidentifier"]))
    made.add_all("link", (each["content"] for each in said.get("source", ())))
    made.add_all("language", said.get("language", ()))
    made.add("stage", said["status"]["stage"]["content"])
    _contributors(made, said.get("contributor", ()))
    ext = {**said["ext"], "doctype": said["ext"]["doctype"]["content"]}
    if isinstance(ext.get("quantity"), dict):
        ext["quantity"] = ext["quantity"].get("content")
    made.add_rest(ext, ())
    read = ("docidentifier", "title", "date", "relation", "source", "language", "status", "contributor", "ext")
    made.add_rest(said, read)
    return made


def _contributors(made: Cells, contributors: list[dict[str, Any]]) -> None:
    """Committees of OIML by their path (``TC 3/SC 5``); who else translated. That OIML publishes and writes is no news."""
    for each in contributors:
        roles, body = {role["type"] for role in each["role"]}, each["organization"]
        if parts := [one["identifier"][0]["content"] for one in body.get("subdivision", ()) if one.get("identifier")]:
            made.add("committee", "/".join(re.sub(r"(?<=[A-Z])(?=\d)", " ", part) for part in parts))
        if "translator" in roles:
            made.add("translator", body["name"][0]["content"])


class Publications(Catalogue):
    """Files of one publication in several languages, and files that are there twice, become one edition."""

    def __init__(self, run: "Run") -> None:
        super().__init__(run)
        self._aside = Aside()

    def rows(self, path: Path) -> Iterator[Row]:
        return objects(path, "publications", OIML_RELATON.name, OIML_RELATON.expects, cells)

    def reference(self, printed: str) -> Document:
        return reference(printed)

    def read(self, row: Row) -> Record:
        said, stage = self.meet(row.need("docid")), row.take("stage")
        for column in ("id", "schema_version", "type", "doctype", "flavor", "relation.hasInstance", "relation.instanceOf",
                       "relation.translatedFrom"):  # fmt: skip
            if column in row.cells:
                row.take(column)  # of its collection, or what its reference says too
        published = row.take("date.published")
        standing = STANDING.read(self.run, stage)
        self._relations(said, row, standing)
        self._aside.put(row, ASIDE)
        pages, languages = lines(row, "link"), lines(row, "language")
        web = next(iter(pages), None) if "eng" in languages else None  # pages in other languages stand beside
        properties = {
            **self._titles(row), "stage": stage, "standing": standing if standing != "unknown" else None,
            "published": partial("date.published", published) if published else None, "languages": languages,
            "about": [*lines(row, "measuring_instrument"), *lines(row, "quantity")],
            "identifier": [row.cells["docid"], *(f"doi:{doi}" for doi in lines(row, "doi")), *(page for page in pages if page != web)], "web": web,
        }  # fmt: skip
        links = (named(committee(self.run, f"OIML/{path}"), "DEVELOPED_BY") for path in lines(row, "committee"))
        return self.edition(said, "catalogue", properties, links)

    def _titles(self, row: Row) -> dict[str, Any]:
        """Titles of translations are often marked as of their language and printed in English."""
        names = [name for name in row.cells if name.startswith("title.") and name not in ("title.eng", "title.fra")]
        others = [title for name in names for title in lines(row, name)]
        return {"name_en": row.take("title.eng"), "title_fr": row.take("title.fra"), "also_titled": others}

    def _relations(self, said: Document, row: Row, standing: str) -> None:
        for other in lines(row, "relation.hasSuccessor"):
            self.note("REPLACES", reference(other), said, known="stated", stated_in=f"hasSuccessor of {said.printed}")
            if standing == "current":
                self.run.issue("in force, and with a successor", f"{said.printed}: {other}")
        # Errata "update" what they correct, and annexes published later are "part of" what they add to.
        part_of = ("relation.partOf",) if said.kind == "addendum" else ()
        for relation in ("relation.amends", "relation.updates", *part_of):
            for other in lines(row, relation):
                self.note(
                    "AMENDS", said, reference(other), known="stated", stated_in=f"{relation[9:]} of {said.printed}"
                )

    def rest(self) -> Iterator[Record]:
        self._aside.tell(self.run)
        return super().rest()


OIML_RELATON = Source(
    name="oiml-relaton",
    title=Words("Publications of OIML", "OIML 出版物目录"),
    publisher="OIML, as collected by the Relaton project",
    licence="none stated; facts of a public catalogue",
    cadence="once",
    observed_on=date(2026, 1, 1),  # the youngest year of publication in it
    completeness="register",
    coverage=Words("OIML's recommendations, documents, guides, vocabularies and reports, those superseded included",
                   "OIML 的国际建议、文件、指南、词汇与报告，含已被代替者"),
    crawl=Publications,
    expects="the archive oiml_publications_yaml.tar.xz, or a folder of its YAML files",
    rows_min={"publications": 1_500},
)  # fmt: skip
