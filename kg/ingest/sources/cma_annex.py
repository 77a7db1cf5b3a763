"""The capability annex (检验检测能力附表) of one CMA certificate; the institution may be anonymised."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.ingest.capability import capability, institution, restrict, row_id, scope, site
from kg.ingest.citations import methods
from kg.ingest.concepts import authority, concept
from kg.ingest.notes import covers, is_all, read_note
from kg.ingest.readers.sheet import rows
from kg.ingest.row import Row
from kg.ingest.source import Crawl, Source
from kg.matching.restrictions import read_restrictions
from kg.schema.core import Words
from kg.schema.identity import hashed
from kg.schema.record import Link, Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

METHOD = "依据的标准（方法）名称及编号（含年号）"
COLUMNS = (
    "序号",
    "场所名称",
    "检验检测场所地址",
    "领域",
    "类别",
    "检测对象",
    "参数",
    METHOD,
    "限制范围",
    "说明",
)
SAMR = Words(
    "State Administration for Market Regulation and its provincial bodies",
    "国家市场监督管理总局及省级市场监督管理部门",
)
DITTO = ("场所名称", "检验检测场所地址", "领域", "类别", "检测对象", "参数", METHOD)


class Annex(Crawl):
    """One file is one certificate's annex. It prints neither the certificate's number nor its dates: both unknown."""

    def __init__(self, run: "Run") -> None:
        super().__init__(run)
        self._addresses: dict[str, str] = {}

    def rows(self, path: Path) -> Iterator[Row]:
        yield from rows(path, "scope", COLUMNS, CMA_ANNEX.name, index=["序号"], ditto=DITTO)

    def read(self, row: Row) -> Record:
        name, address = row.need("场所名称"), row.take("检验检测场所地址")
        owner = institution(self.run, name, "laboratory")
        self.run.state(owner)
        links = [concept(self.run, "Product", row.need("检测对象"))._replace(relation="APPLIES_TO")]
        if not is_all(item := row.need("参数")):
            links.append(concept(self.run, "Parameter", item)._replace(relation="MEASURES"))
        if address:
            links.append(self._site(owner.id, address))
        limit, note_text, cited = row.take("限制范围"), row.take("说明"), row.need(METHOD)
        note = read_note(note_text)
        restrict(self.run, row_id(self.run, row), read_restrictions(limit or "", limiting=True))
        fields = [text for text in (row.take("领域"), row.take("类别")) if text]
        return capability(
            self.run, row, owner.id, self._scope(owner.id), methods=methods(self.run, cited), links=links, use="method",
            activity="testing", covers=covers(item, limit, cited), item=None if is_all(item) else [item], cited=cited,
            field=" / ".join(fields) or None, note=note_text, note_standard=list(note.standards),
            performed_by=note.performed_by,
        )  # fmt: skip

    def _site(self, owner: str, address: str) -> Link:
        if address not in self._addresses:
            self._addresses[address] = site(self.run, owner, address).id
        return Link("AT", "Site", self._addresses[address])

    def _scope(self, owner: str) -> str:
        granted = authority(self.run, "SAMR", SAMR, "CN")._replace(relation="GRANTED_BY")
        certificate = hashed("cma", self.run.dataset)
        properties = {"scheme": "CMA", "legal_kind": "licence", "status": "unknown"}
        links = (Link("HOLDS", "Institution", owner), granted)
        self.run.state(Record("Accreditation", certificate, properties, links))
        return scope(self.run, certificate, owner, language="zh").id


CMA_ANNEX = Source(
    name="cma-annex",
    title=Words("Capability annex of a CMA certificate", "CMA 资质认定检验检测能力附表"),
    publisher="the institution itself",
    licence="as its owner says (the sample: MIT)",
    cadence="on change",
    observed_on=None,
    completeness="sample",
    coverage=Words("one certificate's annex", "一份证书的能力附表"),
    crawl=Annex,
    expects="one CSV or XLSX file with the columns of a CMA annex",
    per_file=True,
)
