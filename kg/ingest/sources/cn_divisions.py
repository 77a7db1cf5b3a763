"""Administrative divisions of China: provinces, prefectures, counties, townships, by their statistical codes."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.ingest.concepts import country
from kg.ingest.row import Row
from kg.ingest.source import Crawl, Source
from kg.schema.core import Words
from kg.schema.identity import readable
from kg.schema.record import Link, Record

LEVELS = ("province", "prefecture", "county", "township")
FILE = "pcas-code.json"

# English names and the two-digit codes of GB/T 2260; Hong Kong, Macao and Taiwan, which the file leaves out, by ISO 3166.
ENGLISH = {
    "11": "Beijing", "12": "Tianjin", "13": "Hebei", "14": "Shanxi", "15": "Inner Mongolia", "21": "Liaoning",
    "22": "Jilin", "23": "Heilongjiang", "31": "Shanghai", "32": "Jiangsu", "33": "Zhejiang", "34": "Anhui",
    "35": "Fujian", "36": "Jiangxi", "37": "Shandong", "41": "Henan", "42": "Hubei", "43": "Hunan",
    "44": "Guangdong", "45": "Guangxi", "46": "Hainan", "50": "Chongqing", "51": "Sichuan", "52": "Guizhou",
    "53": "Yunnan", "54": "Tibet", "61": "Shaanxi", "62": "Gansu", "63": "Qinghai", "64": "Ningxia", "65": "Xinjiang",
}  # fmt: skip
BEYOND = (
    ("hk", "81", "香港特别行政区", "Hong Kong"),
    ("mo", "82", "澳门特别行政区", "Macao"),
    ("tw", "71", "台湾省", "Taiwan"),
)


class Divisions(Crawl):
    """One row a division, parents first."""

    def rows(self, path: Path) -> Iterator[Row]:
        file = path / FILE if path.is_dir() else path
        for number, (division, level, parent) in enumerate(_walk(_load(file), 0, ""), 1):
            cells = {
                "code": str(division["code"]),
                "name": str(division["name"]),
                "level": level,
                "parent": parent,
            }
            yield Row(file.name, number, "divisions", cells)

    def read(self, row: Row) -> Record:
        code, level, parent = row.need("code"), row.need("level"), row.take("parent")
        properties = {"code": code, "name_zh": row.need("name"), "level": level, "name_en": ENGLISH.get(code)}
        above = readable("cn", parent) if parent else country(self.run, "CN").id
        return Record("Region", readable("cn", code), properties, (Link("PART_OF", "Region", above),))

    def rest(self) -> Iterator[Record]:
        china = country(self.run, "CN").id
        for id, code, chinese, english in BEYOND:
            properties = {"code": code, "name_zh": chinese, "name_en": english, "level": "province"}
            yield Record("Region", id, properties, (Link("PART_OF", "Region", china),))


def _load(file: Path) -> list[dict[str, Any]]:
    try:
        divisions = json.loads(file.read_bytes())
    except (ValueError, OSError) as error:
        raise DataError(f"{file.name} is not the JSON of divisions that cn-divisions reads: {error}") from error
    if not (isinstance(divisions, list) and divisions and isinstance(divisions[0], dict) and "code" in divisions[0]):
        raise DataError(f"{file.name} holds no list of divisions with code, name and children.")
    return divisions


def _walk(divisions: list[dict[str, Any]], depth: int, parent: str) -> Iterator[tuple[dict[str, Any], str, str]]:
    for division in divisions:
        yield division, LEVELS[depth], parent
        yield from _walk(division.get("children", []), depth + 1, str(division["code"]))


CN_DIVISIONS = Source(
    name="cn-divisions",
    title=Words("Administrative divisions of China", "中国行政区划"),
    publisher="National Bureau of Statistics of China, as collected in an open data set",
    licence="WTFPL",
    cadence="yearly",
    observed_on=date(2024, 1, 1),
    completeness="register",
    coverage=Words("provinces, prefectures, counties and townships of China; Hong Kong, Macao and Taiwan as provinces only",
                   "中国的省、地、县、乡四级行政区划；香港、澳门、台湾仅列省级"),
    crawl=Divisions,
    expects=f"a folder with {FILE}, or that file",
    rows_min={"divisions": 40_000},
    takes=frozenset({"Region"}),
)  # fmt: skip
