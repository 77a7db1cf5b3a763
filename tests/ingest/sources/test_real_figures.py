"""The real files of the other sources: every figure counted from the files. They are read into a spool, not a graph."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ingest.sources.reading import Reading, ends, places, reading

Data = Callable[[str], Path]
Folders = pytest.TempPathFactory


@pytest.fixture(scope="module")
def energystar(data: Data, tmp_path_factory: Folders) -> Iterator[Reading]:
    with reading("cnas-energystar", data("cnas-scopes-2020"), tmp_path_factory.mktemp("spool")) as read:
        yield read


@pytest.fixture(scope="module")
def materials(data: Data, tmp_path_factory: Folders) -> Iterator[Reading]:
    with reading("cnas-reference-materials", data("cnas-scopes-2020"), tmp_path_factory.mktemp("spool")) as read:
        yield read


@pytest.fixture(scope="module")
def annex(data: Data, tmp_path_factory: Folders) -> Iterator[Reading]:
    file = data("cma-capability") / "sample-cma-data.csv"
    with reading("cma-annex", file, tmp_path_factory.mktemp("spool")) as read:
        yield read


@pytest.fixture(scope="module")
def nabl(data: Data, tmp_path_factory: Folders) -> Iterator[Reading]:
    with reading("nabl", data("nabl-scopes") / "raw_csvs", tmp_path_factory.mktemp("spool")) as read:
        yield read


@pytest.fixture(scope="module")
def instruments(data: Data, tmp_path_factory: Folders) -> Iterator[Reading]:
    with reading("emsl-instruments", data("instruments-emsl"), tmp_path_factory.mktemp("spool")) as read:
        yield read


def left_over(read: Reading) -> list[str]:
    return [kind for kind in read.run.issues if kind.startswith("column not read")]


def test_energystar_rows(energystar: Reading) -> None:
    assert energystar.run.table("institutions") == {"read": 21, "accepted": 21, "repeated": 0, "quarantined": 0}
    assert energystar.run.table("scope") == {"read": 1_550, "accepted": 1_534, "repeated": 16, "quarantined": 0}
    assert sum(len(places(c)) for c in energystar.of("Capability")) == 1_550
    assert left_over(energystar) == []


def test_energystar_numbers_regain_their_first_letter(energystar: Reading) -> None:
    assert energystar.issues("register number without its first letter") == 21
    joined = energystar.one("Accreditation", number="L7029")
    assert joined.id == "cnas-l7029"
    assert not [a for a in energystar.of("Accreditation") if "NAS" in a.properties["number"]]


def test_energystar_a_name_in_a_note_is_removed(energystar: Reading) -> None:
    assert energystar.issues("personal data removed") == 1


def test_materials_are_told_apart_by_their_row(materials: Reading) -> None:
    assert materials.run.table("institutions")["accepted"] == 17
    assert materials.run.table("scope") == {"read": 1_558, "accepted": 1_558, "repeated": 0, "quarantined": 0}
    capabilities = materials.of("Capability")
    assert len({c.id for c in capabilities}) == 1_558
    assert {len(places(c)) for c in capabilities} == {1}
    assert materials.of("Parameter") == []
    assert left_over(materials) == []


def test_materials_looking_alike_and_verbatim(materials: Reading, data: Data) -> None:
    said = Counter(
        repr(({**c.properties, "record": None}, sorted(link for link in c.links if link.relation != "OWNS")))
        for c in materials.of("Capability")
    )
    assert sum(count for count in said.values() if count > 1) >= 277
    text = (data("cnas-scopes-2020") / "rm_capabilities.csv").read_text("utf-8-sig")
    for capability in materials.of("Capability"):
        for verbatim in ("range_text", "uncertainty_text"):
            assert str(capability.properties.get(verbatim, "")).replace('"', '""') in text


def test_ranges_of_materials_are_read_in_order_and_uncertainties_as_what_runs_from_to(materials: Reading) -> None:
    extents = [e.properties for e in materials.of("Extent")]
    assert Counter(e["form"] for e in extents) == {"interval": 1_563, "qualitative": 2, "text": 2}
    assert sum(bool(e.get("reordered")) for e in extents) == 1_141
    assert [e["verbatim"] for e in extents if e["form"] == "interval" and not e.get("ucum")] == ["9-39度"]
    uncertainties = [u.properties for u in materials.of("Uncertainty")]
    assert Counter((u["form"], u["role"], u.get("k")) for u in uncertainties) == {
        ("interval", "certified value", 2.0): 1_555,
        ("text", "certified value", None): 3,
    }


def test_texts_of_nabl_mention_ranges_of_nobody_said_what(nabl: Reading) -> None:
    extents = [e.properties for e in nabl.of("Extent")]
    assert {e["role"] for e in extents} == {"unknown"}
    assert 500 < len(extents) < 700


def test_annex_rows_and_methods(annex: Reading) -> None:
    assert annex.run.total() == {"read": 674, "accepted": 674, "repeated": 0, "quarantined": 0}
    cells = {c.properties["cited"] for c in annex.of("Capability")}
    assert len(cells) == len(annex.of("TestMethod")) == 55
    assert annex.issues("citation not read") == 0
    assert left_over(annex) == []


def test_annex_nine_of_ten_limits_are_read(annex: Reading) -> None:
    kinds = Counter(r.properties["kind_of_limit"] for r in annex.of("Restriction"))
    assert len(annex.limited()) == 335
    assert kinds["unknown"] <= 0.1 * kinds.total()


def test_annex_titles_and_codes_are_told_apart(annex: Reading) -> None:
    cells = {c.properties["cited"] for c in annex.of("Capability")}
    for method in annex.of("TestMethod"):
        title, code = method.properties["name_zh"], method.properties["verbatim"]
        assert not any(mark in title for mark in ("GB", "JG", "YY"))
        assert any(cell.startswith(title[:2]) and code in cell for cell in cells), (title, code)
        assert len(ends(method, "DEFINED_BY")) == 1


def test_nabl_rows(nabl: Reading) -> None:
    assert nabl.run.total() == {"read": 25_417, "accepted": 24_270, "repeated": 1_147, "quarantined": 0}
    assert nabl.issues("file without rows") == 9
    assert sum(len(places(c)) for c in nabl.of("Capability")) == 25_417
    assert left_over(nabl) == []
    assert "line that is neither row nor section" not in nabl.run.issues


def test_nabl_every_file_with_rows_is_an_accreditation_of_its_own(nabl: Reading) -> None:
    files = {place.rpartition(":")[0] for c in nabl.of("Capability") for place in places(c)}
    assert len(files) == len(nabl.of("Accreditation")) == len(nabl.of("Institution")) == 61
    assert nabl.of("Site") == []
    assert not [c for c in nabl.of("Capability") if {"valid_from", "valid_to"} & c.properties.keys()]


def test_nabl_files_without_the_numbered_header_are_read(nabl: Reading, data: Data) -> None:
    first = {}
    for file in sorted((data("nabl-scopes") / "raw_csvs").glob("*.csv")):
        with file.open(encoding="utf-8-sig") as lines:
            first[file.name] = lines.readline()
    bare = {name for name, line in first.items() if line and not line.startswith("0,1,2,3,4")}
    assert len(bare) == 2
    assert bare <= {place.rpartition(":")[0] for c in nabl.of("Capability") for place in places(c)}


def test_nabl_sections_say_where(nabl: Reading) -> None:
    found = Counter(where for c in nabl.of("Capability") for where in c.properties["where"])
    assert found["permanent"] > 23_000
    assert found["on-site"] > 100
    # "Permanent Site Facility" says both and so neither: three files have it, and the run says so.
    assert set(nabl.run.issues["unlisted section of a NABL scope"].examples) == {"Permanent Site Facility"}
    assert nabl.issues("unlisted section of a NABL scope") == 3


def test_nabl_a_row_of_several_standards_stays_one_capability(nabl: Reading) -> None:
    """Counted: rows of the file whose method cell is read as citing more than one work (editions and clauses of one
    standard count once, parts that a list names count each)."""
    edition_of = {e.id: ends(e, "EDITION_OF")[0] for e in nabl.of("StandardEdition")}
    cited = {m.id: [edition_of.get(id, id) for id in ends(m, "DEFINED_BY")] for m in nabl.of("TestMethod")}
    several = [c for c in nabl.of("Capability") if len({w for m in ends(c, "USES") for w in cited[m]}) > 1]
    assert 4_700 <= sum(len(places(c)) for c in several) <= 5_500
    assert {len(ends(c, "OFFERS")) for c in several} == {1}


def test_nabl_names_alike_are_candidates_and_stay_apart(nabl: Reading) -> None:
    named = {i.id: i.properties["name_en"] for i in nabl.of("Institution")}
    pairs = {
        frozenset((named[i.id], named[link.id]))
        for i in nabl.of("Institution")
        for link in i.links
        if link.relation == "SAME_AS"
    }
    assert frozenset(("YATHVA ENERGY SOLUTIONS PRIVATE LIMITED", "YATHVA ENERGY SOLUTIONS PVT LTD")) in pairs
    assert frozenset(("METER TESTING LABORATORY UHBVN", "METER TESTING LABORATORY, UHBVN")) in pairs
    assert frozenset(("QUALITEK LABS LIMITED",)) in pairs
    assert not any("VIMTA" in str(pair) and "TARANG" in str(pair) for pair in pairs)


def test_instruments_of_both_lists_are_joined(instruments: Reading) -> None:
    offices, systems = "t_emsl_instruments", "t_instrument_name"
    assert instruments.run.table(offices) == {"read": 149, "accepted": 149, "repeated": 0, "quarantined": 0}
    assert instruments.run.table(systems) == {"read": 263, "accepted": 263, "repeated": 0, "quarantined": 0}
    lists = Counter(
        (any(i.startswith("EUS") for i in said), any(i.startswith("DMS") for i in said))
        for said in (device.properties["identifier"] for device in instruments.of("Instrument"))
    )
    # 94 of the user office's devices are in the data system too, some under several names there.
    assert lists == {(True, True): 94, (True, False): 55, (False, True): 159}
    assert left_over(instruments) == []


def test_instruments_no_person_is_kept(instruments: Reading) -> None:
    # Found by reading all 412 descriptions: these lines name a person, and no other does.
    lines = (40, 41, 49, 77, 117, 119, 195)
    removed = [place for kind, place, _ in instruments.listed if kind == "personal data removed"]
    assert removed == [f"t_instrument_name_Data.sql:{line}" for line in lines]
    assert not [d for d in instruments.of("Instrument") if "'s " in str(d.properties.get("description", ""))]


def test_divisions_are_all_there(data: Data, tmp_path: Path) -> None:
    with reading("cn-divisions", data("cn-divisions"), tmp_path) as read:
        levels = Counter(region.properties["level"] for region in read.of("Region"))
        assert levels == {"country": 1, "province": 31 + 3, "prefecture": 342, "county": 2_978, "township": 41_352}
        assert read.dangling == []
        assert read.run.total()["quarantined"] == 0
