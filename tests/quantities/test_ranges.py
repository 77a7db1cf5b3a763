"""Ranges, uncertainties and limits as they are printed."""

import math
import time
from timeit import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.quantities import read, read_extents, read_limits, read_range, read_uncertainties, read_uncertainty
from kg.quantities.interval import Interval

INF = math.inf


@pytest.mark.parametrize(("text", "si", "kind"), [
    ("0.1–10 kN", (100, 10_000, False, False), "Force"),
    ("(20~600)kN", (20_000, 600_000, False, False), "Force"),
    ("（20～600）ｋN", (20_000, 600_000, False, False), "Force"),
    ("-196 ℃ to 1200 ℃", (77.15, 1473.15, False, False), "CelsiusTemperature"),
    ("-40℃～+150℃", (233.15, 423.15, False, False), "CelsiusTemperature"),
    ("1 000~5 000 N", (1000, 5000, False, False), "Force"),
    ("-1 000 to 1 000 N", (-1000, 1000, False, False), "Force"),
    ("(1 000～5 000) N", (1000, 5000, False, False), "Force"),
    ("-20--10℃", (253.15, 263.15, False, False), "CelsiusTemperature"),
    ("up to 5 kV", (-INF, 5000, False, False), "Voltage"),
    ("10kV及以下", (-INF, 10_000, False, False), "Voltage"),
    ("小于1000V", (-INF, 1000, False, True), "Voltage"),
    ("≥ 0.01 mg/L", (1e-5, INF, False, False), "MassConcentration"),
    ("&gt; 10<sup>7</sup>&nbsp;V/s", (1e7, INF, True, False), None),
    ("10 mV to 5 kV", (0.01, 5000, False, False), "Voltage"),
    (">10~<100 kN", (10_000, 100_000, True, True), "Force"),
    ("230 V ± 10 %", (207, 253, False, False), "Voltage"),
    ("(23 ± 1) °C", (295.15, 297.15, False, False), "CelsiusTemperature"),
    ("1×10-3 g～1,000 g", (1e-6, 1, False, False), "Mass"),
    ("70.00-50.00%", (0.5, 0.7, False, False), "DimensionlessRatio"),
    ("between 5 and 10 V", (5, 10, False, False), "Voltage"),
    ("between -20 °C and +60 °C", (253.15, 333.15, False, False), "CelsiusTemperature"),
    ("介于5和10 V之间", (5, 10, False, False), "Voltage"),
    ("5 V与10V之间", (5, 10, False, False), "Voltage"),
    ("from 5 to 10 V", (5, 10, False, False), "Voltage"),
    ("5至10V", (5, 10, False, False), "Voltage"),
    ("10 ^ 2~10 ** 3 kN", (1e5, 1e6, False, False), "Force"),
    ("1×10 ^ 3 – 2×10³ N", (1000, 2000, False, False), "Force"),
    ("0,5 – 2,5 mm", (0.0005, 0.0025, False, False), "Length"),
    ("-0,5～+1,5 ℃", (272.65, 274.65, False, False), "CelsiusTemperature"),
    ("12.00-1,0%", (0.01, 0.12, False, False), "DimensionlessRatio"),
    ("1,000~2,500 N", (1000, 2500, False, False), "Force"),
    ("1 000,5~2 000,5 N", (1000.5, 2000.5, False, False), "Force"),
    ("from -40 °C to 85 °C", (233.15, 358.15, False, False), "CelsiusTemperature"),
    ("温度范围-40℃～85℃", (233.15, 358.15, False, False), "CelsiusTemperature"),
    ("range -10 V to 10 V", (-10, 10, False, False), "Voltage"),
    ("零下20℃至60℃", (253.15, 333.15, False, False), "CelsiusTemperature"),
    ("正负5 V", (-5, 5, False, False), "Voltage"),
    ("10 mA ≤ I < 100 mA", (0.01, 0.1, False, True), "ElectricCurrent"),
    ("10 mm ≥ L > 1 mm", (0.001, 0.01, True, False), "Length"),
    ("1 kg＜m≤5 kg", (1, 5, True, False), "Mass"),
    ("[1, 10] kN", (1000, 10_000, False, False), "Force"),
    ("(1,10] kN", (1000, 10_000, True, False), "Force"),
    ("[1,10) kN", (1000, 10_000, False, True), "Force"),
    ("]1, 10[ kN", (1000, 10_000, True, True), "Force"),
    ("(−5; 5] V", (-5, 5, True, False), "Voltage"),
    ("10’000~100'000 N", (10_000, 100_000, False, False), "Force"),
    ("1/4 inch to 1 1/2 inch", (0.00635, 0.0381, False, False), "Length"),
    ("φ10mm~Φ100mm", (0.01, 0.1, False, False), "Length"),
    ("1.0×10^{-3} Pa ～ 1.0×10^{3} Pa", (0.001, 1000, False, False), "Pressure"),
    ("0.2 to 30 m s-1", (0.2, 30, False, False), "Speed"),
    ("5 kN⁓10 kN", (5000, 10_000, False, False), "Force"),
    ("(50~100) mm, 分度值0.001 mm", (0.05, 0.1, False, False), "Length"),
    ("pH 4~10", (4, 10, False, False), "Acidity"),
    ("for rated voltages from 3.6/6 kV up to 20.8/36 kV", (6000, 36_000, False, False), "Voltage"),
    ("voltages above 30 kV (Um = 36 kV) up to 150 kV", (30_000, 150_000, True, False), "Voltage"),
])  # fmt: skip
def test_intervals(text: str, si: tuple[float, float, bool, bool], kind: str | None) -> None:
    (found,) = read_extents(text)
    assert found.si is not None
    assert tuple(found.si) == pytest.approx(si)
    assert (found.form, found.kind) == ("interval", kind)


