"""Publications of IEC as the Relaton project collects them: one JSON object a line, none of which names another.

Which edition replaces which is inferred: of one number, the next edition by the day of publication, when the earlier one is
said to be revised or replaced. Where the earlier one stands still, or was withdrawn for itself, nothing is inferred.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.ingest.catalogue import Catalogue, Dated, successions
from kg.ingest.dates import partial
from kg.ingest.documents import classified, committee
from kg.ingest.lookup import Lookup
from kg.ingest.readers.jsonlines import objects
from kg.ingest.references import Document
from kg.ingest.relaton import Cells, file_of, lines
from kg.ingest.row import Row
from kg.ingest.run import named
from kg.ingest.source import Source
from kg.schema.core import Words
from kg.schema.record import Link, Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

KEYS = ("file", "schema", "docid", "title", "doctype", "edition", "date", "stage", "ics", "tc", "link")
DATES = ("date.published", "date.stable-until", "date.obsoleted")
STANDING = Lookup(
    "stage of an IEC publication",
    {"PUBLISHED": "current", "REVISED": "superseded", "REPLACED": "superseded", "WITHDRAWN": "withdrawn"},
)


def cells(said: dict[str, Any]) -> dict[str, str]:
    """A record's cells; its identifiers, titles and dates by their kind."""
    made = Cells(("docid", "docid.URN", "title.main.en", "title.main.fr", "title.main.es", *DATES, "ics", "tc", "link"))
    for identifier, kind, primary in said["docid"]:
        made.add("docid" if primary else f"docid.{kind}", identifier)
    made.add_paths("title", said["title"])
    made.add_paths("date", said["date"])
    for name in ("ics", "tc", "link"):
        made.add_all(name, said[name])
    made.add_rest(said, ("docid", "title", "date", "ics", "tc", "link"))
    return made


class Publications(Catalogue):
    """``_ends``: of editions, their standing and the day on which they ceased to stand."""

    def __init__(self, run: "Run") -> None:
        super().__init__(run)
        self._editions: list[Dated] = []
        self._ends: dict[str, tuple[str | None, str | None]] = {}

    def rows(self, path: Path) -> Iterator[Row]:
        file = file_of(path, "iec_all_compact.jsonl*", IEC_RELATON.name, IEC_RELATON.expects)
        return objects(file, "publications", KEYS, IEC_RELATON.name, cells)

    def read(self, row: Row) -> Record:
        said = self.meet(row.need("docid"))
        for column in ("file", "schema", "doctype"):
            row.take(column)  # where the record stands in its collection, and what its reference says too
        published, stable, ended = (partial(name, text) if (text := row.take(name)) else None for name in DATES)
        stage = row.take("stage")
        standing = STANDING.read(self.run, stage)
        web = lines(row, "link")
        properties = {
            "name_en": row.take("title.main.en"), "title_fr": row.take("title.main.fr"),
            "also_titled": lines(row, "title.main.es"), "edition": row.take("edition"), "stage": stage,
            "standing": standing, "published": published, "stable_until": stable, "withdrawn": ended,
            "identifier": [*lines(row, "docid.URN"), *web[1:]], "web": next(iter(web), None),
        }  # fmt: skip
        if said.kind == "edition" and said.citation and said.year:
            self._editions.append(Dated(said.citation.work_key, published or str(said.year), said))
            self._ends[said.id] = standing, ended
        links = [*classified(self.run, "ICS", row.take("ics")), *self._committees(row)]
        return self.edition(said, "catalogue", properties, links)

    def _committees(self, row: Row) -> Iterator[Link]:
        """IEC writes its own committees without its name (``TC 31``, ``CISPR/CIS/F``)."""
        for said in lines(row, "tc"):
            designation = said if said.startswith(("ISO", "IEC", "CISPR")) else f"IEC/{said}"
            yield named(committee(self.run, designation), "DEVELOPED_BY")

    def rest(self) -> Iterator[Record]:
        for earlier, later in successions(self._editions):
            self._succeed(earlier.said, later.said)
        return super().rest()

    def _succeed(self, earlier: Document, later: Document) -> None:
        standing, ended = self._ends[earlier.id]
        if standing == "superseded":
            self.note("REPLACES", later, earlier, known="inferred", rule="next-edition-of-number", effective=ended)
        else:
            kind = f"later edition of one that is {standing}, no replacement inferred"
            self.run.issue(kind, f"{later.printed} after {earlier.printed}")


IEC_RELATON = Source(
    name="iec-relaton",
    title=Words("Publications of IEC", "IEC 出版物目录"),
    publisher="IEC, as collected by the Relaton project",
    licence="none stated; facts of a public catalogue",
    cadence="once",
    observed_on=date(2026, 3, 13),  # the youngest day of publication in it
    completeness="register",
    coverage=Words("IEC's publications, those withdrawn included, and those of ISO/IEC that IEC lists",
                   "IEC 的出版物，含已废止者，以及 IEC 所列的 ISO/IEC 出版物"),
    crawl=Publications,
    expects="the file iec_all_compact.jsonl.gz",
    rows_min={"publications": 32_000},
)  # fmt: skip
