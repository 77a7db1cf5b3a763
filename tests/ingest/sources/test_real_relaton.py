"""The real catalogues of ISO, IEC and OIML: figures counted from the files, twins joined, citations that meet them."""

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kg.ingest.sources.iso_relaton import cells
from kg.standards import read
from tests.ingest.sources.reading import Reading, ends, reading

Data = Callable[[str], Path]
Folders = pytest.TempPathFactory
FILE = "iso_all_compact.jsonl.gz"


@pytest.fixture(scope="module")
def iso(data: Data, tmp_path_factory: Folders) -> Iterator[Reading]:
    with reading("iso-relaton", data("iso-relaton"), tmp_path_factory.mktemp("spool")) as read:
        yield read


@pytest.fixture(scope="module")
def iec(data: Data, tmp_path_factory: Folders) -> Iterator[Reading]:
    with reading("iec-relaton", data("iec-relaton"), tmp_path_factory.mktemp("spool")) as read:
        yield read


@pytest.fixture(scope="module")
def oiml(data: Data, tmp_path_factory: Folders) -> Iterator[Reading]:
    with reading("oiml-relaton", data("oiml-relaton"), tmp_path_factory.mktemp("spool")) as read:
        yield read


class Twin(NamedTuple):
    """A record of ISO as it stands in the file, and on which line."""

    line: int
    said: dict[str, Any]


@pytest.fixture(scope="module")
def twins(data: Data) -> dict[str, list[Twin]]:
    """Records of ISO by their reference, where there are two."""
    found: dict[str, list[Twin]] = {}
    with gzip.open(data("iso-relaton") / FILE, "rt", encoding="utf-8") as file:
        for line, said in enumerate(map(json.loads, file), 1):
            found.setdefault(cells(said)["docid"], []).append(Twin(line, said))
    return {reference: some for reference, some in found.items() if len(some) > 1}


def documents(read: Reading) -> Counter[object]:
    return Counter(record.properties["document"] for record in read.of("StandardEdition"))


def test_every_record_of_iso_is_read(iso: Reading) -> None:
    assert iso.run.total() == {"read": 71_267, "accepted": 71_267, "repeated": 0, "quarantined": 0}
    assert iso.dangling == []
    assert len(iso.of("StandardEdition")) == 62_917
    known = Counter(record.properties["known_by"] for record in iso.of("StandardEdition"))
    assert known == {"catalogue": 61_630, "relation": 1_287}


def test_each_pair_of_twins_is_one_edition_and_nothing_of_either_is_lost(
    iso: Reading, twins: dict[str, list[Twin]]
) -> None:
    assert (len(twins), {len(two) for two in twins.values()}) == (9_629, {2})
    by_place = {place: record for record in iso.of("StandardEdition") for place in record.properties.get("record", ())}
    disagree = [detail for kind, _, detail in iso.listed if kind == "said twice, differently"]
    listed = {" ".join(detail.split()[1:3]): detail for detail in disagree}
    for two in twins.values():
        one, other = (by_place[f"{FILE}:{each.line}"] for each in two)
        assert one is other
        held = " ".join(json.dumps([one.properties, [link.id for link in one.links]], ensure_ascii=False).split())
        for name, value in [said for each in two for said in _fields(each.said)]:
            assert _quoted(value) in held or value in listed.get(f"{one.id}: {name}", ""), (one.id, name, value)


def _fields(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a record says, by the names of our properties; a date of publication of a supplement is that of its document."""
    yield from (("ics", f"ics-{code}") for code in said["ics"])
    yield from (("web", link) for link in said["link"])
    mains = (" ".join(title.split()) for kind, _, title in said["title"] if kind == "title-main")
    yield from (
        ("title", title) for title in mains if "titre manque" not in title.lower()
    )  # it says that there is none
    yield "edition", said["edition"]
    yield "stage", f"{said['stage']}.{said['substage']}"
    yield from ((kind, day) for kind, day in said["date"] if kind == "corrected")


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1]


def test_drafts_and_supplements_are_told_apart(iso: Reading) -> None:
    assert documents(iso) == {
        "edition": 47_441, "draft": 10_532, "amendment": 2_640, "corrigendum": 2_179, "addendum": 125
    }  # fmt: skip
    for record in iso.of("StandardEdition"):
        supplement = record.properties["document"] in ("amendment", "corrigendum", "addendum")
        assert bool(ends(record, "AMENDS")) or not supplement, record.id


def test_both_directions_are_one_and_the_ten_that_point_the_other_way_are_reported(iso: Reading) -> None:
    wrong = [detail for kind, _, detail in iso.listed if kind == "statement that points the other way"]
    years = [[int(year) for year in re.findall(r":(\d{4})", detail.partition(": ")[2])] for detail in wrong]
    assert sum(len(set(each)) > 1 for each in years) == 10
    assert len(wrong) == 12  # two more by the month
    claimed = Counter(link.relation for r in iso.of("StandardEdition") for link in r.links)
    assert {name: claimed[name] for name in ("REPLACES", "AMENDS", "REVISES")} == {
        "REPLACES": 24_368, "AMENDS": 5_907, "REVISES": 7_098
    }  # fmt: skip


def test_chains_of_iec_are_inferred(iec: Reading) -> None:
    assert iec.run.total() == {"read": 32_524, "accepted": 32_524, "repeated": 0, "quarantined": 0}
    known = Counter(
        dict(link.properties)["known"]
        for r in iec.of("StandardEdition")
        for link in r.links
        if link.relation == "REPLACES"
    )
    assert known == {"inferred": 7_230}
    cold = iec.one("StandardEdition", designation="IEC 60068-2-1:2007")
    assert ends(cold, "REPLACES") == ["iec-60068-2-1-1990"]


def test_publications_of_oiml(oiml: Reading) -> None:
    assert oiml.run.total() == {"read": 1_573, "accepted": 1_573, "repeated": 0, "quarantined": 0}
    scales = oiml.one("StandardEdition", designation="OIML R 76-1:2006")
    assert ("Non-automatic weighing instrument" in scales.properties["about"], ends(scales, "REPLACES")) == (
        True,
        ["oiml-r-76-1-1992"],
    )


def test_nine_in_ten_of_nabl_s_citations_of_iso_meet_a_record(iso: Reading, data: Data) -> None:
    """Distinct texts of the column, each citation of them that is ISO's own, by its edition or (undated) its standard."""
    known = {r.id for entity in ("Standard", "StandardEdition") for r in iso.of(entity)}
    cited = {
        citation.key
        for file in sorted(data("nabl-scopes/raw_csvs").glob("*.csv"))
        for cell in _methods(file)
        for citation in read(cell).citations
        if citation.publisher in ("ISO", "ISO/IEC") and not citation.chain
    }
    met = sum(key in known for key in cited)
    assert met / len(cited) >= 0.9, f"{met} of {len(cited)}"


def _methods(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8", newline="") as opened:
        for row in csv.reader(opened):
            yield from row[3:5]
