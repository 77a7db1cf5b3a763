"""The real files of the sources of standards: figures counted from the files."""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ingest.sources.reading import Reading, ends, reading

Data = Callable[[str], Path]
Folders = pytest.TempPathFactory


@pytest.fixture(scope="module")
def open_data(data: Data, tmp_path_factory: Folders) -> Iterator[Reading]:
    with reading("iso-open-data", data("iso-open-data"), tmp_path_factory.mktemp("spool")) as read:
        yield read


@pytest.fixture(scope="module")
def pages(data: Data, tmp_path_factory: Folders) -> Iterator[Reading]:
    with reading("openstd-gb", data("openstd-gb-pages"), tmp_path_factory.mktemp("spool")) as read:
        yield read


@pytest.fixture(scope="module")
def adoptions(data: Data, tmp_path_factory: Folders) -> Iterator[Reading]:
    with reading("adoptions", data("adoptions"), tmp_path_factory.mktemp("spool")) as read:
        yield read


def claims(read: Reading, relation: str, entity: str = "StandardEdition") -> Counter[tuple[object, object]]:
    """How a relation is known, and how close or how far it is."""
    said = (dict(link.properties) for r in read.of(entity) for link in r.links if link.relation == relation)
    return Counter((each["known"], each.get("degree", each.get("extent"))) for each in said)


def test_every_class_and_committee_is_read(open_data: Reading) -> None:
    assert open_data.run.table("class") == {"read": 1_381, "accepted": 1_381, "repeated": 0, "quarantined": 0}
    assert open_data.run.table("committee") == {"read": 785, "accepted": 785, "repeated": 0, "quarantined": 0}
    assert open_data.run.table("deliverable") == {"read": 2, "accepted": 2, "repeated": 0, "quarantined": 0}
    assert (len(open_data.of("Classification")), len(open_data.of("Committee"))) == (1_381, 785)
    assert set(open_data.run.issues) == {"field that the model has no place for"}
    assert open_data.dangling == []


def test_the_tree_of_classes_is_whole(open_data: Reading) -> None:
    levels = Counter(record.properties["code"].count(".") for record in open_data.of("Classification"))
    assert levels == {0: 40, 1: 401, 2: 940}
    assert sum(len(ends(record, "BROADER")) for record in open_data.of("Classification")) == 1_341
    assert all({"name_en", "title_fr"} <= record.properties.keys() for record in open_data.of("Classification"))
    one = open_data.one("Classification", code="77.040.10")
    assert (one.id, one.properties["name_en"]) == ("ics-77.040.10", "Mechanical testing of metals")


def test_committees_and_those_above_them(open_data: Reading, data: Data) -> None:
    lines = (data("iso-open-data") / "iso_technical_committees.jsonl").read_text("utf-8").splitlines()
    above = sum(json.loads(line)["parentId"] is not None for line in lines)
    assert sum(len(ends(record, "PART_OF")) for record in open_data.of("Committee")) == above == 512
    status = Counter(record.properties["committee_status"] for record in open_data.of("Committee"))
    assert status == {"active": 768, "standby": 17}
    assert ends(open_data.one("Committee", designation="ISO/TC 164/SC 1"), "PART_OF") == ["iso-tc-164"]


def test_deliverables_of_the_sample(open_data: Reading) -> None:
    report = open_data.one("StandardEdition", designation="ISO/TR 7035-2:2024")
    assert (report.properties["published"], report.properties["stage"]) == ("2024-09-30", "60.60")
    assert (ends(report, "CLASSIFIED_BY"), ends(report, "DEVELOPED_BY")) == (["ics-23.040.10"], ["iso-tc-5-sc-2"])
    amendment = open_data.one("StandardEdition", document="amendment")
    assert ends(amendment, "AMENDS") == ["iso-iec-19566-7-2022"]


def test_recorded_pages(pages: Reading) -> None:
    assert pages.run.table("page") == {"read": 5, "accepted": 5, "repeated": 0, "quarantined": 0}
    assert pages.run.table("list") == {"read": 5, "accepted": 5, "repeated": 0, "quarantined": 0}
    known = Counter(record.properties["known_by"] for record in pages.of("StandardEdition"))
    assert known == {"catalogue": 5, "relation": 1}
    standing = Counter(record.properties.get("standing") for record in pages.of("StandardEdition"))
    assert standing == {"current": 2, "withdrawn": 3, None: 1}
    assert {r.properties.get("legal_force") for r in pages.of("StandardEdition")} == {"recommended", None}
    assert {kind: issue.count for kind, issue in pages.run.issues.items()} == {
        "adopts a standard that is not named": 2,
        "search that found nothing": 1,
        "field that the model has no place for": 3,
    }


def test_the_one_replacement_in_free_text(pages: Reading) -> None:
    (newer,) = [record for record in pages.of("StandardEdition") if ends(record, "REPLACES")]
    (link,) = [link for link in newer.links if link.relation == "REPLACES"]
    said = dict(link.properties)
    assert (newer.id, link.id) == ("gb-5606.1-2004", "gb-5606.1-1996")
    assert (said["extent"], said["known"], said["quote"]) == ("unknown", "stated", "代替GB/T 5606.1-1996")
    assert newer.properties["implemented"] == "2005-03-01"


def test_every_fact_of_the_adoptions_is_read(adoptions: Reading, data: Data) -> None:
    with (data("adoptions") / "adoptions.tsv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    kinds = Counter(line["kind"] for line in lines)
    assert kinds == {"adopts": 175, "replaces": 132}
    assert adoptions.run.total() == {"read": 307, "accepted": 307, "repeated": 0, "quarantined": 0}
    assert adoptions.issues("designation not read as one standard, its statement not loaded") == 2
    stated = claims(adoptions, "ADOPTS") + claims(adoptions, "ADOPTS", "Standard")
    assert sum(count for (known, _), count in stated.items() if known == "stated") == 175 - 2
    assert claims(adoptions, "REPLACES") == {("stated", "unknown"): 129, ("stated", "partial"): 3}


def test_what_the_adoptions_leave_in_doubt(adoptions: Reading) -> None:
    assert {kind: issue.count for kind, issue in adoptions.run.issues.items()} == {
        "designation not read as one standard, its statement not loaded": 2,
        "adopting edition not named, the standards are joined": 3,
        "degrees disagree, all are kept": 1,
    }
    one = adoptions.one("StandardEdition", designation="GB 4208-2008")
    assert one.properties["also_designated"] == ["GB/T 4208-2008"]
    assert len([r for r in adoptions.of("StandardEdition") if "also_designated" in r.properties]) == 1
