"""The catalogues of ISO, IEC and OIML on small files made up for them: what each states, and what it reports."""

import gzip
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.graph import Graph
from kg.ingest.documents import identity, one
from kg.ingest.ingest import Request, ingest
from kg.ingest.references import document
from kg.ingest.registry import SOURCES
from kg.schema.record import Record
from kg.settings import Settings
from tests.ingest.sources.reading import Reading, ends, fixture_of, places, reading

Folders = pytest.TempPathFactory


def small(name: str, folders: Folders) -> Iterator[Reading]:
    with reading(name, fixture_of(name), folders.mktemp("spool")) as read:
        yield read


@pytest.fixture(scope="module")
def iso(tmp_path_factory: Folders) -> Iterator[Reading]:
    yield from small("iso-relaton", tmp_path_factory)


@pytest.fixture(scope="module")
def iec(tmp_path_factory: Folders) -> Iterator[Reading]:
    yield from small("iec-relaton", tmp_path_factory)


@pytest.fixture(scope="module")
def oiml(tmp_path_factory: Folders) -> Iterator[Reading]:
    yield from small("oiml-relaton", tmp_path_factory)


def edition(read: Reading, id: str) -> Record:
    return next(record for record in read.of("StandardEdition") if record.id == id)


def claim(record: Record, relation: str) -> tuple[str, dict[str, object]]:
    (link,) = [link for link in record.links if link.relation == relation]
    return link.id, dict(link.properties)


@pytest.mark.parametrize(
    ("printed", "id", "kind", "base"),
    [
        ("ISO 6892-1:2019", "iso-6892-1-2019", "edition", None),
        ("ISO 10077-1:2017/Amd 1:2024", "iso-10077-1-2017-amd1-2024", "amendment", "iso-10077-1-2017"),
        ("IEC 60068-2-1:1990/AMD1:1993", "iec-60068-2-1-1990-amd1-1993", "amendment", "iec-60068-2-1-1990"),
        ("ISO/IEC 11801:2002/Amd 2:2010/Cor 1:2010", "iso-iec-11801-2002-amd2-2010-cor1-2010", "corrigendum",
         "iso-iec-11801-2002-amd2-2010"),
        ("ISO 472:1979/Add 2:1983", "iso-472-1979-add2-1983", "addendum", "iso-472-1979"),
        ("IEC 60598-1:1999/ISH26:2001", "iec-60598-1-1999-ish26-2001", "interpretation", "iec-60598-1-1999"),
        ("IEC 60034-1:1969+AMD1:1977 CSV", "iec-60034-1-1969-amd1-1977-csv", "consolidated", None),
        ("IEC 60034-1:1969+AMD1:1977", "iec-60034-1-1969-amd1-1977-csv", "consolidated", None),
        ("IEC TR 62362:2020 RLV", "iec-tr-62362-2020-rlv", "compilation", None),
        ("ISO/CD 10993-1.2", "iso-cd-10993-1.2", "draft", None),
        ("ISO 16140-3:2021/FDAmd 1", "iso-16140-3-2021-fdam1", "draft", "iso-16140-3-2021"),
        ("ISO 281:2007/DAM 1", "iso-281-2007-dam1", "draft", "iso-281-2007"),
        ("IEC 821:1991", "iec-60821-1991", "edition", None),
    ],
)  # fmt: skip
def test_a_reference_says_what_document_it_names(printed: str, id: str, kind: str, base: str | None) -> None:
    said = document(printed)
    assert (said.id, said.kind, said.base and said.base.id) == (id, kind, base)
    assert said.citation is not None


@pytest.mark.parametrize(
    "printed",
    ["ISO 10077-1:2017/Amd 1:2024", "IEC 60068-2-1:1990/AMD1:1993", "ISO 22000:2018", "IEC 60034-1:1969+AMD1:1977"],
)
def test_a_citation_and_a_reference_of_a_catalogue_meet(printed: str) -> None:
    citation = one(printed)
    assert citation
    assert identity(citation).id == document(printed).id


def test_two_records_of_one_document_become_one_edition_with_all_that_they_say(iso: Reading) -> None:
    twin = edition(iso, "iso-99020-2010")
    assert len(places(twin)) == 2
    said = twin.properties
    assert (said["name_en"], said["also_titled"]) == ("Widgets — Determination of gloss", [
        "Widgets — Determination of gloss — Mirror method"
    ])  # fmt: skip
    assert (said["published"], said["corrected"], said["web"]) == (
        "2010-03",
        "2011-05",
        "https://standards.example/99020",
    )
    assert (said["stage"], said["standing"]) == ("95.99", "withdrawn")
    assert said["identifier"] == ["ISO 99020:2010(E)", "urn:iso:std:iso:99020:stage-95.99"]
    assert said["title_fr"] == "Gadgets — Détermination du brillant"
    assert (ends(twin, "CLASSIFIED_BY"), ends(twin, "DEVELOPED_BY")) == (["ics-98.010.10"], ["iso-tc-9901-sc-1"])
    assert claim(twin, "REPLACES") == (
        "iso-99020-1999",
        {"known": "stated", "stated_in": "obsoletes of ISO 99020:2010"},
    )


