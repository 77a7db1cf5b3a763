"""The conditions that a requirement asks for, against the influence quantities that a capability states."""

from dataclasses import replace

import pytest

from kg.errors import UsageError
from kg.matching import asked
from kg.quantities import Extent, read_range
from tests.matching.test_verdict import ASKED, offer, verdicts


def influence(variable: str | None, text: str) -> tuple[Extent, ...]:
    return read_range(text, role="influence", variable=variable)


@pytest.mark.parametrize(("stated", "wanted", "status"), [
    ((("Frequency", "50 Hz to 60 Hz"),), ["frequency 50 Hz"], "met"), ((("Frequency", "50 Hz to 60 Hz"),), ["50 Hz"], "met"),
    ((("Frequency", "50 Hz to 60 Hz"),), ["frequency 400 Hz"], "unmet"), ((("Frequency", "50 Hz to 60 Hz"),), ["frequency 50~70 Hz"], "partly"),
    ((("Frequency", "50 Hz, 60 Hz"),), ["frequency 55 Hz"], "unknown"), ((("Frequency", "any"),), ["frequency 55 Hz"], "unknown"),
    ((("Frequency", "50 Hz to 60 Hz"),), ["rate 50 Hz"], "unknown"),
    ((("Frequency", "50 Hz to 60 Hz"),), ["frequency 50 Hz", "temperature 20 ℃"], "unknown"),
    ((("Frequency", "50 Hz"), ("Voltage", "to 5 kV")), ["frequency 50 Hz", "voltage 1 kV"], "met"),
    ((("Frequency", "50 Hz"), ("Voltage", "to 5 kV")), ["frequency 50 Hz", "voltage 8 kV"], "unmet"),
    ((("Voltage (AC)", "0.1 kV to 500 kV"),), ["voltage 10 kV"], "met"),
    ((("Liquid temperature", "19 °C to 22 °C"), ("Air temperature", "25 °C")), ["temperature 25 ℃"], "unknown"),
    ((("Liquid temperature", "19 °C to 22 °C"), ("Air temperature", "25 °C")), ["air temperature 25 ℃"], "met"),
    ((("Liquid temperature", "19 °C to 22 °C"), ("Air temperature", "25 °C")), ["temperature 30 ℃"], "unmet"),
    ((("FREQUENCY ", "50 Hz"),), ["Frequency: 50 Hz"], "met"), ((("Air temperature", "25 °C"),), ["erature 25 ℃"], "unknown"),
    ((("环境温度 | Ambient temperature", "(18～28) ℃"),), ["温度 20 ℃"], "met"), (((None, "50 Hz"),), ["frequency 50 Hz"], "unknown"),
    (((None, "50 Hz"),), ["50 Hz"], "met"), ((), ["50 Hz"], "unknown"),
    ((("Frequency", "50 Hz"),), ["频率 50 Hz"], "met"), ((("頻率", "50 Hz"),), ["frequency 60 Hz"], "unmet"),
    ((("空气温度", "25 ℃"), ("液体温度", "19 ℃～22 ℃")), ["air temperature 25 ℃"], "met"),
    ((("Relative humidity", "40 % to 60 %"),), ["相对湿度 50 %"], "met"), ((("Wavelength", "500 nm"),), ["频率 500 nm"], "unknown"),
    ((("试样温度", "25 ℃"),), ["试样温度 25 ℃"], "met"), ((("试样温度", "25 ℃"),), ["浴液温度 25 ℃"], "unknown"),
])  # fmt: skip
def test_conditions(stated: tuple[tuple[str | None, str], ...], wanted: list[str], status: str) -> None:
    extents = tuple(extent for each in stated for extent in influence(*each))
    required = replace(ASKED, conditions=tuple(map(asked.condition, wanted)))
    assert verdicts(required, offer(extents=extents))["condition"].status == status


def test_a_range_that_is_not_said_to_be_of_a_condition_is_none() -> None:
    required = replace(ASKED, conditions=(asked.condition("temperature 100 ℃"),))
    for role in ("measurand", "specimen", "equipment", "unknown"):
        extents = tuple(replace(e, role=role) for e in read_range("(35～900) ℃", variable="temperature"))
        assert verdicts(required, offer(extents=extents))["condition"].status == "unknown"


@pytest.mark.parametrize(
    "text", ["", "frequency", "frequency 50", "frequency 60~50 Hz", "frequency 50 Hz, 20 ℃", "rate 1e400 Hz"]
)
def test_a_condition_that_a_request_may_not_leave_vague(text: str) -> None:
    with pytest.raises(UsageError, match="condition"):
        asked.condition(text)
