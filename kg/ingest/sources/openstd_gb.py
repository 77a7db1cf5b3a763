"""Recorded pages of the public site of Chinese national standards: a standard's own page, and lists of search results."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from kg.errors import DataError
from kg.ingest.aside import Aside
from kg.ingest.dates import partial
from kg.ingest.documents import classified, document, one
from kg.ingest.lookup import Lookup
from kg.ingest.readers.htmlpage import of_class, page, words
from kg.ingest.replacements import Replacements
from kg.ingest.row import Row, RowError
from kg.ingest.source import Crawl, Source
from kg.schema.core import Words
from kg.schema.record import Record
from kg.standards import Citation
from kg.standards.replaced import replaced

if TYPE_CHECKING:
    from kg.ingest.run import Run

ADDRESS = "https://openstd.samr.gov.cn/bzgk/std/newGbInfo?hcno="
NUMBER, CHINESE, ENGLISH, STATE, FLAG, KIND = "标准号", "中文标准名称", "英文标准名称", "标准状态", "采标", "类别"
PUBLISHED, IN_FORCE, NOTE, CCS, ICS = "发布日期", "实施日期", "备注", "中国标准分类号（CCS）", "国际标准分类号（ICS）"
# A list heads some columns otherwise than a standard's own page does.
SAME = {"标准名称": CHINESE, "状态": STATE, "是否采标": FLAG}
# A standard that is published and not yet in force is neither current nor a draft: its dates say what it is.
STANDING = Lookup("state of a standard", {"现行": "current", "废止": "withdrawn", "即将实施": "unknown"})
LEGAL_FORCE = Lookup(
    "kind of a standard", {"强标": "mandatory", "推标": "recommended", "指导": "unknown", "指导性技术文件": "unknown"}
)
FORCE_OF = {"GB": "mandatory", "GB/T": "recommended"}
_SHOWN = re.compile(r"showInfo\('(\w+)'\)")
_TAKES_EFFECT = re.compile(r"(?P<day>\d{4}-\d{1,2}-\d{1,2})\s*(?:起)?实施[\s,，;；。]*")
ASIDE = ("主管部门", "归口部门", "归口单位", "发布单位", "语种")


class Pages(Crawl):
    """A row is a standard's own page, or a line of a list; both state the same edition."""

    def __init__(self, run: "Run") -> None:
        super().__init__(run)
        self._replacements, self._aside = Replacements(run), Aside()

    def rows(self, path: Path) -> Iterator[Row]:
        files = sorted(path.glob("*.html")) if path.is_dir() else [path]
        if not files:
            raise DataError(f"no page (.html) in '{path}'. {OPENSTD_GB.name} expects {OPENSTD_GB.expects}.")
        addresses = _addresses(path / "index.json") if path.is_dir() else {}
        for file in files:
            root = page(file)
            if (heading := _heading(root)) is not None:
                yield Row(
                    file.name,
                    int(heading.attrib["line"]),
                    "page",
                    _of_page(root, heading, addresses.get(file.name, "")),
                )
                continue
            lists = [table for table in of_class(root, "result_list") if table.tag == "table"]
            if not lists:
                raise DataError(f"{file.name} is neither a standard's own page nor a list of standards.")
            for table in lists:
                yield from self._listed(file.name, table)

    def _listed(self, file: str, table: Element) -> Iterator[Row]:
        lines = [(line, [cell for cell in line if cell.tag in ("td", "th")]) for line in table.iter("tr")]
        columns = [words(cell) for cell in lines[0][1]] if lines else []
        if NUMBER not in columns:
            raise DataError(f"{file}: its list lacks '{NUMBER}'; it has: {', '.join(columns)[:200]}.")
        if not lines[1:]:
            self.run.issue("search that found nothing", file)
        for line, cells in lines[1:]:
            named = {SAME.get(name, name): words(cell) for name, cell in zip(columns, cells, strict=False)}
            if len(cells) != len(columns):
                named["row length"] = f"{len(cells)} cells, where the list has {len(columns)} columns"
            shown = next((found[1] for each in line.iter() if (found := _SHOWN.search(each.get("onclick", "")))), None)
            named["address"] = ADDRESS + shown if shown else ""
            yield Row(file, int(line.attrib["line"]), "list", named, (), frozenset({"序号", "操作"}))

    def read(self, row: Row) -> Record:
        designation = row.need(NUMBER)
        citation = one(designation)
        if citation is None or citation.kind != "dated":
            raise RowError(NUMBER, f"'{designation[:60]}' is not read as one standard with its year")
        self._aside.put(row, ASIDE)
        link = document(self.run, citation, "catalogue")
        published, in_force, address = row.take(PUBLISHED), row.take(IN_FORCE), row.take("address")
        said = {
            "name_zh": row.need(CHINESE), "name_en": _there(row, ENGLISH), "web": address,
            "standing": STANDING.read(self.run, row.take(STATE)),
            "legal_force": self._legal_force(row, citation.type),
            "published": partial(PUBLISHED, published) if published else None,
            "implemented": partial(IN_FORCE, in_force) if in_force else None,
        }  # fmt: skip
        if row.take(FLAG):
            self.run.issue("adopts a standard that is not named", designation)
        if note := _there(row, NOTE):
            self._note(row, note, citation, said["implemented"])
        links = [*classified(self.run, "ICS", _there(row, ICS)), *classified(self.run, "CCS", _there(row, CCS))]
        return Record(link.entity, link.id, said, tuple(links))

    def _legal_force(self, row: Row, type: str) -> str:
        """By the prefix of its number; the kind that a list prints should say the same."""
        by_prefix, kind = FORCE_OF.get(type, "unknown"), _there(row, KIND)
        if kind and LEGAL_FORCE.read(self.run, kind) != by_prefix:
            self.run.issue("kind that its number does not show", f"{row.cells[NUMBER]}: {kind}")
        return by_prefix

    def _note(self, row: Row, note: str, own: Citation, implemented: str | None) -> None:
        """A note says from when the standard is in force and what it replaces; anything else is reported."""
        found, rest = replaced(note)
        for each in found:
            newer, older = (each.citation, own) if each.by else (own, each.citation)
            self._replacements.add(
                row, newer, older, extent=each.extent, quote=each.quote, stated_in=row.take("address")
            )
        if (effect := _TAKES_EFFECT.match(rest)) and partial(NOTE, effect["day"]) != implemented:
            self.run.issue("note with another day of implementation", f"{note} (implemented {implemented})")
        if rest := _TAKES_EFFECT.sub("", rest, count=1):
            self.run.issue("note not read", rest)

    def rest(self) -> Iterator[Record]:
        self._aside.tell(self.run)
        return self._replacements.records()


