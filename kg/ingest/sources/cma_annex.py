"""A CMA capability annex (检验检测能力附表): one table, one institution, handed in as CSV or XLSX."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.ingest import concepts, notes, personal
from kg.ingest.readers.layout import Layout
from kg.ingest.readers.table import read_table
from kg.ingest.row import Row
from kg.ingest.run import Run, named
from kg.ingest.source import Crawl, Source
from kg.schema.core import Words
from kg.schema.identity import hashed
from kg.schema.record import Link, Record

METHOD = "依据的标准（方法）名称及编号（含年号）"
ANNEX = Layout(
    "annex",
    ("序号", "场所名称", "检验检测场所地址", "领域", "类别", "检测对象", "参数", METHOD, "限制范围", "说明"),
    index=frozenset({"序号"}),
    ditto=frozenset({"检测对象", "参数", METHOD, "限制范围", "说明"}),
)


class Annex(Crawl):
    """One row a parameter; the institution and its sites are columns of each row."""

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self._held: dict[str, tuple[str, str]] = {}
        self._sites: dict[tuple[str, str], str] = {}

    def rows(self, path: Path) -> Iterator[Row]:
        yield from read_table(path, ANNEX, report=self.run.issue)

    def read(self, row: Row) -> Record:
        name, address = row.need("场所名称"), row.take("检验检测场所地址")
        product, item, cited = row.need("检测对象"), row.need("参数"), row.take(METHOD)
        limit = personal.clean(self.run, row.take("限制范围"))
        note = personal.clean(self.run, row.take("说明"))
        field = " / ".join(part for part in (row.take("领域"), row.take("类别")) if part)
        institution, scope = self._holder(name)
        links = [Link("OFFERS", "Institution", institution), Link("COVERS", "Scope", scope)]
        if address:
            links.append(Link("AT", "Site", self._site(name, institution, address)))
        id = hashed("capability", self.run.dataset, row.digest().hex())
        said = notes.stated(self.run, id, note, note)
        if limit and not notes.is_empty(limit):
            notes.restrict(self.run, id, limit, notes.read_note(limit).applies_to)
            said.setdefault("performed_by", notes.read_note(limit).performed_by)
        if cited is None:
            self.run.issue("row without a method", item)
        links.append(concepts.concept(self.run, "Product", product)._replace(relation="APPLIES_TO"))
        if not notes.is_all(item):
            links.append(concepts.concept(self.run, "Parameter", item)._replace(relation="MEASURES"))
        methods = concepts.methods(self.run, cited) if cited else []
        return Record(
            "Capability",
            id,
            {
                "activity": "testing", "covers": notes.covers(item, limit or note, cited), "item": [item],
                "field": field or None, "cited": cited, **said,
            },
            (*links, *(named(method, "USES", use="unknown") for method in methods)),
        )  # fmt: skip

    def rest(self) -> Iterable[Record]:
        """The institution, its licence and its annex: neither number, nor dates, nor who granted it are
        printed."""
        for name, (institution, scope) in self._held.items():
            held, licence = (
                Link("HOLDS", "Institution", institution),
                hashed("accreditation", self.run.dataset, name),
            )
            yield Record("Institution", institution, {**concepts.names(name), "kind": "laboratory"})
            yield Record("Accreditation", licence, {"scheme": "CMA", "legal_kind": "licence"}, (held,))
            yield Record(
                "Scope", scope, {"language": "zh"}, (held, Link("HAS_SCOPE", "Accreditation", licence))
            )

    def _holder(self, name: str) -> tuple[str, str]:
        if name not in self._held:
            kinds = ("institution", "scope")
            institution, scope = (hashed(kind, self.run.dataset, name) for kind in kinds)
            self._held[name] = institution, scope
        return self._held[name]

    def _site(self, name: str, institution: str, address: str) -> str:
        if (name, address) not in self._sites:
            site = hashed("site", self.run.dataset, name, address)
            located = concepts.region(self.run, address)
            links = (Link("HAS_SITE", "Institution", institution), *((located,) if located else ()))
            self.run.state(Record("Site", site, {"address": address}, links))
            self._sites[name, address] = site
        return self._sites[name, address]


SOURCE = Source(
    name="cma-annex",
    title=Words("CMA capability annex of one institution", "检验检测机构资质认定能力附表（单一机构）"),
    publisher="the institution that hands it in",
    licence="as its holder grants; the sample in the test data: MIT",
    cadence="whenever the institution hands in a new one",
    observed_on=None,
    completeness="sample",
    coverage=Words(
        "One institution's annex; its certificate's number and dates are not in it.",
        "单一机构的能力附表；其中不含证书编号与有效期。",
    ),
    crawl=Annex,
    expects="one CSV or XLSX file with the columns 序号, 场所名称, … 限制范围, 说明",
    per_file=True,
)
