"""NABL (India): scopes of testing laboratories, one CSV file a laboratory, named by nothing but the file's
name.

A file begins with a line ``0,1,2,3,4`` (not each does) and the header; lines with one cell are sections
(permanent, site, mobile) and say where the rows below them are done.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kg.errors import DataError
from kg.ingest import concepts, notes
from kg.ingest.candidates import candidates
from kg.ingest.lookup import Lookup
from kg.ingest.readers import delimited
from kg.ingest.readers.layout import Entry
from kg.ingest.row import Row
from kg.ingest.run import Run, named
from kg.ingest.source import Crawl, Source
from kg.schema.core import Words
from kg.schema.folding import fold
from kg.schema.identity import hashed
from kg.schema.record import Link, Record

NUMBERS = ["0", "1", "2", "3", "4"]
HEADER = ("S.No", "Discipline / Group", "Materials or Products tested", "Parameter tested", "Test Method")
NUMBER, GROUP, PRODUCT, PARAMETER, METHOD = HEADER
SECTIONS = Lookup(
    "section",
    {
        "Permanent Facility": "permanent", "Permanent Testing": "permanent",
        "Site Facility": "on-site", "Site Testing": "on-site",
        "Mobile Facility": "mobile", "Mobile Testing": "mobile",
        "Permanent Site Facility": "unknown",  # permanent, or permanent and site: the words do not say
    },
)  # fmt: skip
NAME = Words(
    "National Accreditation Board for Testing and Calibration Laboratories",
    "印度国家测试和校准实验室认可委员会",
)
EXCEPTS = re.compile(
    r"\b(?:exclud(?:e|es|ed|ing)|except|limited to|restricted to|not covered)\b", re.IGNORECASE
)
# 'NAME_1.csv' is another certificate under the same name, not another name.
TWIN = re.compile(r"_\d+$")


class Scopes(Crawl):
    """One file after the other; each is an accreditation of its own."""

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self._files: list[str] = []
        self._meanings: dict[str, str] = {}
        self._places: dict[bytes, set[str]] = {}

    def rows(self, path: Path) -> Iterator[Row]:
        files = sorted(path.glob("*.[cC][sS][vV]")) if path.is_dir() else []
        if not files:
            raise DataError(
                f"'{path.name}' is no folder with CSV files. Name the folder that holds one a laboratory."
            )
        for file in files:
            self._files.append(file.name)
            self._survey(file)
            yield from (row for row, _ in rows_of(file))

    def _survey(self, path: Path) -> None:
        """Read a file once for what no row shows alone: the sections that a row is listed in, and numbers
        left out."""
        self._places = {}
        left_out, last = 0, 0
        for row, section in rows_of(path):
            self._places.setdefault(row.digest(), set()).add(self._meaning(section))
            if not row.problem:
                number = int(row.cells[NUMBER])
                left_out += max(0, number - last - 1)
                last = number
        if not self._places:
            self.run.issue("file without rows", path.name)
        if left_out:
            self.run.issue("numbers left out", f"{path.name}: {left_out}")

    def _meaning(self, section: str) -> str:
        if section not in self._meanings:
            self._meanings[section] = SECTIONS.read(self.run, section or None)
        return self._meanings[section]

    def read(self, row: Row) -> Record:
        group, product, parameter = row.take(GROUP), row.take(PRODUCT), row.take(PARAMETER)
        cited = row.take(METHOD)
        if cited is None:
            self.run.issue("row without a method", parameter or "")
        id = hashed("capability", self.run.dataset, row.digest().hex())
        for words in (product, parameter, cited):
            if words and EXCEPTS.search(words):
                notes.restrict(self.run, id, words)
        links = [Link("OFFERS", "Institution", _id("institution", row.file))]
        links.append(Link("COVERS", "Scope", _id("scope", row.file)))
        if product:
            links.append(concepts.concept(self.run, "Product", product)._replace(relation="APPLIES_TO"))
        if parameter:
            links.append(concepts.concept(self.run, "Parameter", parameter)._replace(relation="MEASURES"))
        methods = concepts.methods(self.run, cited, titled=False) if cited else []
        return Record(
            "Capability",
            id,
            {
                "activity": "testing", "field": group, "cited": cited,
                "covers": "items" if parameter else "unknown", "item": [parameter] if parameter else [],
                "where": sorted(self._places[row.digest()]),
            },
            (*links, *(named(method, "USES", use="unknown") for method in methods)),
        )  # fmt: skip

    def rest(self) -> Iterable[Record]:
        """The laboratories, by the names of their files: each with an accreditation whose number is not
        known."""
        country = concepts.country(self.run, "IN")
        granted = concepts.authority(self.run, "NABL", NAME, "IN", arrangement=["APAC MRA", "ILAC MRA"])
        names = {_id("institution", file): TWIN.sub("", Path(file).stem) for file in self._files}
        alike: dict[str, list[Link]] = {}
        for first, second, score, rule in candidates(names):
            same = Link("SAME_AS", "Institution", second)
            alike.setdefault(first, []).append(named(same, "SAME_AS", score=score, by=rule, reviewed=False))
            self.run.issue(
                "institutions of same or similar name", f"{names[first]} | {names[second]} ({score})"
            )
        for file in self._files:
            id, record = _id("institution", file), {"record": [file]}
            held = Link("HOLDS", "Institution", id)
            kind = {"kind": "laboratory", "name_en": names[id]}
            yield Record("Institution", id, {**kind, **record}, tuple(alike.get(id, ())))
            # In the country, and no more is known of its place.
            places = (Link("HAS_SITE", "Institution", id), country._replace(relation="LOCATED_IN"))
            yield Record("Site", _id("site", file), record, places)
            accreditation = {"scheme": "NABL", "legal_kind": "accreditation", **record}
            grants = (held, granted._replace(relation="GRANTED_BY"))
            yield Record("Accreditation", _id("accreditation", file), accreditation, grants)
            annex = Link("HAS_SCOPE", "Accreditation", _id("accreditation", file))
            yield Record("Scope", _id("scope", file), {"language": "en", **record}, (held, annex))


def _id(kind: str, file: str) -> str:
    return hashed(kind, "nabl", Path(file).stem)


def rows_of(path: Path) -> Iterator[tuple[Row, str]]:
    """The rows of a file, each with the section that it stands in. ``DataError`` for a file without the
    header."""
    entries = delimited.entries(path)
    _expect_header(path, entries)
    section = ""
    for entry in entries:
        first, *others = [cell.strip() for cell in entry.cells]
        if not any(others) and not first.isdigit() and not entry.problem:
            section = first or section
            continue
        yield _row(path.name, entry), section


def _row(file: str, entry: Entry) -> Row:
    problem = entry.problem
    if not problem and len(entry.cells) != len(HEADER):
        problem = f"it has {len(entry.cells)} cells where a scope has {len(HEADER)}"
    elif not problem and not entry.cells[0].strip().isdecimal():
        problem = "its first cell is no number"
    cells = dict(zip(HEADER, [*entry.cells, "", "", "", "", ""], strict=False))
    cells |= {f"cell {at}": cell for at, cell in enumerate(entry.cells[5:], start=6)}
    return Row(file, entry.number, "scope", cells, (file,), frozenset({NUMBER}), problem)


def _expect_header(path: Path, entries: Iterator[Entry]) -> None:
    line = next(entries, None)
    if line and line.cells == NUMBERS:
        line = next(entries, None)
    found = [fold(cell) for cell in line.cells] if line else []
    if found[:2] != [fold(NUMBER), fold(GROUP)] or len(found) != len(HEADER) or "tested" not in found[2]:
        shown = ", ".join(f"'{cell[:40]}'" for cell in (line.cells if line else ()))
        raise DataError(
            f"{path.name} is not a NABL scope of testing. Its header should be '{NUMBER}', '{GROUP}', "
            f"'{PRODUCT}' and two more; found: {shown or 'nothing'}. Take it out of the folder."
        )


SOURCE = Source(
    name="nabl",
    title=Words("NABL scopes of testing laboratories (a sample)", "NABL 检测实验室能力范围（样本）"),
    publisher="NABL",
    licence="none stated; facts of a public register",
    cadence="once: a snapshot",
    # The files say no day. They cite an edition of 2025, so they were read in that year or later.
    observed_on=date(2025, 1, 1),
    completeness="sample",
    coverage=Words(
        "Seventy certificates of Indian testing laboratories, mostly electrical; nine without rows.",
        "七十份印度检测实验室的认可范围，以电气为主；其中九份无内容。",
    ),
    crawl=Scopes,
    expects="a folder of CSV files, one a laboratory and named after it",
    rows_min={"scope": 20_000},
)
