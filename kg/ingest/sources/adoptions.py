"""Which standard adopts which, how closely, and what it replaces: facts that public texts state, with their words."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.ingest.documents import document, identity, one
from kg.ingest.lookup import Lookup
from kg.ingest.readers.sheet import rows
from kg.ingest.replacements import Replacements
from kg.ingest.row import Row, RowError
from kg.ingest.run import named
from kg.ingest.source import Crawl, Source
from kg.schema.core import Words
from kg.schema.record import Link, Record
from kg.standards import Citation
from kg.standards.replaced import partly

if TYPE_CHECKING:
    from kg.ingest.run import Run

FILE = "adoptions.tsv"
FIRST, SECOND = "adopting_designation", "adopted_designation"  # of a replacement: the newer and the older one
COLUMNS = (FIRST, SECOND, "degree", "kind", "evidence_quote", "source", "corpus", "confidence")
DEGREE = Lookup("degree of an adoption", {word: word for word in ("IDT", "MOD", "EQV", "NEQ", "unknown")})
CONFIDENCE = Lookup("confidence", {word: word for word in ("high", "medium", "low")}, unknown="low")


class Facts(Crawl):
    """A row is one statement about its first standard. Statements that disagree stand beside one another."""

    def __init__(self, run: "Run") -> None:
        super().__init__(run)
        self._replacements = Replacements(run)
        self._degrees: dict[tuple[str, str], list[str]] = {}

    def rows(self, path: Path) -> Iterator[Row]:
        file = path / FILE if path.is_dir() else path
        return rows(file, "facts", COLUMNS, ADOPTIONS.name, quoted=False)

    def read(self, row: Row) -> Record:
        kind = row.need("kind")
        if kind not in ("adopts", "replaces"):
            raise RowError("kind", f"'{kind[:40]}' is neither adopts nor replaces")
        row.take("corpus")  # in what kind of collection the text was found; ``source`` says where it stands
        said = {"quote": row.need("evidence_quote"), "stated_in": row.need("source"),
                "confidence": CONFIDENCE.read(self.run, row.take("confidence"))}  # fmt: skip
        degree = row.take("degree")
        first, second = self._designated(row, FIRST), self._designated(row, SECOND)
        if first is None or second is None:
            return self._alone(first or second)
        stated = document(self.run, first, "relation")
        if kind == "adopts":
            link = self._adopts(first, second, degree=DEGREE.read(self.run, degree), **said)
            return Record(stated.entity, stated.id, {}, (link,))
        if degree:
            self.run.issue("degree of a replacement", degree)
        extent = "partial" if partly(said["quote"]) else "unknown"
        self._replacements.add(row, first, second, extent=extent, **said)
        return Record(stated.entity, stated.id)

    def _designated(self, row: Row, column: str) -> Citation | None:
        text = row.need(column)
        if not (citation := one(text)):
            self.run.issue("designation not read as one standard, its statement not loaded", text)
        return citation

    def _alone(self, citation: Citation | None) -> Record:
        """The row is the place of the one standard that was read of it, and states no relation."""
        if citation is None:
            raise RowError(FIRST, "names no one standard, nor does the other designation: nothing is stated")
        link = document(self.run, citation, "relation")
        return Record(link.entity, link.id)

    def _adopts(self, first: Citation, second: Citation, **said: Any) -> Link:
        """A standard without its year adopts the other as a work: which of its editions does is not said."""
        link = document(self.run, second, "relation")
        if identity(first).entity == "Standard" and link.entity == "StandardEdition":
            self.run.issue(
                "adopting edition not named, the standards are joined", f"{first.work} adopts {second.designation}"
            )
            link = Link("", "Standard", second.work_key)
        self._compare(first, second, str(said["degree"]))
        return named(link, "ADOPTS", known="stated", **said)

    def _compare(self, first: Citation, second: Citation, degree: str) -> None:
        """Report degrees that differ for one standard, of whatever edition: all are kept, and the reader sees them."""
        found = self._degrees.setdefault((identity(first).id, second.work_key), [])
        if degree == "unknown" or degree in found:
            return
        found.append(degree)
        if len(found) > 1:
            self.run.issue(
                "degrees disagree, all are kept", f"{first.designation} adopts {second.work}: {', '.join(found)}"
            )

    def rest(self) -> Iterator[Record]:
        return self._replacements.records()


ADOPTIONS = Source(
    name="adoptions",
    title=Words("Adoptions and replacements of standards, as public texts state them", "公开文本所述的标准采用与代替关系"),
    publisher="many: each fact says where it stands",
    licence="facts read from public pages",
    cadence="once",
    observed_on=date(2026, 11, 23),  # the day on which its collection says that the texts were read
    completeness="sample",
    coverage=Words("national adoptions of international standards, and replacements, mostly Chinese; uneven by field",
                   "以中国标准为主的采用国际标准与代替关系；各领域详略不一"),
    crawl=Facts,
    expects=f"a folder with {FILE}, or that file",
    rows_min={"facts": 300},
)  # fmt: skip
