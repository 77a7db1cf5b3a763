"""The sources of standards on small files made up for it: what each states, and what it reports."""

from collections.abc import Iterator

import pytest

from kg.asking.standards import conflicts
from kg.graph import Graph
from kg.ingest.ingest import Request, ingest
from kg.ingest.registry import SOURCES
from kg.schema.record import Link, Record
from kg.settings import Settings
from tests.ingest.sources.reading import Reading, ends, fixture_of, places, reading

Folders = pytest.TempPathFactory


def small(name: str, folders: Folders) -> Iterator[Reading]:
    with reading(name, fixture_of(name), folders.mktemp("spool")) as read:
        yield read


@pytest.fixture(scope="module")
def adoptions(tmp_path_factory: Folders) -> Iterator[Reading]:
    yield from small("adoptions", tmp_path_factory)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: Folders) -> Iterator[Reading]:
    yield from small("openstd-gb", tmp_path_factory)


@pytest.fixture(scope="module")
def open_data(tmp_path_factory: Folders) -> Iterator[Reading]:
    yield from small("iso-open-data", tmp_path_factory)


def by_id(read: Reading, entity: str, id: str) -> Record:
    return next(record for record in read.of(entity) if record.id == id)


def links(record: Record, relation: str) -> list[Link]:
    return [link for link in record.links if link.relation == relation]


def said(link: Link, *names: str) -> tuple[object, ...]:
    return tuple(dict(link.properties).get(name) for name in names)


def test_one_edition_under_two_names_has_both(adoptions: Reading) -> None:
    edition = by_id(adoptions, "StandardEdition", "gb-9501-2008")
    assert edition.properties["designation"] == "GB 9501-2008"
    assert edition.properties["also_designated"] == ["GB/T 9501-2008"]
    assert by_id(adoptions, "Standard", "gb-9501").properties["also_designated"] == ["GB/T 9501"]


def test_degrees_that_disagree_stand_side_by_side(adoptions: Reading) -> None:
    adopted = links(by_id(adoptions, "StandardEdition", "gb-9501-2008"), "ADOPTS")
    assert {link.id for link in adopted} == {"iec-95010-2001"}
    assert {said(link, "degree", "known", "quote", "stated_in", "confidence") for link in adopted} == {
        ("IDT", "stated", "GB 9501-2008 (IEC 95010:2001,IDT)", "an invented foreword", "high"),
        ("MOD", "stated", "GB/T 9501-2008 (IEC 95010:2001,MOD)", "an invented list", "medium"),
    }
    assert adoptions.issues("degrees disagree, all are kept") == 1


def test_the_edge_that_closes_a_circle_is_not_loaded(adoptions: Reading) -> None:
    assert ends(by_id(adoptions, "StandardEdition", "gb-9502-2010"), "REPLACES") == ["gb-9502-2001"]
    assert ends(by_id(adoptions, "StandardEdition", "gb-9502-2001"), "REPLACES") == []
    assert adoptions.issues("replacement that closes a circle, not loaded") == 1


def test_a_standard_that_replaces_itself_is_an_issue(adoptions: Reading) -> None:
    edition = by_id(adoptions, "StandardEdition", "gb-9503-2011")
    assert ends(edition, "REPLACES") == []
    assert adoptions.issues("replaces itself, not loaded") == 1


def test_a_replacement_says_how_far_and_in_which_words(adoptions: Reading) -> None:
    (partial,) = links(by_id(adoptions, "StandardEdition", "gb-9501-2008"), "REPLACES")
    assert said(partial, "extent", "quote") == ("partial", "被代替标准 GB 9501-1993(部分代替)")
    (whole,) = links(by_id(adoptions, "StandardEdition", "gb-9502-2010"), "REPLACES")
    assert said(whole, "extent", "quote") == ("unknown", "本部分代替GB/T 9502-2001")


def test_an_edition_with_a_supplement_in_it_is_a_document_of_its_own(adoptions: Reading) -> None:
    whole = by_id(adoptions, "StandardEdition", "en-95055-2015-a11-2020-csv")
    assert whole.properties["designation"] == "EN 95055:2015+A11:2020"
    assert (whole.properties["document"], whole.properties["year"]) == ("consolidated", 2020)
    (link,) = links(whole, "REPLACES")
    assert (link.id, *said(link, "quote")) == ("en-95055-2015", '"supersedes EN 95055:2015')


def test_what_is_not_read_is_an_issue_and_its_row_the_place_of_the_other(adoptions: Reading) -> None:
    assert adoptions.issues("designation not read as one standard, its statement not loaded") == 1
    assert places(by_id(adoptions, "StandardEdition", "iso-95040-1999")) == ["adoptions.tsv:8"]
    (link,) = links(by_id(adoptions, "Standard", "gb-9506"), "ADOPTS")
    assert (link.entity, link.id, *said(link, "degree")) == ("Standard", "iso-95060", "EQV")
    assert adoptions.issues("adopting edition not named, the standards are joined") == 1


def test_a_page_and_a_list_state_one_edition(pages: Reading) -> None:
    edition = by_id(pages, "StandardEdition", "gb-98761.1-2014")
    assert edition.properties == {
        "designation": "GB/T 98761.1-2014", "year": 2014, "document": "edition", "known_by": "catalogue",
        "name_zh": "独角兽 第1部分：角", "name_en": "Unicorns--Part 1: Horns", "standing": "current", "legal_force": "recommended",
        "published": "2014-12-14", "implemented": "2015-03-01", "record": ["detail_1.html:5", "list_1.html:7"],
        "web": "https://openstd.samr.gov.cn/bzgk/std/newGbInfo?hcno=ABC1",
    }  # fmt: skip
    assert ends(edition, "CLASSIFIED_BY") == ["ccs-x87", "ics-98.010.10", "ics-98.020"]


