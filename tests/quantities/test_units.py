"""Units: spellings, kinds, sizes; what is not listed is not read."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.quantities.unit import spellings, unit


@pytest.mark.parametrize(("printed", "ucum", "kind", "factor"), [
    ("kN", "kN", "Force", 1000), ("KN", "kN", "Force", 1000), ("千牛", "kN", "Force", 1000), ("kgf", "kgf", "Force", 9.80665),
    ("k V", "kV", "Voltage", 1000), ("μS/cm", "uS/cm", "ElectricConductivity", 1e-4), ("µs", "us", "Time", 1e-6),
    ("mg／L", "mg/L", "MassConcentration", 1e-3), ("mg/100 mL", "mg/(100.mL)", "MassConcentration", 1e-2),
    ("N·m", "N.m", "Torque", 1), ("N m", "N.m", "Torque", 1), ("kNm", "kN.m", "Torque", 1000), ("J", "J", "Energy", 1),
    ("Hz", "Hz", "Frequency", 1), ("Bq", "Bq", "Activity", 1), ("r/min", "{rev}/min", "RotationalFrequency", 1 / 60),
    ("W/(m²·K)", "W/(m2.K)", "CoefficientOfHeatTransfer", 1), ("W/m·K", "W/(m.K)", "ThermalConductivity", 1),
    ("cd/m<sup>2</sup>", "cd/m2", "Luminance", 1), ("cm<SUP>-1</SUP>", "cm-1", None, 100), ("㎡", "m2", "Area", 1),
    ("kgf/cm²", "kgf/cm2", "Pressure", 98066.5), ("MPa", "MPa", "Pressure", 1e6), ("g/cm3", "g/cm3", None, 1000),
    ("%", "%", "DimensionlessRatio", 0.01), ("％", "%", "DimensionlessRatio", 0.01), ("%RH", "%", "RelativeHumidity", 0.01),
    ("ppm", "[ppm]", "DimensionlessRatio", 1e-6), ("mg/kg", "mg/kg", "MassFraction", 1e-6), ("%mol/mol", "%", "AmountOfSubstanceFraction", 0.01),
    ("℃", "Cel", "CelsiusTemperature", 1), ("° C", "Cel", "CelsiusTemperature", 1), ("°", "deg", "PlaneAngle", math.pi / 180),
    ("HRC", "{HRC}", None, 1), ("pH", "[pH]", "Acidity", 1), ("CFU/mL", "[CFU]/mL", None, 1e6), ("kWh", "kW.h", "Energy", 3.6e6),
    ("k VA", "kV.A", "ApparentPower", 1000), ("n F", "nF", "Capacitance", 1e-9), ("m bar", "mbar", "Pressure", 100), ("k g", "kg", "Mass", 1),
    ("mm sq.", "mm2", "Area", 1e-6), ("sq.cm", "cm2", "Area", 1e-4), ("sq. mm", "mm2", "Area", 1e-6), ("kg/cm 2", "kg/cm2", "MassPerArea", 1e4),
    ("Deg. C", "Cel", "CelsiusTemperature", 1), ("CM", "cm", "Length", 0.01), ("Minute", "min", "Time", 60), ("KILOGRAMS", "kg", "Mass", 1),
    ("V per minute", "V/min", None, 1 / 60), ("g/10 min", "g/(10.min)", "MassFlowRate", 1e-3 / 600),
])  # fmt: skip
def test_spellings(printed: str, ucum: str, kind: str | None, factor: float) -> None:
    found = unit(printed)
    assert found is not None
    assert (found.ucum, found.kind) == (ucum, kind)
    assert float(found.factor) == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "度",
        "kX",
        "nonsense",
        "m m m",
        "/L",
        "mg/",
        "T",
        "F",
        "H",
        "S",
        "Nmm2x",
        "10 kN",
        "Second",
        "V/110 V",
        "V A.C",
        "mMolar",
        "mmSurface",
    ],
)
def test_what_is_not_listed_is_no_unit(text: str) -> None:
    assert unit(text) is None


def test_what_pint_misreads_is_read() -> None:
    """Picohenry, per cent ronnahenry, number metre, decibel ampere: what pint makes of them."""
    dimensions = {text: found.dimension for text in ("pH", "%RH", "Nm", "dB(A)") if (found := unit(text))}
    assert dimensions == {
        "pH": "A0E0L0I0M0H0T0D1·[pH]1", "%RH": "A0E0L0I0M0H0T0D1", "Nm": "A0E0L2I0M1H0T-2D0", "dB(A)": "A0E0L0I0M0H0T0D1·dB{A}1",
    }  # fmt: skip


def test_one_dimension_several_kinds() -> None:
    torque, energy = unit("N·m"), unit("J")
    assert torque is not None
    assert energy is not None
    assert torque.dimension == energy.dimension
    assert torque.kind != energy.kind


@pytest.mark.parametrize(("text", "value", "si"), [
    ("℃", 20, 293.15), ("°F", 212, 373.15), ("dBm", 30, 1.0), ("dBμV", 60, 1e-3), ("dBW", 0, 1.0), ("dB", 3, 3), ("dB(A)", 85, 85),
])  # fmt: skip
def test_offsets_and_levels(text: str, value: float, si: float) -> None:
    found = unit(text)
    assert found is not None
    assert found.si(value) == pytest.approx(si, rel=1e-12)


def test_a_difference_of_temperatures_has_no_offset() -> None:
    celsius, fahrenheit, level = unit("℃"), unit("°F"), unit("dBm")
    assert celsius is not None
    assert fahrenheit is not None
    assert level is not None
    assert celsius.si_difference(0.5) == 0.5
    assert fahrenheit.si_difference(9) == pytest.approx(5)
    assert level.si_difference(1) is None


@given(st.sampled_from(sorted(spellings())), st.floats(1e-6, 1e6))
def test_a_value_comes_back_from_si(spelling: str, value: float) -> None:
    found = unit(spelling)
    assert found is not None
    if found.level is None:
        assert found.printed(found.si(value)) == pytest.approx(value, rel=1e-9, abs=1e-9)


@given(st.text(max_size=30))
def test_any_text_is_a_unit_or_none(text: str) -> None:
    unit(text)