@pytest.mark.parametrize(("text", "points", "ucum"), [
    ("10 Hz, 50 Hz", (10, 50), "Hz"), ("25 °C and 23 °C", (25, 23), "Cel"), ("10、20、25 mm", (10, 20, 25), "mm"), ("100 V", (100,), "V"),
    ("1,5,10 kN", (1, 5, 10), "kN"), ("0,5 kN", (0.5,), "kN"), ("0,5, 1,5, 2,5 mm", (0.5, 1.5, 2.5), "mm"), ("10，20 kN", (10, 20), "kN"),
    ("12,5 kN", (12.5,), "kN"), ("100,000 N", (100_000,), "N"), ("1234,567 mm", (1234.567,), "mm"), ("0,125 mm", (0.125,), "mm"),
    ("10^2 kN", (100,), "kN"), ("10 ^ 2 kN", (100,), "kN"), ("10 ² kN", (100,), "kN"), ("2×10 ^ 3 N", (2000,), "N"),
    ("at -20 °C", (-20,), "Cel"), ("温度：-20℃", (-20,), "Cel"), ("emission -36 dBm", (-36,), "dB{mW}"), ("Phase -60 Hz", (60,), "Hz"),
    ("½ inch", (0.5,), "[in_i]"), ("20 oC", (20,), "Cel"), ("5 mol %", (5,), "%"), ("MIL-STD-461 C", (461,), "Cel"), ("voltage - 20 V", (20,), "V"),
    # whose low end is told in words, or was not read, is no range from zero
    ("室温~1200℃", (1200,), "Cel"), ("RT to 300 °C", (300,), "Cel"), ("10k~1M Ω", (1,), "MOhm"), ("~5 V", (5,), "V"),
])  # fmt: skip
def test_single_values_are_no_interval(text: str, points: tuple[float, ...], ucum: str) -> None:
    (found,) = read_extents(text)
    assert (found.form, found.points, found.ucum, found.si) == ("points", points, ucum, None)


@pytest.mark.parametrize("text", [
    "", "/", "hello", "GB/T 228.1-2021", "0.2% Proof stress", "Clause 9.5 Pull up torque", "IPX1 to IPX8", "5 G NR", "PM2.5", "C10-13",
    "Chamber size: 700 x 800 x 700 mm", "Dimensions (mm): 750 L 750 W", "第 5.1～5.3 条", "SSL 7A-2013", "99% occupied bandwidth",
    "10^400 V",
    # a comma that may be of a decimal and may be of a list or of thousands
    "0,5 – 1,000 mm", "1,000 mm – 0,5 mm", "50,60 Hz", "220,380 V", "150,300,600 kN", "10,20 and 30 mm", "1.234,5 N",
    "1·000 N", "33 kV/√3", "resolution 0.001 mm",
    # what is left out
    "not 100 kN", "except 100 kN", "10~500 kN except 100 kN", "excluding 100 V", "other than 5 V", "不含100 kN", "非 100 kN", "除100 kN外",
    "100 kN除外", "0~100 kN（不含100 kN）", "up to but not including 5 kV", "不测100 kN",
])  # fmt: skip
def test_no_range(text: str) -> None:
    assert read_extents(text) == ()