def test_where_the_two_disagree_is_listed(iso: Reading) -> None:
    disagree = [detail for kind, _, detail in iso.listed if kind == "said twice, differently"]
    assert {detail.split(": ")[1].split()[0] for detail in disagree} == {"name_en", "stage", "standing"}


def test_both_directions_say_the_same_replacement(iso: Reading) -> None:
    older, said = claim(edition(iso, "iso-99020-2020"), "REPLACES")
    assert older == "iso-99020-2010"
    assert said["stated_in"] == "updates of ISO 99020:2010; obsoletes of ISO 99020:2020"


def test_a_draft_is_to_replace_and_does_not_yet(iso: Reading) -> None:
    draft = edition(iso, "iso-cd-99020")
    assert (draft.properties["document"], draft.properties["known_by"]) == ("draft", "relation")
    assert (ends(draft, "REVISES"), ends(draft, "REPLACES")) == (["iso-99020-2020"], [])
    by_stage = edition(iso, "iso-99021-undated")
    assert (by_stage.properties["document"], ends(by_stage, "REVISES")) == ("draft", ["iso-99020-2020"])
    other = edition(iso, "iso-dis-99020.2")
    assert (other.properties["standing"], ends(other, "EDITION_OF")) == ("draft", ["iso-99020"])


def test_a_supplement_amends_and_has_its_own_day(iso: Reading) -> None:
    amendment = edition(iso, "iso-99020-2020-amd1-2022")
    assert (amendment.properties["document"], amendment.properties["published"]) == ("amendment", "2022-06")
    assert claim(amendment, "AMENDS") == ("iso-99020-2020", {"known": "derived", "rule": "named-in-designation"})
    assert edition(iso, "iso-99020-2020-dam2").properties["document"] == "draft"


def test_what_cannot_be_true_is_reported_and_not_loaded(iso: Reading) -> None:
    assert ends(edition(iso, "iso-99022-1988"), "REPLACES") == []
    wrong = [detail for kind, _, detail in iso.listed if kind == "statement that points the other way"]
    assert [detail.partition(":")[0] for detail in wrong] == ["obsoletes of ISO 99022", "updates of ISO 99023", "updates of ISO 99024"]  # fmt: skip
    assert claim(edition(iso, "iso-99024-1985-amd1-1983"), "AMENDS")[0] == "iso-99024-1985"
    assert iso.issues("replacement that closes a circle, not loaded") == 1
    kept = [(r.id, ends(r, "REPLACES")) for r in iso.of("StandardEdition") if r.id.endswith("-2001")]
    assert sorted(kept) == [("iso-99025-2001", ["iso-99026-2001"]), ("iso-99026-2001", [])]


def test_what_is_only_named_is_an_edition_known_by_relation(iso: Reading) -> None:
    named = {r.id for r in iso.of("StandardEdition") if r.properties["known_by"] == "relation"}
    assert named == {"iso-99020-1999", "iso-cd-99020", "iso-99024-1985-amd1-1983"}


def test_a_reference_that_is_not_read_and_a_broken_line(iso: Reading) -> None:
    odd = iso.one("StandardEdition", designation="ISO/IEC DIR 9 ISO SUP:2003")
    assert (odd.properties["year"], ends(odd, "EDITION_OF")) == (2003, ["iso-iec-dir-9-iso-sup"])
    assert iso.issues("reference not read") == 1
    assert [each.field for each in iso.run.quarantined] == ["row length"]


def test_editions_of_iec_follow_by_number_and_date(iec: Reading) -> None:
    assert claim(edition(iec, "iec-68990-2-1-2025"), "REPLACES") == (
        "iec-68990-2-1-2007",
        {"known": "inferred", "rule": "next-edition-of-number", "effective": "2025-09-23"},
    )
    chained = [r.id for r in iec.of("StandardEdition") if ends(r, "REPLACES")]
    assert chained == ["iec-68990-2-1-2007", "iec-68990-2-1-2025"]
    assert iec.issues("later edition of one that is withdrawn, no replacement inferred") == 1


def test_forms_and_supplements_of_iec_are_told_apart(iec: Reading) -> None:
    kinds = {r.id: r.properties["document"] for r in iec.of("StandardEdition") if r.id.startswith("iec-68990-2-1-")}
    assert kinds == {
        "iec-68990-2-1-1990": "edition", "iec-68990-2-1-2007": "edition", "iec-68990-2-1-2025": "edition",
        "iec-68990-2-1-2007-amd1-2012": "amendment", "iec-68990-2-1-2007-amd1-2012-csv": "consolidated",
        "iec-68990-2-1-2025-rlv": "compilation",
    }  # fmt: skip
    assert ends(edition(iec, "iec-68990-2-1-2007-amd1-2012"), "AMENDS") == ["iec-68990-2-1-2007"]


