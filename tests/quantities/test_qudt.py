"""QUDT as published: what later tests lean on when they compare our units with its multipliers."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from kg.quantities.unit import spellings, unit
from tests.quantities.qudt import KIND, Qudt


@pytest.fixture(scope="module")
def qudt(data: Callable[[str], Path]) -> Qudt:
    return Qudt(data("vocab"))


def test_all_of_it_is_read(qudt: Qudt) -> None:
    assert len(qudt.units) == 2_328
    assert sum(len(units) for units in qudt.units.values()) == 2_382
    assert len(qudt.kinds) == 1_126


@pytest.mark.parametrize(
    ("code", "multiplier", "offset", "kind"),
    [
        ("kV", "1000", "0", "Voltage"),
        ("Pa", "1", "0", "Pressure"),
        ("lx", "1", "0", "Illuminance"),
        ("N.m", "1", "0", "Torque"),
        ("Cel", "1", "273.15", "CelsiusTemperature"),
        ("[pH]", None, "0", "Acidity"),
    ],
)
def test_a_unit_has_its_factor_and_its_kinds(
    qudt: Qudt, code: str, multiplier: str | None, offset: str, kind: str
) -> None:
    for one in qudt.units[code]:
        assert one.multiplier == (multiplier and Decimal(multiplier))
        assert one.offset == Decimal(offset)
        assert one.dimension == qudt.kinds[str(KIND[kind])]
        assert any(str(KIND[kind]) in one.kinds for one in qudt.units[code])


def test_only_one_code_has_two_factors(qudt: Qudt) -> None:
    """A revolution is an angle to QUDT, a count to UCUM's ``{#}``."""
    factors = {code: {unit.multiplier for unit in units} for code, units in qudt.units.items()}
    assert [code for code, found in factors.items() if len(found) > 1] == ["{#}.min-1"]


def test_a_unit_of_energy_is_none_of_torque(qudt: Qudt) -> None:
    assert not any(str(KIND.Torque) in unit.kinds for unit in qudt.units["J"])
    assert all(unit.dimension == qudt.kinds[str(KIND.Torque)] for unit in qudt.units["J"])


def test_conversions_agree_with_qudt_for_every_unit_that_both_know(qudt: Qudt) -> None:
    """QUDT's SI value is (value + offset) · multiplier. Known differences of convention: a revolution is no angle here."""
    checked = set()
    for spelling in spellings():
        ours = unit(spelling)
        assert ours is not None
        for theirs in qudt.units.get(ours.ucum, []):
            if theirs.multiplier is None or ours.level is not None or "·" in ours.dimension:
                continue
            assert float(ours.factor) == pytest.approx(float(theirs.multiplier), rel=1e-6), (ours.ucum, theirs.iri)
            assert float(ours.offset) == pytest.approx(float(theirs.offset), rel=1e-6), (ours.ucum, theirs.iri)
            assert ours.dimension == theirs.dimension, (ours.ucum, theirs.iri)
            checked.add(ours.ucum)
    assert len(checked) >= 200


def test_kinds_are_qudts(qudt: Qudt) -> None:
    named = {found.kind for spelling in spellings() if (found := unit(spelling)) and found.kind}
    assert {kind for kind in named if str(KIND[kind]) not in qudt.kinds} == set()