@pytest.mark.parametrize(("text", "said"), [
    # words and marks run together, torn apart, or cut by a line end
    ("from 66 k V to andincluding 220 k V", ["[66, 220] k V"]),
    ("Rated Voltage up-to andincluding 250 Volts", ["≤ 250 Volts"]),
    ("Filmslessthan 1.0 mm in thickness", ["< 1 mm"]),
    ("voltages above 1 k V AC and notexceeding 36 k V AC", ["(1, 36] k V"]),
    ("consisting of more than orequal to 80% of it", ["≥ 80 %"]),
    ("less than or equal to 5 mm", ["≤ 5 mm"]),
    ("OF RATED VOLTAGE600/1 000 V", ["600; 1000 V"]),
    ("Insulation resistance at500 V", ["500 V"]),
    ("tested for4hour", ["4 hour"]),
    ("Voltage Greater than 1000 VInsulators, Post Insulators", ["> 1000 V"]),
    ("Ramp Rate : 1 to 10 C perminute", ["[1, 10] C perminute"]),
    ("Cold: -40 C to +85 C", ["[-40, 85] C"]),
    ("Leakage at 48v (Max), all supplies", ["≤ 48 v"]),
    ("Upto 5 k J, 10 k g and 2 m l", ["≤ 5 k J", "10 k g", "2 m l"]),
    ("upto 1,00,000 cycles", ["≤ 100000 cycles"]),
    # what stands beside a value
    ("Thickness of 1 mm(0.04 inch) or less", ["≤ 1 mm"]),
    ("above 30 k V(Um=36 k V) upto 150 k V(Um=170 k V)", ["(30, 150] k V"]),
    ("1k V(Um = 1.2k V) & 3 k V(Um = 3.6 k V)", ["1; 3 k V"]),
    ("up to 1100 V A.C and 1500 V D.C", ["≤ 1100 V", "≤ 1500 V"]),
    ("up to 11 kV & 33 kV to 66 kV", ["≤ 11 kV", "[33, 66] kV"]),
    ("3 X63.5 V to 300 V", ["[63.5, 300] V"]),
    ("Window Type 1.45k W to 10.50k W", ["[1.45, 10.5] k W"]),
    ("Density at 20 C,3 Phase supply", ["20 C"]),
    # values by a stroke are no unit
    ("supply 12 V/24 V", ["12; 24 V"]),
    ("transformer 33 kV/110 V", ["33 kV", "110 V"]),
    ("count at 30 C/72 h", ["30 C", "72 h"]),
    ("ranging from 6.6k V/110 Vto 33k V/110 V", []),
    # a bare symbol after the same with a prefix, and T of magnetism
    ("Inductance 1 mH to 10 H", ["[0.001, 10] H"]),
    ("Magnetic induction of externalorigin(0.5 T)", ["0.5 T"]),
    ("Lifting capacity 5 T", []),
    # numbers of clauses, pulses, protection
    ("Clause 8.4.1 d) Power consumption", []),
    ("Resistance to thepulses 1 AND 2 A", []),
    ("Impulse 125 kV", ["125 kV"]),
    ("IP X4 K, IP X6 K", []),
])  # fmt: skip
def test_running_text(text: str, said: list[str]) -> None:
    assert [extent.said for extent in read_extents(text)] == said


def test_the_high_end_first_is_put_in_order_and_said() -> None:
    (found,) = read_extents("0.10-0.0001%")
    assert (found.lo, found.hi, found.reordered) == (0.0001, 0.10, True)


def test_a_torn_prefix_is_not_that_of_both_ends() -> None:
    (found,) = read_range("100~1k Ω")
    assert (found.form, found.verbatim) == ("text", "100~1k Ω")
    assert [each.said for each in read_extents("6.6 to 33k V")] == ["[6.6, 33] k V"]


def test_what_is_not_converted_is_kept() -> None:
    (found,) = read_range("2-5度")
    assert (found.lo, found.hi, found.unit, found.ucum, found.si) == (2, 5, "度", None, None)
    (unread,) = read_range("customer-supplied")
    assert (unread.form, unread.verbatim, unread.lo) == ("text", "customer-supplied", None)
    (beyond,) = read_range("1e400 V")
    assert (beyond.form, beyond.verbatim) == ("text", "1e400 V")


