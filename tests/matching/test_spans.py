"""The range asked for against the ranges stated: what is covered, what is not known, and what is read of a request."""

from dataclasses import replace

import pytest

from kg.errors import UsageError
from kg.matching import asked
from kg.quantities import Extent, read_range, unit
from tests.matching.test_verdict import ASKED, offer, verdicts


@pytest.mark.parametrize(("text", "wanted", "status", "share"), [
    ("(0.6～300) kN", "100 kN", "met", 1.0),
    ("(0.6～300) kN", "100~200 kN", "met", 1.0),
    ("(0.6～300) kN", "200~400 kN", "partly", 0.5),
    ("(0.6～300) kN", "400~500 kN", "unmet", 0.0),
    ("≤ 5 kV", "2 kV", "met", 1.0),
    ("≤ 5 kN", "-50 kN", "unknown", None),
    ("≤ 5 kN", "-50 ~ -1 kN", "unknown", None),
    ("≤ 5 kN", "-5 ~ 5 kN", "partly", 0.5),
    ("≤ 5 kN", "5 ~ 10 kN", "unmet", 0.0),
    ("≤ 5 kN", "-50 kN, 2 kN", "partly", 0.5),
    ("≤ 5 kN, -50~-10 kN", "-20 kN", "met", 1.0),
    ("≤ 40 ℃", "-10 ℃", "unknown", None),
    ("≤ -10 ℃", "-20 ℃", "unknown", None),
    ("≤ -10 ℃", "-10 ℃", "met", 1.0),
    ("≤ -10 ℃", "5 ℃", "unmet", 0.0),
    ("≤ 30 dBm", "-10 dBm", "unknown", None),
    ("≥ 0.01 mg/L", "500 mg/L", "met", 1.0),
    ("≥ 0.01 mg/L", "0.001 mg/L", "unmet", 0.0),
    ("0~10 kN", "≤ 5 kN", "met", 1.0),
    ("1~5 kN", "≤ 5 kN", "partly", pytest.approx(0.8)),
    ("≤ 10 kN", "≤ 5 kN", "met", 1.0),
    ("小于1000V", "1000 V", "unmet", 0.0),
    ("小于1000V", "10 V ~ 1 kV", "partly", pytest.approx(1.0)),
    ("10 Hz, 50 Hz", "50 Hz", "met", 1.0),
    ("10 Hz, 50 Hz", "20 Hz", "unknown", None),
    ("10 Hz, 50 Hz", "60 Hz", "unmet", 0.0),
    ("10 Hz, 50 Hz", "50 Hz, 60 Hz", "partly", 0.5),
    ("定性", "1 mg/L", "unmet", None),
    ("2-5度", "3 ℃", "unknown", None),
    ("customer-supplied", "3 ℃", "unknown", None),
    ("(0~100) N·m", "50 J", "unknown", None),
    ("(0.6～300) kN", "600 MPa", "unknown", None),
    ("-196 ℃ to 1200 ℃", "-196 ℃ ~ 1200 ℃", "met", 1.0),
    ("-80 ℃ to 1200 ℃", "-196 ℃ ~ 1200 ℃", "partly", pytest.approx(1280 / 1396)),
    ("0.1~10 %", "1~5 %(m/m)", "met", 1.0),
])  # fmt: skip
def test_range(text: str, wanted: str, status: str, share: float | None) -> None:
    found = verdicts(replace(ASKED, range=asked.ranged(wanted)), offer(extents=read_range(text)))["range"]
    assert (found.status, found.share) == (status, share)


@pytest.mark.parametrize(("text", "wanted", "said"), [
    ("≤ 5 kN", "5 kN", "holds it"),
    ("≤ 5 kN", "1e-9 kN", "holds it; the source states no lower end"),
    ("≤ 5 kN", "1~5 kN", "covers it; the source states no lower end"),
    ("≤ 5 kN", "-5~5 kN", "covers 50 % of it (linear); the source states no lower end"),
    ("≤ 5 kN", "-5 kN", "whether it begins so low is not said; the source states no lower end"),
    ("≤ 5 kN", "7 kN", "ends below it"),
    ("≤ 5 kN, 0~10 kN", "1 kN", "holds it"),
    ("≥ 1 kN", "500 kN", "holds it; the source states no upper end"),
    ("≥ 1 kN", "1~500 kN", "covers it; the source states no upper end"),
    ("≥ 1 kN", "0.5 kN", "begins above it"),
])  # fmt: skip
def test_what_leans_on_an_end_that_is_not_stated_says_so(text: str, wanted: str, said: str) -> None:
    found = verdicts(replace(ASKED, range=asked.ranged(wanted)), offer(extents=read_range(text)))["range"]
    assert found.words.en == said
    assert ("来源未说明" in found.words.zh) == ("states no" in said)


def test_a_low_end_that_is_not_asked_for_is_zero_and_that_is_said() -> None:
    found = verdicts(replace(ASKED, range=asked.ranged("≤ 5 kN")), offer(extents=read_range("0~10 kN")))["range"]
    assert (found.required, found.words.en) == ("≤ 5 kN = [0, 5] kN", "covers it")
    assert asked.ranged("≤ -10 ℃").extent.lo is None


def test_a_range_of_something_else_is_not_the_measurands() -> None:
    required = replace(ASKED, range=asked.ranged("100 V"))
    for role in ("influence", "specimen", "equipment", "unknown"):
        extents = tuple(replace(e, role=role) for e in read_range("0~1000 V"))
        assert verdicts(required, offer(extents=extents))["range"].status == "unknown"
    assert verdicts(required, offer())["range"].status == "unknown"


@pytest.mark.parametrize("wanted", ["100 kg", "1~20 kg", "1 kg, 100 kg"])
def test_a_measurand_of_which_only_the_unit_is_stated_has_no_known_range(wanted: str) -> None:
    """As a CMC of the KCDB: neither a yes nor a no, whatever else is stated beside it."""
    required = replace(ASKED, range=asked.ranged(wanted))
    bare = Extent("kg", role="measurand", unit="kg").measured_in(unit("kg"))
    found = verdicts(required, offer(extents=(bare, *read_range("20 ℃", role="influence"))))["range"]
    assert (found.status, found.words.en) == ("unknown", "only its unit is stated: kg")
    assert verdicts(required, offer(extents=(bare, *read_range("(200~300) kg"))))["range"].status == "unknown"
    assert verdicts(required, offer(extents=(bare, *read_range("(1~200) kg"))))["range"].status == "met"


@pytest.mark.parametrize(("text", "why"), [
    ("50,60 Hz", "a comma in it may be of a decimal"), ("not 100 kN", "it says what is left out"), ("除100 kN外", "it says what is left out"),
])  # fmt: skip
def test_what_is_not_read_of_a_request_says_why(text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        asked.ranged(text)


def test_a_logarithmic_scale_begins_above_nothing() -> None:
    with pytest.raises(UsageError, match="a logarithmic scale begins above 0"):
        asked.ranged("-1~5000 kN", "logarithmic")