def _there(row: Row, column: str) -> str | None:
    """A cell of a column that only a standard's own page has, or only a list."""
    return row.take(column) if column in row.cells else None


def _heading(root: Element) -> Element | None:
    return next((each for each in root.iter("h1") if words(each).startswith(NUMBER)), None)


def _of_page(root: Element, heading: Element, address: str) -> dict[str, str]:
    """The cells of a standard's own page: heads that stand before a colon, and boxes with a title beside their content."""
    flag = "".join(words(label) for label in of_class(heading, "label"))
    number = words(heading).removesuffix(flag).partition("：")[2]
    cells = {NUMBER: number.strip(), FLAG: flag, "address": address}
    for cell in root.iter("td"):
        head, colon, rest = words(cell).partition("：")
        if colon and head in (CHINESE, ENGLISH, STATE):
            cells[head] = rest.strip()
    title = ""
    for box in of_class(root, "title", "content"):
        if "title" in (box.get("class") or "").split():
            title = words(box)
        elif title:
            cells[title], title = words(box), ""
    return cells


def _addresses(index: Path) -> Mapping[str, str]:
    """Where each page was recorded, by its file; of a folder without an index nothing is known."""
    if not index.exists():
        return {}
    try:
        said: Any = json.loads(index.read_bytes())
        return {str(each["file"]): str(each["uri"]) for each in said}
    except (ValueError, TypeError, KeyError) as error:
        raise DataError(f"{index.name} is no list of pages with file and uri: {error}.") from error


OPENSTD_GB = Source(
    name="openstd-gb",
    title=Words("Recorded pages of the site of Chinese national standards", "国家标准全文公开系统的网页记录"),
    publisher="Standardization Administration of China (openstd.samr.gov.cn)",
    licence="none stated; facts of a public register",
    cadence="once",
    observed_on=date(2026, 4, 22),
    completeness="sample",
    coverage=Words("the pages that were recorded: five national standards and the lists that name them",
                   "所记录的网页：五项国家标准及列出它们的检索结果"),
    crawl=Pages,
    expects="a folder of recorded pages (.html), with an index.json that says where each is from",
    quarantine_max=0.05,
    rows_min={"page": 5},
)  # fmt: skip