@pytest.mark.parametrize(
    ("text", "form"), [("定性", "qualitative"), ("Qualitative", "qualitative"), ("全部参数", "whole")]
)
def test_words_in_the_place_of_a_range(text: str, form: str) -> None:
    assert [extent.form for extent in read_extents(text)] == [form]


@pytest.mark.parametrize(("text", "form", "values", "si", "relative", "k", "p"), [
    ("U=0.05 % (k=2)", "absolute", (0.05,), (0.0005,), None, 2, None),
    ("Urel=0.8 % (k=2)", "relative", (0.8,), (0.008,), True, 2, None),
    ("0.10-0.0001%(k=2)", "interval", (0.0001, 0.1), (1e-6, 1e-3), None, 2, None),
    ("±(0.02 + 1.5·10⁻⁶ L) mm", "linear", (0.02, 1.5e-6), (2e-5, 1.5e-6), False, None, None),
    ("U95=0.3 ℃", "absolute", (0.3,), (0.3,), False, None, 0.95),
    ("U = 0.02 mm, k = 2, p = 95 %", "absolute", (0.02,), (2e-5,), False, 2, 0.95),
    ("相对扩展不确定度：1.0%（k=2）", "relative", (1.0,), (0.01,), True, 2, None),
    ("U95rel=0.5 %", "relative", (0.5,), (0.005,), True, None, 0.95),
    ("U95,rel = 0.5 %", "relative", (0.5,), (0.005,), True, None, 0.95),
    ("Urel95 0.5 %", "relative", (0.5,), (0.005,), True, None, 0.95),
    ("U(rel)=0.5%", "relative", (0.5,), (0.005,), True, None, None),
    ("U<sub>rel</sub> = 0,5 % (k=2,0)", "relative", (0.5,), (0.005,), True, 2, None),
    ("U_rel=0.3 %, k = 2", "relative", (0.3,), (0.003,), True, 2, None),
    ("U(k=2)=0.5 mm", "absolute", (0.5,), (0.0005,), False, 2, None),
    ("U_{95}=0.3 mm", "absolute", (0.3,), (0.0003,), False, None, 0.95),
    ("Uc=0.5 mm", "absolute", (0.5,), (0.0005,), False, 1, None),
    ("uc,rel = 0.3 %", "relative", (0.3,), (0.003,), True, 1, None),
    ("uc=0.5 mm (k=2)", "absolute", (0.5,), (0.0005,), False, 2, None),
    ("合成标准不确定度：0.5 mm", "absolute", (0.5,), (0.0005,), False, 1, None),
    ("扩展不确定度U=0.5 mm(k=2)", "absolute", (0.5,), (0.0005,), False, 2, None),
    ("Expanded uncertainty (95 %): 0.5 mm", "absolute", (0.5,), (0.0005,), False, None, 0.95),
    ("Measurement uncertainty ±0.5 °C", "absolute", (0.5,), (0.5,), False, None, None),
    ("U=(0.5+5L) μm", "text", (), (), None, None, None),
    ("Q[0.5, 2L] μm, L in m", "text", (), (), None, None, None),
    ("2-5度(k=2)", "interval", (2, 5), (), None, 2, None),
    ("0.1 % + 0.02 mV", "text", (), (), None, None, None),
    ("阳性", "text", (), (), None, None, None),
])  # fmt: skip
def test_uncertainties(
    text: str, form: str, values: tuple[float, ...], si: tuple[float, ...], relative: bool | None, k: float | None, p: float | None
) -> None:  # fmt: skip
    found = read_uncertainty(text)
    assert (found.form, found.values, found.relative, found.k, found.p) == (form, values, relative, k, p)
    assert found.si_values == pytest.approx(si)
    assert found.verbatim == text


@pytest.mark.parametrize("text", ["MPE: ±0.5 %", "最大允许误差：±0.5 %", "0.0001 % (k=0)"])
def test_what_is_no_uncertainty_is_kept_as_text(text: str) -> None:
    found = read_uncertainty(text)
    assert (found.verbatim, found.form, found.si_values, found.k) == (text, "text", (), None)


