"""Reference material producers accredited by CNAS, with the materials they are accredited for."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.ingest.capability import capability, row_id
from kg.ingest.cnas import LICENCE, Register, printed_period
from kg.ingest.concepts import concept
from kg.ingest.lookup import Lookup
from kg.ingest.measures import measure
from kg.ingest.notes import read_note
from kg.ingest.readers.sheet import rows
from kg.ingest.row import Row
from kg.ingest.source import Crawl, Source
from kg.schema.core import Words
from kg.schema.record import Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

INSTITUTIONS = (
    "",
    "机构名称",
    "注册编号",
    "报告/证书允许使用认可标识的其他名称",
    "邮政编码",
    "网站地址",
    "单位地址",
    "认证开始时间",
    "认证结束时间",
)
SCOPE = (
    "",
    "机构名称",
    "周期",
    "序号",
    "名称",
    "成分特性名称",
    "特性范围",
    "不确定度",
    "定值方式",
    "测试技术",
    "说明",
    "状态",
)
STATUS = Lookup("status of a material", {"有效": "active", "暂停": "suspended", "撤销": "withdrawn"})
_BETWEEN = re.compile(r"[；;、]|(?<=法)[,，](?=\S)")


class ReferenceMaterials(Crawl):
    """Institutions first. The row numbers belong to the row's key: 277 materials look alike but for them."""

    def __init__(self, run: "Run") -> None:
        super().__init__(run)
        self._register = Register(run, "rm-producer")

    def rows(self, path: Path) -> Iterator[Row]:
        for name, columns, table in (
            ("institutions", INSTITUTIONS, "institutions"),
            ("capabilities", SCOPE, "scope"),
        ):
            index = [""] if table == "institutions" else []
            yield from rows(path / f"rm_{name}.csv", table, columns, CNAS_REFERENCE_MATERIALS.name, index=index)

    def read(self, row: Row) -> Record:
        return self._institution(row) if row.table == "institutions" else self._capability(row)

    def _institution(self, row: Row) -> Record:
        return self._register.certificate(
            row, row.need("机构名称"), row.need("注册编号"), postcode=row.take("邮政编码"), starts="认证开始时间", ends="认证结束时间",
            address=row.need("单位地址"), web=row.take("网站地址"), criteria="ISO 17034",
            other_name=row.take("报告/证书允许使用认可标识的其他名称"),
        )  # fmt: skip

    def _capability(self, row: Row) -> Record:
        printed = row.need("周期")
        owner, scope, _ = self._register.joined(row.need("机构名称"), printed)
        text = row.take("说明")
        note = read_note(text)
        for number in ("", "序号"):
            row.take(number)
        way, characteristic, techniques = row.take("定值方式"), row.take("成分特性名称"), row.take("测试技术")
        links = [concept(self.run, "Product", row.need("名称"))._replace(relation="APPLIES_TO")]
        if characteristic:
            links.append(concept(self.run, "Parameter", characteristic)._replace(relation="MEASURES"))
        for technique in _BETWEEN.split(techniques or ""):
            if named := re.sub(r"^\s*[0-9]+[.．]", "", technique).strip():
                links.append(concept(self.run, "Technique", named)._replace(relation="BY_TECHNIQUE"))
        start, end = printed_period(printed)
        extent, uncertainty = row.take("特性范围"), row.take("不确定度")
        measure(
            self.run, row_id(self.run, row), extent, uncertainty, variable=characteristic, quality="certified value"
        )
        return capability(
            self.run, row, owner, scope, methods=(), links=links, activity="rm", covers="items",
            range_text=extent, uncertainty_text=uncertainty, field=f"定值方式 {way}" if way else None,
            note=text, note_standard=list(note.standards), status=STATUS.read(self.run, row.take("状态")), available_to="anyone",
            valid_from=start, valid_to=end,
        )  # fmt: skip


CNAS_REFERENCE_MATERIALS = Source(
    name="cnas-reference-materials",
    title=Words("CNAS accredited reference material producers", "CNAS 认可标准物质生产者"),
    publisher="CNAS",
    licence=LICENCE,
    cadence="once",
    observed_on=date(2019, 5, 22),
    completeness="sample",
    coverage=Words(
        "reference material producers accredited by CNAS, read about May 2019",
        "约 2019 年 5 月所读取的 CNAS 认可标准物质生产者",
    ),
    crawl=ReferenceMaterials,
    expects="a folder with rm_institutions.csv and rm_capabilities.csv",
    rows_min={"institutions": 15, "scope": 1_500},
)
