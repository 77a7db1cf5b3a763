"""Regions of addresses: by place, never by any substring; against the hand check of 200 real addresses.

``address_provinces.tsv`` was made by reading: 200 of the 563 printed addresses drawn at random (seed 20), each
judged by eye from its text alone. A row is the row of ib_institutions.csv; ``unknown`` has no address.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ingest.places import Gazetteer, Place
from kg.ingest.sources.cn_divisions import FILE
from tests.ingest.sources.reading import divisions, fixture_of

LABELS = Path(__file__).parents[1] / "address_provinces.tsv"

# The printed addresses that do not begin with the whole name of one of the file's 31 provinces, judged one by one.
WITHOUT_PREFIX = {
    60: "北京市", 85: "unknown", 108: "天津市", 120: "天津市", 126: "天津市", 156: "上海市", 166: "上海市", 175: "上海市",
    180: "上海市", 188: "上海市", 229: "山西省", 329: "浙江省", 542: "台湾省", 545: "内蒙古自治区", 561: "香港特别行政区",
    562: "香港特别行政区", 563: "澳门特别行政区", 564: "澳门特别行政区",
}  # fmt: skip

Data = Callable[[str], Path]


class Provinces:
    """Reads the province of an address, as a name; ``unknown`` when none is certain."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def of(self, address: str) -> str:
        place: Place | None = self.gazetteer.place(self.gazetteer.locate(address).region_id)
        while place and place.level not in ("province", "country"):
            place = self.gazetteer.place(place.parent_id)
        return str(place.name_zh) if place else "unknown"


@pytest.fixture(scope="module")
def real(data: Data, tmp_path_factory: pytest.TempPathFactory) -> Provinces:
    return Provinces(divisions(data("cn-divisions") / FILE, tmp_path_factory.mktemp("divisions")))


@pytest.fixture(scope="module")
def addresses(data: Data) -> dict[int, str]:
    with (data("cnas-scopes-2020") / "ib_institutions.csv").open(encoding="utf-8-sig", newline="") as file:
        return {number: row["单位地址"] for number, row in enumerate(csv.DictReader(file), 2)}


def labels() -> dict[int, str]:
    with LABELS.open(encoding="utf-8", newline="") as file:
        return {int(row["row"]): row["province"] for row in csv.DictReader(file, delimiter="\t")}


def test_the_hand_check_is_of_200_rows() -> None:
    assert len(labels()) == 200
    assert list(labels()) == sorted(labels())


def test_provinces_of_the_hand_check(real: Provinces, addresses: dict[int, str]) -> None:
    read = {row: real.of(addresses[row]) for row in labels()}
    wrong = {row: said for row, said in read.items() if said != labels()[row]}
    assert len(wrong) <= 0.01 * len(read), wrong
    assert set(wrong.values()) <= {"unknown"}, "rather unknown than wrong"


def test_provinces_of_addresses_that_begin_otherwise(real: Provinces, addresses: dict[int, str]) -> None:
    assert {row: real.of(addresses[row]) for row in WITHOUT_PREFIX} == WITHOUT_PREFIX
    beyond = {"台湾省", "香港特别行政区", "澳门特别行政区"}
    assert sum(province in beyond for province in WITHOUT_PREFIX.values()) == 5


def test_every_other_address_begins_with_its_province(real: Provinces, addresses: dict[int, str]) -> None:
    for row, address in addresses.items():
        if row not in WITHOUT_PREFIX:
            assert address.startswith(real.of(address)), address


@pytest.mark.parametrize(
    ("address", "province"),
    [
        ("安徽省马鞍山市湖北路45号", "安徽省"),
        ("湖北路45号", "unknown"),
        ("北京路100号", "unknown"),
        ("朝阳区建国路1号", "unknown"),
        ("吉林省吉林市船营区", "吉林省"),
        ("臺灣新北市板橋區", "台湾省"),
        ("ＸＸ大厦，北京市", "unknown"),
        ("上海浦东新区张江路1号", "上海市"),
        ("广西南宁市民族大道1号", "广西壮族自治区"),
        ("中华人民共和国江苏省南京市", "江苏省"),
        ("江苏南京路3号", "江苏省"),
        ("Room 1, 12 Nathan Road, Kowloon, Hong Kong", "香港特别行政区"),
        ("12 Beijing Road, Nowhere", "unknown"),
        ("", "unknown"),
        ("12345", "unknown"),
    ],
)
def test_provinces_by_place(real: Provinces, address: str, province: str) -> None:
    assert real.of(address) == province


def test_an_ambiguous_name_lists_its_candidates(real: Provinces) -> None:
    located = real.gazetteer.locate("朝阳区建国路1号")
    assert located.region_id is None
    assert sorted(located.candidates) == ["北京市朝阳区", "吉林省长春市朝阳区"]


def test_a_street_named_after_a_province_does_not_move_a_site(tmp_path: Path) -> None:
    small = divisions(fixture_of("cn-divisions"), tmp_path)
    assert small.locate("安徽省马鞍山市湖北路45号").region_id == "cn-3405"
    assert small.locate("武汉市安徽街1号").region_id == "cn-4201"
    assert small.locate("马鞍山").region_id == "cn-3405"