def test_a_note_states_replacements(pages: Reading) -> None:
    edition = by_id(pages, "StandardEdition", "gb-98761.1-2014")
    found = {(link.id, *said(link, "extent", "quote")) for link in links(edition, "REPLACES")}
    assert found == {
        ("gb-98761-1996", "partial", "部分代替GB/T 98761-1996"),
        ("gb-98761-1996", "partial", "被GB/T 98761.1-2014部分代替"),
        ("gb-98762-1997", "full", "全部代替GB 98762-1997、GB/T 98763-1998"),
        ("gb-98763-1998", "full", "全部代替GB 98762-1997、GB/T 98763-1998"),
    }
    known = {record.id: record.properties["known_by"] for record in pages.of("StandardEdition")}
    assert known["gb-98761-1996"] == "catalogue"
    assert known["gb-98762-1997"] == "relation"


def test_what_a_page_says_and_nobody_reads_is_an_issue(pages: Reading) -> None:
    coming = by_id(pages, "StandardEdition", "gb-98764-2031").properties
    assert (coming["standing"], coming["legal_force"], coming["implemented"]) == ("unknown", "mandatory", "2031-12-01")
    assert {kind: issue.count for kind, issue in pages.run.issues.items()} == {
        "adopts a standard that is not named": 2,
        "note not read": 1,
        "kind that its number does not show": 1,
        "search that found nothing": 1,
        "field that the model has no place for": 1,
    }


def test_classes_hang_below_one_another(open_data: Reading) -> None:
    horns = by_id(open_data, "Classification", "ics-98.010.10")
    assert horns.properties["name_en"] == "Horns"
    assert horns.properties["title_fr"] == "Cornes"
    assert ends(horns, "BROADER") == ["ics-98.010"]
    assert ends(by_id(open_data, "Classification", "ics-98"), "BROADER") == []
    assert by_id(open_data, "Classification", "ics-98.010").properties["scope_note"] == "Including winged ones"


def test_a_code_given_again_is_one_class_and_its_other_title_an_issue(open_data: Reading) -> None:
    assert len(places(by_id(open_data, "Classification", "ics-98.010.10"))) == 3
    assert open_data.issues("said twice, differently") == 1
    assert open_data.issues("class under another than its code says") == 1


def test_committees_hang_below_one_another_in_any_order(open_data: Reading) -> None:
    below = by_id(open_data, "Committee", "iso-tc-9901-sc-1")
    assert ends(below, "PART_OF") == ["iso-tc-9901"]
    assert below.properties["committee_status"] == "standby"
    assert ends(by_id(open_data, "Committee", "iso-tc-9902-sc-7"), "PART_OF") == []
    assert open_data.issues("committee under one that is not in the file") == 1


def test_deliverables_are_editions_with_their_class_and_committee(open_data: Reading) -> None:
    edition = by_id(open_data, "StandardEdition", "iso-99010-2015")
    assert {**edition.properties, "record": None} == {
        "designation": "ISO 99010:2015", "year": 2015, "document": "edition", "known_by": "catalogue", "edition": "2",
        "published": "2015-02-03", "stage": "95.99", "standing": "withdrawn", "record": None,
    }  # fmt: skip
    assert (ends(edition, "CLASSIFIED_BY"), ends(edition, "DEVELOPED_BY")) == (["ics-98.010.10"], ["iso-tc-9901-sc-1"])
    amendment = by_id(open_data, "StandardEdition", "iso-99010-2020-amd1-2022")
    assert (amendment.properties["document"], ends(amendment, "AMENDS")) == ("amendment", ["iso-99010-2020"])
    assert open_data.issues("deliverable without its year, only the standard is stated") == 1


def test_what_the_model_has_no_place_for_is_told_once_a_field(open_data: Reading) -> None:
    told = {detail for kind, _, detail in open_data.listed if kind == "field that the model has no place for"}
    assert {"references of class: 1 rows", "scope.en of committee: 3 rows"} <= told
    assert len(told) == open_data.issues("field that the model has no place for")


def test_degrees_that_disagree_are_two_relations_and_a_conflict(empty_graph: Graph, settings: Settings) -> None:
    for _ in range(2):
        ingest(empty_graph, settings, Request(SOURCES["adoptions"], fixture_of("adoptions"), accept_shortfall=True))
        found = empty_graph.read(
            "MATCH (:StandardEdition {id: 'gb-9501-2008'})-[r:ADOPTS]->({id: 'iec-95010-2001'}) "
            "RETURN r.degree AS degree, r.source AS source ORDER BY degree"
        )
        assert found == [{"degree": "IDT", "source": "adoptions"}, {"degree": "MOD", "source": "adoptions"}]
    (conflict,) = conflicts(empty_graph, 10)
    assert (conflict["standard"], conflict["other"], conflict["about"]) == (
        "GB 9501-2008",
        "IEC 95010:2001",
        ["degree"],
    )
    assert {claim["stated_in"] for claim in conflict["claims"]} == {"an invented foreword", "an invented list"}
