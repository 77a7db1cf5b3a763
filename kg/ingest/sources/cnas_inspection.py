"""Inspection bodies accredited by CNAS, and what each may inspect: ``ib_institutions.csv``,
``ib_capabilities.csv``."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kg.ingest import concepts, notes, personal
from kg.ingest.cnas import Body, Register
from kg.ingest.dates import read_day
from kg.ingest.lookup import Lookup
from kg.ingest.readers.folder import file_in
from kg.ingest.readers.layout import Layout
from kg.ingest.readers.table import read_table
from kg.ingest.row import Row
from kg.ingest.run import Run, named
from kg.ingest.source import Crawl, Source
from kg.schema.core import Words
from kg.schema.identity import hashed
from kg.schema.record import Record

BODIES = Layout(
    "institutions",
    (
        "", "机构名称", "注册编号", "报告/证书允许使用认可标识的其他名称", "邮政编码", "网站地址",
        "单位地址", "认证开始时间", "认证结束时间", "暂停项目/参数", "机构特点",
    ),
    index=frozenset({""}),
)  # fmt: skip
SCOPE = Layout(
    "scope",
    (
        "", "机构名称", "周期", "分组名称", "检验对象序号", "检验对象", "检验项目名称序号", "检验项目名称",
        "依据的检验标准序号", "依据的检测标准", "方法程序及编号", "说明",
    ),
    index=frozenset({""}),
)  # fmt: skip
TYPES = Lookup("independence type", {"A类": "A", "B类": "B", "C类": "C"})
# ISO/IEC 17020: a body of type B serves the organisation that it belongs to, A and C serve others.
SERVES = {"A": "anyone", "B": "own-organisation", "C": "anyone"}
UNGROUPED = "暂无分组"


class Inspection(Crawl):
    """Bodies first, then their scopes, which refer to them by name and period."""

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self._register = Register(run, "inspection-body")
        self._above: dict[str, str | None] = {}

    def rows(self, path: Path) -> Iterator[Row]:
        yield from read_table(file_in(path, "ib_institutions.csv"), BODIES, report=self.run.issue)
        for row in read_table(file_in(path, "ib_capabilities.csv"), SCOPE, report=self.run.issue):
            yield self._noted(row)

    def _noted(self, row: Row) -> Row:
        """The row with the note that its 同上 stands for: rows of different notes are different rows."""
        name, note = row.cells["机构名称"], row.cells["说明"]
        if notes.is_ditto(note) and (above := self._above.get(name)):
            row.context = (above,)
        else:
            self._above[name] = note
        return row

    def read(self, row: Row) -> Record:
        return self._body(row) if row.table == BODIES.table else self._capability(row)

    def rest(self) -> Iterable[Record]:
        return self._register.rest()

    def _body(self, row: Row) -> Record:
        # The column of suspended items is empty throughout: it is left untaken, so that the first entry is
        # reported.
        web = row.take("网站地址")
        return self._register.enter(
            Body(
                name=row.need("机构名称"),
                number=row.need("注册编号"),
                address=row.take("单位地址"),
                postcode=row.take("邮政编码"),
                start=read_day("认证开始时间", row.take("认证开始时间")),
                end=read_day("认证结束时间", row.take("认证结束时间")),
                web=None if notes.is_empty(web) else web,
                other_name=row.take("报告/证书允许使用认可标识的其他名称"),
                independence_type=TYPES.read(self.run, row.take("机构特点")),
            )
        )

    def _capability(self, row: Row) -> Record:
        holder = self._register.holder(row.need("机构名称"), row.take("周期"))
        item, product = row.need("检验项目名称"), row.need("检验对象")
        title, code, group = row.take("依据的检测标准"), row.take("方法程序及编号"), row.take("分组名称")
        note = personal.clean(self.run, row.take("说明"))
        for column in ("检验对象序号", "检验项目名称序号", "依据的检验标准序号"):
            row.take(column)  # positions in the printed list: they tell rows apart, and say nothing else
        if code is None:
            self.run.issue("row without a code", title or "")
        id = hashed("capability", self.run.dataset, row.digest().hex())
        said = notes.stated(self.run, id, note, row.context[0] if row.context else note)
        methods = concepts.methods(self.run, code, title) if code else []
        return Record(
            "Capability",
            id,
            {
                "activity": "inspection", "covers": "items", "item": [item],
                "available_to": SERVES.get(holder.independence_type or "", "unknown"),
                "field": None if group == UNGROUPED else group,
                "cited": " ".join(part for part in (title, code) if part),
                **holder.period, **said,
            },
            (
                *holder.links,
                concepts.concept(self.run, "Product", product)._replace(relation="APPLIES_TO"),
                concepts.concept(self.run, "Parameter", item)._replace(relation="MEASURES"),
                *(named(method, "USES", use="unknown") for method in methods),
            ),
        )  # fmt: skip


SOURCE = Source(
    name="cnas-inspection",
    title=Words("CNAS inspection bodies and their scopes, 2019", "CNAS 认可检验机构及其能力范围（2019 年）"),
    publisher="CNAS",
    licence="Apache-2.0 (the compilation); facts of a public register",
    cadence="once: a snapshot",
    # The latest start of a period that has an end too; the files themselves say no day.
    observed_on=date(2019, 5, 22),
    completeness="sample",
    coverage=Words(
        "Inspection bodies accredited by CNAS as published about May 2019; scopes of 520 of them.",
        "约 2019 年 5 月公布的 CNAS 认可检验机构；其中 520 家有能力范围。",
    ),
    crawl=Inspection,
    expects="a folder that holds ib_institutions.csv and ib_capabilities.csv",
    rows_min={"institutions": 500, "scope": 25_000},
)
