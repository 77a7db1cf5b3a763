"""The KCDB's fixture, piece by piece: what a CMC states, what it leaves unknown, what is refused and why."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.ingest.sources.kcdb.markup import plain
from kg.schema.record import Record
from tests.ingest.sources.reading import Reading, ends, fixture_of, places, reading

FILE = "kcdb_cmc_canada.json"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    with reading("kcdb", fixture_of("kcdb"), tmp_path_factory.mktemp("spool")) as read:
        yield read


def cmc(read: Reading, number: int) -> Record:
    (found,) = [c for c in read.of("Capability") if f"KCDB CMC {number}" in c.properties["identifier"]]
    return found


def extents(read: Reading, capability: Record) -> list[Record]:
    return [e for e in read.of("Extent") if ends(e, "HAS_EXTENT") == [capability.id]]


def test_rows_that_cannot_be_read_wait_with_their_reason(small: Reading) -> None:
    said = {(row.file, row.row): (row.field, row.reason) for row in small.run.quarantined}
    assert said == {
        ("kcdb_branch.json", 3): ("label", "kcdb_area.json has no QM"),
        ("kcdb_quantity.json", 4): ("value", "is empty, and the row cannot be read without it"),
        ("kcdb_quantity.json", 7): ("value", "'&nbsp;<br>' is no name"),
        ("kcdb_serviceclass.json", 3): ("id", "'M.M/Mass.1.1' is not area.branch.number.number.number"),
        ("kcdb_serviceclass.json", 4): ("branch_id", "kcdb_branch.json has no M/Mass named Weights"),
        (FILE, 6): ("quantity.id", "kcdb_quantity.json has no 99"),
        (FILE, 7): ("quantity.value", "is 'Weight', where kcdb_quantity.json has 'Mass'"),
        (FILE, 8): ("kcdbCode", "'SIM-M-CA-5' is not like SIM-EM-CA-000008LY-1"),
        (FILE, 9): ("kcdbCode", "is of the area EM, its service of M"),
        (FILE, 10): ("country", "'QQ' is not an ISO 3166 code of two letters"),
        (FILE, 11): ("parameters", "number 16 belongs to another CMC"),
        (FILE, 12): ("parameters", "is no JSON: Expecting value: line 1 column 1 (char 0)"),
        (FILE, 13): ("parameters", "is no list of objects with id, kcdbcmc, name, value"),
        (FILE, 14): ("row length", "no JSON object"),
        (FILE, 15): ("row length", "an object without 'kcdbCode'"),
        (FILE, 16): ("quantity.id", "the row has no such column"),
        (FILE, 17): ("quantity.value", "'&nbsp;<br>' is no name"),
    }


def test_a_cmc_is_a_calibration_of_what_is_measured_on_what(small: Reading) -> None:
    stated = cmc(small, 101)
    assert stated.properties["activity"] == "calibration"
    assert stated.properties["identifier"] == ["SIM-EM-CA-0000ZZ01-1", "KCDB CMC 101"]
    assert small.one("Parameter", name_en="Capacitance: dissipation factor").id in ends(stated, "MEASURES")
    assert small.one("Product", name_en="HV capacitor").id in ends(stated, "APPLIES_TO")
    assert ends(stated, "CLASSIFIED_BY") == ["kcdb-em-8.2.1"]
    assert stated.properties["field"].startswith("EM/8.2.1 High voltage and current: High voltage impedance: ")


def test_what_the_file_does_not_say_is_not_said(small: Reading) -> None:
    absent = {"valid_from", "valid_to", "status", "range_text", "uncertainty_text", "performed_by"}
    assert not [c for c in small.of("Capability") if absent & c.properties.keys()]
    assert small.of("Uncertainty") == []
    measurands = [e for e in small.of("Extent") if e.properties["role"] == "measurand"]
    assert not [
        e for e in measurands if {"lo", "hi", "si_lo", "si_hi"} & e.properties.keys() or e.properties.get("points")
    ]
    institution = small.one("Institution")
    assert institution.properties["name_en"] == "Metrology institutes of Canada (which one is not said)"
    (site,) = small.of("Site")
    assert (ends(site, "HAS_SITE"), ends(site, "LOCATED_IN")) == ([institution.id], ["ca"])


def test_it_is_a_recognition_under_the_cipm_mra(small: Reading) -> None:
    (held,) = small.of("Accreditation")
    assert held.properties == {"scheme": "CIPM MRA", "legal_kind": "recognition", "status": "unknown"}
    assert ends(held, "GRANTED_BY") == ["cipm"]
    assert "country" not in small.one("Authority", acronym="CIPM").properties


def test_influence_parameters_are_extents_verbatim_and_the_base_unit_is_the_measurands(small: Reading) -> None:
    said = [
        (e.properties["role"], e.properties["variable"], e.properties["verbatim"])
        for e in extents(small, cmc(small, 101))
    ]
    assert said == [
        ("measurand", "Capacitance: dissipation factor", "dimension 1"),
        ("influence", "Frequency", "50 Hz to 60 Hz"),
        ("influence", "Slew rate", "&gt; 10<sup>7</sup>&nbsp;V/s"),
    ]
    unit, nameless = extents(small, cmc(small, 102))
    assert unit.properties["unit"] == "W (m²sr nm)⁻¹"
    assert (nameless.properties["verbatim"], "variable" in nameless.properties) == ("10 mm to 20 mm", False)
    assert (
        small.issues("influence parameter without a value") == small.issues("influence parameter without a name") == 1
    )


def test_where_it_is_done_is_read_and_is_no_technique(small: Reading) -> None:
    where = {number: cmc(small, number).properties["where"] for number in (101, 102, 104, 105)}
    assert where == {101: ["permanent", "on-site"], 102: ["on-site"], 104: ["unknown"], 105: ["permanent"]}
    assert ends(cmc(small, 102), "BY_TECHNIQUE") == ends(cmc(small, 105), "BY_TECHNIQUE") == []
    assert len(ends(cmc(small, 101), "BY_TECHNIQUE")) == 1


def test_standards_that_methods_and_parameters_name_are_used(small: Reading) -> None:
    assert {link.id for c in small.of("Capability") for link in c.links if link.relation == "USES"} == {
        method.id for method in small.of("TestMethod")
    }
    stated = cmc(small, 103)
    assert len(ends(stated, "USES")) == 2
    assert stated.properties["cited"].splitlines() == ["Weighing, ISO 99061-2:2009", "ISO 98813"]
    assert stated.properties["note_standard"] == ["ISO 98469"]
    assert ends(cmc(small, 104), "USES") == []  # ITS-90 is a scale of temperature


def test_a_comment_limits_only_where_it_says_so(small: Reading) -> None:
    assert small.limited() == {cmc(small, 104).id}
    assert not small.one("Restriction").properties["read"]


def test_entries_of_one_name_are_one_concept_with_all_their_numbers(small: Reading) -> None:
    mass = small.one("Parameter", name_en="Mass")
    assert mass.properties["identifier"] == ["KCDB quantity 2", "KCDB quantity 3"]
    assert mass.properties["quantity_kind"] == "http://qudt.org/vocab/quantitykind/Mass"
    assert "quantity_kind" not in small.one("Parameter", name_en="Kerma/rate").properties


def test_services_stand_below_one_another(small: Reading) -> None:
    above = {c.id: ends(c, "BROADER") for c in small.of("Classification")}
    chain = ["kcdb-em-8.2.1", "kcdb-em-8.2", "kcdb-em-8", "kcdb-em-hv", "kcdb-em"]
    assert [above[id] for id in chain] == [[id] for id in chain[1:]] + [[]]
    assert small.run.issues["class of services that the list lacks"].examples == [
        f"{FILE}:4: M/1.1.0 Mass of an odd object"
    ]
    assert above["kcdb-m-1.1.0"] == ["kcdb-m-1.1"]


def test_a_changed_comment_changes_the_same_capability(small: Reading, tmp_path: Path) -> None:
    changed = shutil.copytree(fixture_of("kcdb"), tmp_path / "changed")
    said = json.loads((changed / FILE).read_text("utf-8"))
    said[3]["comments"] = "Oil bath"
    (changed / FILE).write_text(json.dumps(said), "utf-8")
    with reading("kcdb", changed, tmp_path) as read:
        assert cmc(read, 104).id == cmc(small, 104).id
        assert cmc(read, 104).properties["note"] == "Oil bath"
        assert read.limited() == set()


def test_a_repeated_cmc_is_one_of_two_places(small: Reading) -> None:
    assert places(cmc(small, 101)) == [f"{FILE}:1", f"{FILE}:5"]


def test_tags_that_hold_something_are_told(tmp_path: Path) -> None:
    changed = shutil.copytree(fixture_of("kcdb"), tmp_path / "changed")
    said = json.loads((changed / FILE).read_text("utf-8"))
    said[0]["tags"] = ["new"]
    (changed / FILE).write_text(json.dumps(said), "utf-8")
    with reading("kcdb", changed, tmp_path) as read:
        assert read.issues("column not read: tags") == 1


@pytest.mark.parametrize("missing", ["kcdb_quantity.json", "kcdb_serviceclass.json", FILE])
def test_a_file_that_is_missing_is_named(tmp_path: Path, missing: str) -> None:
    changed = shutil.copytree(fixture_of("kcdb"), tmp_path / "changed")
    (changed / missing).unlink()
    with pytest.raises(DataError, match=missing.replace("canada", ".")), reading("kcdb", changed, tmp_path):
        pass


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("W/m<sup>3</sup>", "W/m³"),
        ("2010 cm<SUP>-1</SUP>", "2010 cm⁻¹"),
        ("NRC-TimeLink<sup>TM</sup> - Remote Clock", "NRC-TimeLinkTM - Remote Clock"),
        ("Sound calibrator<Br />\r\nmulti-frequency", "Sound calibrator multi-frequency"),
        ("&nbsp;<em>Q</em>-meter &lt; 1 k&Omega;", "Q-meter < 1 kΩ"),
        ("(frequency <= 400 Hz) and > 5 V", "(frequency <= 400 Hz) and > 5 V"),
    ],
)
def test_markup_is_read_as_it_is_seen(printed: str, seen: str) -> None:
    assert plain(printed) == seen
