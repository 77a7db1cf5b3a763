"""The KCDB's real files: every figure counted from the files. They are read into a spool, not a graph."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.sources.reading import Reading, ends, reading
from tests.quantities.qudt import Qudt

Data = Callable[[str], Path]
FILE = "kcdb_cmc_canada.json"
# UCUM codes of base units, where one unit is enough to tell the dimension of the quantity.
UCUM = {
    "K": "K", "kg": "kg", "m": "m", "Hz": "Hz", "F": "F", "Ω": "Ohm", "MΩ": "MOhm", "Pa": "Pa", "m³": "m3", "J": "J", "dB": "dB",
    "m³/s": "m3.s-1", "kg/m³": "kg.m-3", "W/m³": "W.m-3", "cd/m²": "cd.m-2", "cd": "cd", "lm": "lm", "lx": "lx", "m⁻¹": "m-1",
}  # fmt: skip


@pytest.fixture(scope="module")
def kcdb(data: Data, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    with reading("kcdb", data("kcdb-cmc"), tmp_path_factory.mktemp("spool")) as read:
        yield read


@pytest.fixture(scope="module")
def cmcs(data: Data) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((data("kcdb-cmc") / FILE).read_text("utf-8"))
    return found


def test_rows_add_up(kcdb: Reading) -> None:
    read = {table: kcdb.run.table(table)["accepted"] for table in kcdb.run.rows}
    assert read == {
        "area": 7, "branch": 32, "quantity": 1_766, "instrument": 3_289, "instrumentmethod": 3_408, "serviceclass": 611, "cmc": 321,
    }  # fmt: skip
    assert [(row.file, row.row) for row in kcdb.run.quarantined] == [
        ("kcdb_quantity.json", 1164),
        ("kcdb_quantity.json", 1168),
    ]
    assert not [kind for kind in kcdb.run.issues if kind.startswith("column not read")]
    assert kcdb.dangling == []


INFLUENCES = {"interval": 308, "points": 128, "text": 51}  # the value of a maximum is an end


def test_every_cmc_is_a_capability_with_its_parameters(kcdb: Reading, cmcs: list[dict[str, Any]]) -> None:
    capability = {c.properties["identifier"][0]: c for c in kcdb.of("Capability")}
    assert len(capability) == 321
    influences = [e for e in kcdb.of("Extent") if e.properties["role"] == "influence"]
    stated: dict[str, set[tuple[str | None, str]]] = {c.id: set() for c in capability.values()}
    for e in influences:
        stated[ends(e, "HAS_EXTENT")[0]].add((e.properties.get("variable"), e.properties["verbatim"]))
    printed = {c["kcdbCode"]: [p for p in c["parameters"] if p["value"]] for c in cmcs}
    assert all(len(stated[c.id]) <= len(printed[code]) for code, c in capability.items())
    assert len(influences) == 487  # one value has two units
    assert Counter(e.properties["form"] for e in influences) == INFLUENCES
    assert sum(len(c["parameters"]) >= 2 for c in cmcs) == 152
    assert kcdb.issues("influence parameter without a value") == 3
    assert kcdb.issues("influence parameter without a name") == 2


def test_values_are_verbatim(kcdb: Reading, cmcs: list[dict[str, Any]]) -> None:
    printed = {p["value"].strip() for c in cmcs for p in c["parameters"] if p["value"]} | {c["baseUnit"] for c in cmcs}
    assert {e.properties["verbatim"] for e in kcdb.of("Extent")} == printed


def test_what_has_no_place_is_told(kcdb: Reading) -> None:
    assert kcdb.run.issues["field that the model has no place for"].examples == [
        "label of quantity: 45 rows", "uncertaintyBaseUnit of cmc: 314 rows", "id of service: 67 names",
        "id of subservice: 240 names", "id of individualservice: 452 names",
    ]  # fmt: skip
    assert kcdb.issues("service that no class has") == kcdb.issues("class of services that the list lacks") == 2


def test_concepts_keep_all_their_numbers(kcdb: Reading) -> None:
    numbers = [
        n
        for entity in ("Parameter", "Product", "Technique")
        for c in kcdb.of(entity)
        for n in c.properties["identifier"]
    ]
    assert len(numbers) == len(set(numbers)) == 1_766 + 3_289 + 3_408
    assert len(kcdb.of("Classification")) == 7 + 32 + 67 + 259 + 611 + 1


def test_standards_places_and_limits(kcdb: Reading) -> None:
    capabilities = kcdb.of("Capability")
    cited = Counter(c.properties["cited"] for c in capabilities if "cited" in c.properties)
    assert cited == {
        "IEC 61094-2:2009": 15, "ISO 16063-11": 4, "ISO 7668": 2, "ISO 2813": 1, "ISO 2470": 1, "Insert voltage, IEC 60942:2003": 1,
    }  # fmt: skip
    where = Counter(tuple(c.properties["where"]) for c in capabilities)
    assert where == {("unknown",): 297, ("on-site",): 12, ("permanent", "on-site"): 7, ("permanent",): 5}
    assert len(kcdb.limited()) == 3
    assert {kind for c in capabilities for kind in [c.properties["activity"]]} == {"calibration"}


def test_quantity_kinds_are_qudts_and_agree_with_the_base_unit(kcdb: Reading, data: Data) -> None:
    qudt = Qudt(data("vocab"))
    kinds = {p.id: str(p.properties["quantity_kind"]) for p in kcdb.of("Parameter") if "quantity_kind" in p.properties}
    assert set(kinds.values()) <= set(qudt.kinds)
    unit_of = {
        ends(e, "HAS_EXTENT")[0]: e.properties["unit"] for e in kcdb.of("Extent") if e.properties["role"] == "measurand"
    }
    checked = 0
    for capability in kcdb.of("Capability"):
        kind = kinds.get(ends(capability, "MEASURES")[0])
        if kind and (code := UCUM.get(unit_of[capability.id])):
            assert qudt.kinds[kind] == qudt.units[code][0].dimension, capability
            checked += 1
    assert checked >= 150