@pytest.mark.parametrize(("text", "stated"), [
    ("U=0.3 ℃, 1.8 %RH (k=2)", [(0.3, "°C", 2.0), (1.8, "%RH", 2.0)]),
    ("U=0.3 ℃（k=3）；U=1.8 ％RH（k=2）", [(0.3, "°C", 3.0), (1.8, "%RH", 2.0)]),
    ("U95=0.2 K、1.5 kPa", [(0.2, "K", None), (1.5, "kPa", None)]),
])  # fmt: skip
def test_uncertainties_of_several_quantities(text: str, stated: list[tuple[float, str, float | None]]) -> None:
    found = read_uncertainties(text, role="CMC")
    assert [(each.values[0], each.unit, each.k) for each in found] == stated
    assert {(each.form, each.relative, each.role, each.verbatim) for each in found} == {
        ("absolute", False, "CMC", text)
    }


@pytest.mark.parametrize("text", [
    "0.1 mm, 0.5 %", "0.3 ℃, 0.5 ℃", "0.3 ℃, 0.5 K (k=2)", "U=1,800 N (k=2)", "U=0.3, 1.8 %RH (k=2)", "U=0.3 ℃, see table", "0.05 % (k=2, p=95 %)",
])  # fmt: skip
def test_what_is_not_of_several_quantities_is_read_as_one(text: str) -> None:
    assert read_uncertainties(text) == (read_uncertainty(text),)


def test_limits() -> None:
    found = read_limits("检出限：0.02 mg/L；LOQ 0.06 mg/L")
    assert [(limit.role, limit.value) for limit in found] == [("detection", 0.02), ("quantification", 0.06)]
    assert [limit.si_value for limit in found] == pytest.approx([2e-5, 6e-5])
    assert [limit.value for limit in read_limits("LOD 0.01～0.05 mg/L")] == [0.05]
    assert [limit.is_misprint for limit in read_limits("LOD 0 mg/L; LOQ 0.1 mg/L")] == [True, False]
    assert [limit.is_misprint for limit in read_limits("LOD -1 μg/L; LOD -110 dBm")] == [True, False]


def test_a_text_is_read_as_what_it_says_it_is() -> None:
    assert read("LOD 1 mg/L").limits
    for text in (
        "U=1 mm (k=2)",
        "U95rel=0.5 %",
        "U<sub>95</sub>=1 mm",
        "Uc=1 mm",
        "Urel ≤ 0.5 %",
        "(0.5+5L) μm",
        "Q[0.5, 2L] μm",
    ):
        assert (bool(read(text).uncertainties), read(text).extents) == (True, ())
    assert read("Cu: 1 mg/L").extents
    assert read("1 V < U ≤ 10 V").extents
    assert read("1~5 mm").extents


@given(
    st.text(max_size=60)
    | st.from_regex(r"[-(]?[\d.,]{1,6}[-~～±×;/至 ]{1,3}[\d.,]{1,6}\)? ?(kN|℃|%|mg/L|V|度)?", fullmatch=True)
)
def test_any_text_is_read_and_its_ends_are_in_order(text: str) -> None:
    for extent in read_extents(text):
        assert extent.lo is None or extent.hi is None or extent.lo <= extent.hi
        assert extent.si is None or extent.si.lo <= extent.si.hi
        assert all(map(math.isfinite, (*extent.points, *extent.si_points)))
    assert all(each.verbatim == text for each in read_uncertainties(text))
    read_limits(text)


@given(
    st.integers(-999, 999),
    st.integers(1, 999),
    st.sampled_from(["kN", "mm", "℃", "V", "mg/L"]),
    st.sampled_from(["~", " to ", "～", "至"]),
)
def test_a_written_range_is_read_back(lo: int, width: int, unit: str, to: str) -> None:
    (found,) = read_extents(f"{lo}{to}{lo + width} {unit}")
    assert (found.lo, found.hi, found.unit) == (lo, lo + width, unit)


@pytest.mark.parametrize(
    "piece",
    ["9", "1,", "(", "10 mm ", "1-", "±", "<sup>", "&amp;", "kN", "²", "1 000 ", "1,5 ", "非 ", "u95", "[1,", "≤ f "],
)
def test_the_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        return timeit(lambda: read(text), timer=time.process_time, number=1)  # without the garbage of other tests

    seconds(100)
    assert seconds(16_000) < 60 * max(seconds(1_000), 0.01)


def test_an_interval_is_a_value_of_its_own() -> None:
    assert Interval(1, 2) == (1, 2, False, False)