def test_a_record_of_iec_in_full(iec: Reading) -> None:
    said = edition(iec, "iec-68990-2-1-2025").properties
    assert {name: said[name] for name in ("name_en", "title_fr", "also_titled", "standing", "stage", "stable_until")} == {
        "name_en": "Widgets - Cold", "title_fr": "Gadgets - Froid", "also_titled": ["Chismes - Frío"],
        "standing": "current", "stage": "PUBLISHED", "stable_until": "2030-12-31",
    }  # fmt: skip
    assert {r.properties["designation"] for r in iec.of("Committee")} == {"IEC/TC 990", "CISPR/CIS/F", "ISO/IEC JTC 1"}
    assert iec.issues("unlisted stage of an IEC publication") == 1


def test_publications_of_oiml_are_one_in_all_their_languages(oiml: Reading) -> None:
    said = edition(oiml, "oiml-r-990-2006").properties
    assert said["languages"] == ["eng", "fra", "zho"]
    assert said["about"] == ["Mass", "Widget scale"]
    assert (said["name_en"], said["title_fr"]) == ("Widget scales", "Balances à gadgets")
    assert said["also_titled"] == ["Widget scales, translated"]
    assert "OIML R 990:2006 (C)" in said["identifier"]
    assert "doi:10.0000/r990.2006.en" in said["identifier"]
    assert said["standing"] == "current"
    assert len(places(edition(oiml, "oiml-r-990-2006"))) == 3


def test_relations_of_oiml(oiml: Reading) -> None:
    current = edition(oiml, "oiml-r-990-2006")
    assert claim(current, "REPLACES") == (
        "oiml-r-990-1992",
        {"known": "stated", "stated_in": "hasSuccessor of OIML R 990:1992"},
    )
    assert ends(current, "DEVELOPED_BY") == ["oiml-tc-99-sc-5"]
    assert ends(edition(oiml, "oiml-r-990-2006-amendment-2009"), "AMENDS") == ["oiml-r-990-2006"]
    assert edition(oiml, "oiml-r-990-2010-errata").properties["document"] == "corrigendum"
    assert [each.file for each in oiml.run.quarantined] == ["r991_broken.yaml"]


def test_packed_files_and_archives_read_alike(tmp_path: Path) -> None:
    packed, archive = tmp_path / "iso", tmp_path / "oiml"
    packed.mkdir()
    archive.mkdir()
    plain = fixture_of("iso-relaton") / "iso_all_compact.jsonl"
    (packed / "iso_all_compact.jsonl.gz").write_bytes(gzip.compress(plain.read_bytes()))
    with tarfile.open(archive / "all.tar.xz", "w:xz") as out:
        for file in sorted(fixture_of("oiml-relaton").iterdir()):
            out.add(file, file.name)
    for name, folder in (("iso-relaton", packed), ("oiml-relaton", archive)):
        with reading(name, folder, tmp_path) as found:
            (tmp_path / f"{name}.db").unlink()
            with reading(name, fixture_of(name), tmp_path) as expected:
                assert [r.id for r in found.all()] == [r.id for r in expected.all()]


@pytest.mark.parametrize("name", ["iso-relaton", "oiml-relaton"])
def test_a_file_that_was_cut_off_is_told_so(name: str, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    if name == "iso-relaton":
        whole.write_bytes(gzip.compress((fixture_of(name) / "iso_all_compact.jsonl").read_bytes() * 50))
    else:
        with tarfile.open(whole, "w:xz") as out:
            out.add(fixture_of(name), "all")
    cut = tmp_path / "cut"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(DataError, match="whole"), reading(name, cut, tmp_path):
        pass


def test_a_catalogue_words_what_was_only_cited(empty_graph: Graph, settings: Settings, tmp_path: Path) -> None:
    """Whichever comes first; and the source that only cites it changes nothing when it is read again."""
    mine = tmp_path / "capability.csv"
    mine.write_text("institution,activity,parameter,method\nExample Lab,testing,gloss,ISO 99020:2020\n", "utf-8")
    folder = shutil.copytree(fixture_of("iso-relaton"), tmp_path / "iso")
    for name, path in (("table", mine), ("iso-relaton", folder), ("table", mine)):
        ingest(empty_graph, settings, Request(SOURCES[name], path, accept_shortfall=True))
    (found,) = empty_graph.read(
        "MATCH (e:StandardEdition {id: 'iso-99020-2020'}) RETURN e.known_by AS known, e.source AS source, e.name_en AS name, "
        "COUNT { (e)-[:STATED_BY]->() } AS sources ORDER BY known LIMIT 1"
    )
    assert found == {
        "known": "catalogue",
        "source": "iso-relaton",
        "name": "Widgets — Determination of gloss",
        "sources": 2,
    }
