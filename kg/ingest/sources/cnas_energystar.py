"""Laboratories accredited by CNAS for ENERGY STAR: ``energystar_institutions.csv``,
``energystar_capabilities.csv``."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kg.ingest import concepts, notes, personal
from kg.ingest.cnas import Body, Register
from kg.ingest.dates import read_day
from kg.ingest.readers.folder import file_in
from kg.ingest.readers.layout import Layout
from kg.ingest.readers.table import read_table
from kg.ingest.row import Row, RowError
from kg.ingest.run import Run, named
from kg.ingest.source import Crawl, Source
from kg.schema.core import Words
from kg.schema.identity import hashed
from kg.schema.record import Record

BODIES = Layout(
    "institutions",
    ("", "名称", "地址", "注册号", "认可依据", "认证开始时间", "认证结束时间"),
    index=frozenset({""}),
)
SCOPE = Layout(
    "scope",
    ("", "名称", "周期", "序号", "检验对象", "项目序号", "项目名称", "检验标准（方法）", "说明"),
    index=frozenset({""}),
)
# The tables print 'NAS L7029' for what the certificate calls 'CNAS L7029'.
NUMBER = re.compile(r"(?P<scheme>C?NAS)?\s*(?P<number>L\d{4,5})")


class EnergyStar(Crawl):
    """Laboratories first, then their scopes, which refer to them by name and period."""

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self._register = Register(run, "laboratory")

    def rows(self, path: Path) -> Iterator[Row]:
        yield from read_table(file_in(path, "energystar_institutions.csv"), BODIES, report=self.run.issue)
        yield from read_table(file_in(path, "energystar_capabilities.csv"), SCOPE, report=self.run.issue)

    def read(self, row: Row) -> Record:
        return self._body(row) if row.table == BODIES.table else self._capability(row)

    def rest(self) -> Iterable[Record]:
        return self._register.rest()

    def _body(self, row: Row) -> Record:
        return self._register.enter(
            Body(
                name=row.need("名称"),
                number=self._number(row.need("注册号")),
                address=row.take("地址"),
                start=read_day("认证开始时间", row.take("认证开始时间")),
                end=read_day("认证结束时间", row.take("认证结束时间")),
                criteria=row.take("认可依据"),
            )
        )

    def _number(self, printed: str) -> str:
        found = NUMBER.fullmatch(printed)
        if found is None:
            raise RowError("注册号", f"'{printed[:40]}' is not a register number such as CNAS L7029")
        if found["scheme"] == "NAS":
            self.run.issue("register number repaired", f"{printed} is CNAS {found['number']}")
        return found["number"]

    def _capability(self, row: Row) -> Record:
        holder = self._register.holder(row.need("名称"), row.take("周期"))
        product, item = row.need("检验对象"), row.need("项目名称")
        cited, note = row.take("检验标准（方法）"), personal.clean(self.run, row.take("说明"))
        for column in ("序号", "项目序号"):
            row.take(column)  # positions in the printed list: they tell rows apart, and say nothing else
        id = hashed("capability", self.run.dataset, row.digest().hex())
        covers = notes.covers(item, note, cited)
        if notes.is_empty(cited):
            self.run.issue("row without a method", item)
        methods = concepts.methods(self.run, cited) if cited and not notes.is_empty(cited) else []
        links = [
            *holder.links,
            concepts.concept(self.run, "Product", product)._replace(relation="APPLIES_TO"),
        ]
        if not notes.is_all(item):
            links.append(concepts.concept(self.run, "Parameter", item)._replace(relation="MEASURES"))
        return Record(
            "Capability",
            id,
            {
                "activity": "testing", "covers": covers, "item": [item], "cited": cited, **holder.period,
                **notes.stated(self.run, id, note, note),
            },
            (*links, *(named(method, "USES", use="unknown") for method in methods)),
        )  # fmt: skip


SOURCE = Source(
    name="cnas-energystar",
    title=Words(
        "CNAS laboratories for ENERGY STAR and their scopes, 2017",
        "CNAS 能源之星检测实验室及其能力范围（2017 年）",
    ),
    publisher="CNAS",
    licence="Apache-2.0 (the compilation); facts of a public register",
    cadence="once: a snapshot",
    # The latest start of a period; the files themselves say no day.
    observed_on=date(2017, 4, 10),
    completeness="sample",
    coverage=Words(
        "Laboratories accredited by CNAS for ENERGY STAR testing, with periods that start by April 2017.",
        "获 CNAS 认可的能源之星检测实验室，有效期起始于 2017 年 4 月之前。",
    ),
    crawl=EnergyStar,
    expects="a folder that holds energystar_institutions.csv and energystar_capabilities.csv",
    rows_min={"institutions": 20, "scope": 1_400},
)
