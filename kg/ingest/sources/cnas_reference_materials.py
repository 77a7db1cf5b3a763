"""Reference material producers accredited by CNAS: ``rm_institutions.csv``, ``rm_capabilities.csv``.

A material of many elements is one row an element, and the column that would name the element is empty
throughout: rows that look alike are different materials or elements, so nothing here is a repeated row.
"""

import re
from collections import Counter
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
from kg.schema.record import Link, Record
from kg.standards import read

BODIES = Layout(
    "institutions",
    (
        "", "机构名称", "注册编号", "报告/证书允许使用认可标识的其他名称", "邮政编码", "网站地址", "单位地址",
        "认证开始时间", "认证结束时间",
    ),
    index=frozenset({""}),
)  # fmt: skip
SCOPE = Layout(
    "scope",
    (
        "", "机构名称", "周期", "序号", "名称", "成分特性名称", "特性范围", "不确定度", "定值方式",
        "测试技术", "说明", "状态",
    ),
)  # fmt: skip
STATUS = Lookup("status", {"有效": "active", "暂停": "suspended", "撤销": "withdrawn"})
_BETWEEN = re.compile(r"[；;、，,。\s]*[；;、，,。][；;、，,。\s]*")
_ORDINAL = re.compile(r"^\d{1,2}\s*[.．]*\s*")


class Materials(Crawl):
    """Producers first, then their scopes, which refer to them by name and period."""

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self._register = Register(run, "rm-producer")
        self._alike: Counter[str] = Counter()

    def rows(self, path: Path) -> Iterator[Row]:
        yield from read_table(file_in(path, "rm_institutions.csv"), BODIES, report=self.run.issue)
        yield from read_table(file_in(path, "rm_capabilities.csv"), SCOPE, report=self.run.issue)

    def read(self, row: Row) -> Record:
        return self._body(row) if row.table == BODIES.table else self._capability(row)

    def rest(self) -> Iterable[Record]:
        return self._register.rest()

    def _body(self, row: Row) -> Record:
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
            )
        )

    def _key(self, row: Row) -> str:
        """The row by what it says and by how many rows before it say the same: its number in the file would
        move."""
        row.take("")
        row.take("序号")
        said = hashed("capability", self.run.dataset, *(cell for column, cell in row.cells.items() if column))
        self._alike[said] += 1
        return hashed("capability", said, str(self._alike[said]))

    def _capability(self, row: Row) -> Record:
        holder = self._register.holder(row.need("机构名称"), row.take("周期"))
        id, note = self._key(row), personal.clean(self.run, row.take("说明"))
        material, characteristic = row.need("名称"), row.take("成分特性名称")
        assignment = row.take("定值方式")
        if assignment is not None:
            self.run.issue("code of value assignment not read", assignment)
        said = notes.stated(self.run, id, note, note)
        # The codes (v1, v2) are explained nowhere in the source: kept as they are printed.
        said["note"] = (
            "；".join(part for part in (note, assignment and f"定值方式：{assignment}") if part) or None
        )
        links = [
            *holder.links,
            concepts.concept(self.run, "Product", material)._replace(relation="APPLIES_TO"),
        ]
        if characteristic:
            measured = concepts.concept(self.run, "Parameter", characteristic)
            links.append(measured._replace(relation="MEASURES"))
        return Record(
            "Capability",
            id,
            {
                "activity": "rm",
                "range_text": row.take("特性范围"), "uncertainty_text": row.take("不确定度"),
                "status": STATUS.read(self.run, row.take("状态")), **holder.period, **said,
            },
            (*links, *self._techniques(row.take("测试技术"))),
        )  # fmt: skip

    def _techniques(self, printed: str | None) -> Iterator[Link]:
        """The techniques of a cell that lists them; where it cites a standard instead, the test method."""
        if printed is None:
            return
        if read(printed).citations:
            yield from (named(m, "USES", use="method") for m in concepts.methods(self.run, printed))
            return
        for part in _BETWEEN.split(printed):
            if technique := _ORDINAL.sub("", part.strip()):
                yield concepts.concept(self.run, "Technique", technique)._replace(relation="BY_TECHNIQUE")


SOURCE = Source(
    name="cnas-reference-materials",
    title=Words(
        "CNAS reference material producers and their materials, 2018",
        "CNAS 认可标准物质生产者及其能力范围（2018 年）",
    ),
    publisher="CNAS",
    licence="Apache-2.0 (the compilation); facts of a public register",
    cadence="once: a snapshot",
    # The latest start of a period; the files themselves say no day.
    observed_on=date(2018, 11, 13),
    completeness="sample",
    coverage=Words(
        "Reference material producers accredited by CNAS, with periods that start by November 2018.",
        "获 CNAS 认可的标准物质生产者，有效期起始于 2018 年 11 月之前。",
    ),
    crawl=Materials,
    expects="a folder that holds rm_institutions.csv and rm_capabilities.csv",
    rows_min={"institutions": 15, "scope": 1_400},
)
