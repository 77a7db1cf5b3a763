"""Inspection bodies accredited by CNAS, with their scopes, as the public register was read about May 2019."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.ingest.capability import capability, restrict, row_id
from kg.ingest.citations import methods
from kg.ingest.cnas import LICENCE, Register, printed_period
from kg.ingest.concepts import concept
from kg.ingest.lookup import Lookup
from kg.ingest.notes import is_ditto, read_note
from kg.ingest.personal import clean
from kg.ingest.readers.sheet import rows
from kg.ingest.row import Row
from kg.ingest.source import Crawl, Source
from kg.schema.core import Words
from kg.schema.record import Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

INSTITUTIONS = ("", "机构名称", "注册编号", "报告/证书允许使用认可标识的其他名称", "邮政编码", "网站地址", "单位地址", "认证开始时间",
                "认证结束时间", "暂停项目/参数", "机构特点")  # fmt: skip
SCOPE = ("", "机构名称", "周期", "分组名称", "检验对象序号", "检验对象", "检验项目名称序号", "检验项目名称", "依据的检验标准序号",
         "依据的检测标准", "方法程序及编号", "说明")  # fmt: skip
INDEPENDENCE = Lookup("independence type", {"A类": "A", "B类": "B", "C类": "C"})
NO_GROUP = "暂无分组"
MEANT = "说明, as above where it says so"


class Inspection(Crawl):
    """Institutions first; scope rows are joined to their certificates by name and period."""

    def __init__(self, run: "Run") -> None:
        super().__init__(run)
        self._register = Register(run, "inspection-body")

    def rows(self, path: Path) -> Iterator[Row]:
        yield from rows(path / "ib_institutions.csv", "institutions", INSTITUTIONS, CNAS_INSPECTION.name, index=[""])
        above = ("", "")
        for row in rows(path / "ib_capabilities.csv", "scope", SCOPE, CNAS_INSPECTION.name, index=["", MEANT]):
            name, note = row.cells.get("机构名称", ""), row.cells.get("说明", "")
            meant = above[1] if is_ditto(note) and above[0] == name else note
            above = (name, meant)
            row.cells = {**row.cells, MEANT: meant}
            yield row

    def read(self, row: Row) -> Record:
        return self._institution(row) if row.table == "institutions" else self._capability(row)

    def _institution(self, row: Row) -> Record:
        name, number, address = row.need("机构名称"), row.need("注册编号"), row.need("单位地址")
        if suspended := row.take("暂停项目/参数"):
            self.run.issue("suspension stated, and not read", suspended)
        return self._register.certificate(
            row, name, number, postcode=row.take("邮政编码"), starts="认证开始时间", ends="认证结束时间", address=address, web=row.take("网站地址"),
            independence=INDEPENDENCE.read(self.run, row.take("机构特点")), criteria="ISO/IEC 17020",
            other_name=row.take("报告/证书允许使用认可标识的其他名称"),
        )  # fmt: skip

    def _capability(self, row: Row) -> Record:
        name, printed = row.need("机构名称"), row.need("周期")
        owner, scope, independence = self._register.joined(name, printed)
        title, code, group = row.take("依据的检测标准"), row.take("方法程序及编号"), row.take("分组名称")
        item = row.need("检验项目名称")
        row.take("说明")
        text = clean(self.run, row.take(MEANT))
        note = read_note(text)
        restrict(self.run, row_id(self.run, row), note.restrictions)
        for number in ("检验对象序号", "检验项目名称序号", "依据的检验标准序号"):
            row.take(number)
        start, end = printed_period(printed)
        return capability(
            self.run, row, owner, scope, methods=methods(self.run, code, title) if code else [],
            links=(
                concept(self.run, "Product", row.need("检验对象"))._replace(relation="APPLIES_TO"),
                concept(self.run, "Parameter", item)._replace(relation="MEASURES"),
            ),
            use="criterion", activity="inspection", covers="items", item=[item], field=None if group == NO_GROUP else group,
            cited=code, cited_title=title, note=text, note_standard=list(note.standards),
            performed_by=note.performed_by, available_to="own-organisation" if independence == "B" else "anyone",
            valid_from=start, valid_to=end,
        )  # fmt: skip


CNAS_INSPECTION = Source(
    name="cnas-inspection",
    title=Words("CNAS accredited inspection bodies and their scopes", "CNAS 认可检验机构及其能力范围"),
    publisher="CNAS",
    licence=LICENCE,
    cadence="once",
    observed_on=date(2019, 5, 22),
    completeness="sample",
    coverage=Words("inspection bodies accredited by CNAS as read about May 2019; 34 of them without scope rows",
                   "约 2019 年 5 月所读取的 CNAS 认可检验机构；其中 34 家无范围数据"),
    crawl=Inspection,
    expects="a folder with ib_institutions.csv and ib_capabilities.csv",
    rows_min={"institutions": 500, "scope": 29_000},
)  # fmt: skip
