"""Laboratories accredited by CNAS for ENERGY STAR testing, with their scopes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.ingest.capability import capability, restrict, row_id
from kg.ingest.citations import methods
from kg.ingest.cnas import LICENCE, Register, printed_period
from kg.ingest.concepts import concept
from kg.ingest.notes import covers, is_all, read_note
from kg.ingest.personal import clean
from kg.ingest.readers.sheet import rows
from kg.ingest.row import Row
from kg.ingest.source import Crawl, Source
from kg.schema.core import Words
from kg.schema.record import Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

INSTITUTIONS = ("", "名称", "地址", "注册号", "认可依据", "认证开始时间", "认证结束时间")
SCOPE = ("", "名称", "周期", "序号", "检验对象", "项目序号", "项目名称", "检验标准（方法）", "说明")


class EnergyStar(Crawl):
    """Institutions first; scope rows are joined to their certificates by name and period."""

    def __init__(self, run: "Run") -> None:
        super().__init__(run)
        self._register = Register(run, "laboratory")

    def rows(self, path: Path) -> Iterator[Row]:
        for name, columns, table in (
            ("institutions", INSTITUTIONS, "institutions"),
            ("capabilities", SCOPE, "scope"),
        ):
            yield from rows(path / f"energystar_{name}.csv", table, columns, CNAS_ENERGYSTAR.name, index=[""])

    def read(self, row: Row) -> Record:
        return self._institution(row) if row.table == "institutions" else self._capability(row)

    def _institution(self, row: Row) -> Record:
        number = row.need("注册号")
        if number.startswith("NAS "):
            self.run.issue("register number without its first letter", f"{number} read as C{number}")
            number = f"C{number}"
        return self._register.certificate(
            row, row.need("名称"), number.removeprefix("CNAS "), starts="认证开始时间", ends="认证结束时间",
            address=row.need("地址"), criteria=row.take("认可依据"),
        )  # fmt: skip

    def _capability(self, row: Row) -> Record:
        printed = row.need("周期")
        owner, scope, _ = self._register.joined(row.need("名称"), printed)
        cited, item = row.need("检验标准（方法）"), row.need("项目名称")
        text = clean(self.run, row.take("说明"))
        note = read_note(text)
        restrict(self.run, row_id(self.run, row), note.restrictions)
        for number in ("序号", "项目序号"):
            row.take(number)
        start, end = printed_period(printed)
        links = [concept(self.run, "Product", row.need("检验对象"))._replace(relation="APPLIES_TO")]
        if not is_all(item):
            links.append(concept(self.run, "Parameter", item)._replace(relation="MEASURES"))
        return capability(
            self.run, row, owner, scope, methods=methods(self.run, cited),
            links=links, activity="testing", covers=covers(item, text, cited), item=None if is_all(item) else [item], cited=cited, note=text,
            note_standard=list(note.standards), performed_by=note.performed_by, available_to="anyone", valid_from=start, valid_to=end,
        )  # fmt: skip


CNAS_ENERGYSTAR = Source(
    name="cnas-energystar",
    title=Words("CNAS accredited laboratories for ENERGY STAR", "CNAS 认可的能源之星实验室"),
    publisher="CNAS",
    licence=LICENCE,
    cadence="once",
    observed_on=date(2019, 5, 22),
    completeness="sample",
    coverage=Words(
        "laboratories accredited for ENERGY STAR, read about May 2019",
        "约 2019 年 5 月所读取的能源之星认可实验室",
    ),
    crawl=EnergyStar,
    expects="a folder with energystar_institutions.csv and energystar_capabilities.csv",
    rows_min={"institutions": 20, "scope": 1_500},
)
