"""Scopes of laboratories accredited by NABL (India): a folder, one CSV a laboratory, named after it."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.ingest.alike import candidates
from kg.ingest.capability import capability, institution, institution_id, row_id, scope
from kg.ingest.citations import methods
from kg.ingest.concepts import authority, concept
from kg.ingest.lookup import Lookup
from kg.ingest.measures import mention
from kg.ingest.readers.sheet import Line, lines
from kg.ingest.row import Row, RowError
from kg.ingest.source import Crawl, Source
from kg.schema.core import Words
from kg.schema.identity import hashed
from kg.schema.record import Link, Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

NAME = Words(
    "National Accreditation Board for Testing and Calibration Laboratories",
    "印度国家检测和校准实验室认可委员会",
)
COLUMNS = ("S.No", "Discipline / Group", "Materials or Products tested", "parameter", "method")
NUMBERED = ("0", "1", "2", "3", "4")
WHERE = Lookup(
    "section of a NABL scope",
    {"Permanent Testing": "permanent", "Permanent Facility": "permanent", "Site Testing": "on-site", "Site Facility": "on-site",
     "Mobile Testing": "mobile", "Mobile Facility": "mobile"},
)  # fmt: skip
_NUMBER = re.compile(r"\d+(?:\.0)?$")


class Scopes(Crawl):
    """A file is one laboratory's accreditation; neither its number, nor its dates, nor its site are printed in it."""

    def __init__(self, run: "Run") -> None:
        super().__init__(run)
        self._names: dict[str, str] = {}

    def rows(self, path: Path) -> Iterator[Row]:
        files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        if not files:
            raise DataError(f"no CSV file in '{path}'. {NABL.name} expects {NABL.expects}.")
        for file in files:
            count = 0
            for row in self._numbered(file):
                count += 1
                yield row
            if not count:
                self.run.issue("file without rows", file.name)

    def _numbered(self, file: Path) -> Iterator[Row]:
        where = "unknown"
        for number, cells in lines(file):
            first = cells[0].strip()
            if tuple(cell.strip() for cell in cells[:5]) == NUMBERED or first == COLUMNS[0]:
                continue
            if _NUMBER.match(first):
                yield self._row(file, Line(number, cells), where)
            elif first and not any(cell.strip() for cell in cells[1:]):
                where = WHERE.read(self.run, first)
            elif number <= 2:
                raise DataError(
                    f"{file.name} is no NABL scope: its row {number} is '{', '.join(cells)[:100]}', not the header."
                )
            elif any(cell.strip() for cell in cells):
                self.run.issue(
                    "line that is neither row nor section", f"{file.name}:{number}: {' | '.join(cells)[:100]}"
                )

    def _row(self, file: Path, line: Line, where: str) -> Row:
        named = dict(zip(COLUMNS, line.cells, strict=False))
        if len(line.cells) != len(COLUMNS):
            named["row length"] = f"{len(line.cells)} cells, where a scope has {len(COLUMNS)}"
        named["section"] = where
        return Row(file.name, line.number, "scope", named, (file.name,), frozenset({"S.No", "section"}))

    def read(self, row: Row) -> Record:
        name = row.file.removesuffix(".csv")
        owner, scope_id = self._laboratory(name)
        parameter, cited = row.take("parameter"), row.take("method")
        product, field = row.take("Materials or Products tested"), row.take("Discipline / Group")
        if parameter is None and cited is None:
            raise RowError("parameter", "is empty, and so is the method: nothing is stated")
        mention(self.run, row_id(self.run, row), parameter)
        links = [concept(self.run, entity, text)._replace(relation=relation)
                 for entity, text, relation in (("Product", product, "APPLIES_TO"), ("Parameter", parameter, "MEASURES"))
                 if text]  # fmt: skip
        return capability(
            self.run, row, owner, scope_id, methods=methods(self.run, cited) if cited else [], links=links, use="unknown",
            activity="testing", covers="items" if parameter else "unknown", item=[parameter] if parameter else None,
            where=[row.take("section") or "unknown"], field=field, cited=cited,
        )  # fmt: skip

    def again(self, row: Row) -> Record:
        """A row repeated in another section is the same capability, at another kind of place."""
        return self.read(row)

    def _laboratory(self, file_name: str) -> tuple[str, str]:
        """State the laboratory of a file. A number at the file's end marks another certificate, not another name."""
        name = re.sub(r"_\d+$", "", file_name)
        owner = institution_id(self.run, file_name)
        self._names[owner] = name
        certificate = hashed("nabl", self.run.dataset, file_name)
        self.run.state(Record("Institution", owner, institution(self.run, name, "laboratory").properties))
        granted = authority(self.run, "NABL", NAME, "IN", arrangement=["APAC MRA", "ILAC MRA"])._replace(
            relation="GRANTED_BY"
        )
        properties = {
            "scheme": "NABL",
            "legal_kind": "accreditation",
            "criteria": "ISO/IEC 17025",
            "status": "unknown",
        }
        self.run.state(Record("Accreditation", certificate, properties, (Link("HOLDS", "Institution", owner), granted)))
        return owner, scope(self.run, certificate, owner, language="en").id

    def rest(self) -> Iterator[Record]:
        """Laboratories of the same or a similar name: candidates for review, never merged."""
        for one, other, score, rule in candidates(self._names):
            said = (("by", rule), ("reviewed", False), ("score", score))
            yield Record("Institution", one, {"kind": "laboratory"}, (Link("SAME_AS", "Institution", other, said),))


NABL = Source(
    name="nabl",
    title=Words("Scopes of NABL accredited laboratories", "NABL 认可实验室的能力范围"),
    publisher="NABL",
    licence="none stated; facts of a public register",
    cadence="once",
    observed_on=date(2025, 1, 1),  # the latest edition that a scope cites is of 2025; not earlier
    completeness="sample",
    coverage=Words("70 files of laboratories' scopes; neither numbers, nor dates, nor addresses",
                   "70 份实验室范围文件；无证书编号、日期与地址"),
    crawl=Scopes,
    expects="a folder of CSV files, one a laboratory, named after it",
    rows_min={"scope": 25_000},
)  # fmt: skip
