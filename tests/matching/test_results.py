"""Results of certificates against CMCs: the value inside, the uncertainty no smaller; and how a result is written."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.matching import asked
from kg.matching.offer import Offer, Thing
from kg.matching.reason import STATUSES, Reason
from kg.matching.requirement import Requirement
from kg.matching.verdict import judge
from kg.quantities import Uncertainty, read_range, read_uncertainty

AS_OF = date(2026, 11, 23)


def offer(span: str, *stated: Uncertainty) -> Offer:
    return Offer("c", Thing("i", "甲"), "laboratory", "calibration", valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 1),
                 observed_on=AS_OF, extents=read_range(span) if span else (), uncertainties=stated)  # fmt: skip


def cmc(text: str) -> Uncertainty:
    return read_uncertainty(text, role="CMC")


def reasons(offered: Offer, value: str, uncertainty: str | None, k: str | None = None) -> dict[str, Reason]:
    result = asked.value(value)
    required = Requirement(AS_OF, "calibration", range=result, uncertainty=asked.stated(uncertainty, k, result))
    return {reason.constraint: reason for reason in judge(required, offered).reasons}


@pytest.mark.parametrize(("span", "stated", "value", "uncertainty", "k", "status"), [
    ("(1~100) kN", "Urel=0.05 % (k=2)", "50 kN", "0.025 kN", "2", "met"),
    ("(1~100) kN", "Urel=0.05 % (k=2)", "50 kN", "24.9 N", "2", "unmet"),
    ("(1~100) kN", "Urel=0.05 % (k=2)", "50 kN", "0.05 %", "2", "met"),
    ("(1~100) kN", "U=0.025 kN (k=2)", "50 kN", "0.05 %", "2", "met"),
    ("(1~100) kN", "U=0.025 kN (k=2)", "60 kN", "0.04 %", "2", "unmet"),
    ("(1~100) kN", "Urel=0.05 % (k=2)", "50 kN", "0.0125 kN", "1", "met"),
    ("(1~100) kN", "Urel=0.05 % (k=2)", "50 kN", "0.025 kN", "3", "unmet"),
    ("(1~100) kN", "Urel=0.05 % (k=2)", "50 kN", "U95=0.025 kN", None, "met"),
    ("(1~100) kN", "Urel=0.05 % (k=2)", "50 kN", "U95=0.0249 kN", None, "unmet"),
    ("(1~100) kN", "Urel=0.05 % (k=2)", "50 kN", "U99=0.025 kN", None, "unknown"),
    ("(1~100) kN", "0.05 %", "50 kN", "U=0.025 kN (k=2)", None, "met"),
    ("(0~1000) mm", "±(0.02 + 0.5·10⁻⁴ L) mm", "1000 mm", "0.07 mm", "2", "met"),
    ("(0~1000) mm", "±(0.02 + 0.5·10⁻⁴ L) mm", "1000 mm", "0.06 mm", "2", "unmet"),
    ("(1~100) kN", "0.10-0.0001%(k=2)", "50 kN", "0.2 %", "2", "met"),
    ("(1~100) kN", "0.10-0.0001%(k=2)", "50 kN", "0.05 %", "2", "unknown"),
    ("(1~100) kN", "0.10-0.01%(k=2)", "50 kN", "0.005 %", "2", "unmet"),
    ("(1~100) kN", "see table", "50 kN", "1 %", "2", "unknown"),
    ("(-20~60) ℃", "U=0.3 ℃ (k=2)", "20 ℃", "0.3 K", "2", "met"),
    ("(20~70) HRC", "U=0.6 HRC (k=2)", "50 HRC", "0.5 HRC", "2", "unmet"),
    ("(1~100) kN", "Urel=0.05 % (k=2)", "50 kN", "0.025 kN", None, "unknown"),
    ("(1~100) kN", "Urel=0.05 % (k=2)", "50 kN", None, None, "unknown"),
    ("(0~100) kN", "Urel=0.05 % (k=2)", "0 kN", "0.025 kN", "2", "unknown"),
])  # fmt: skip
def test_the_uncertainty_of_a_result(
    span: str, stated: str, value: str, uncertainty: str | None, k: str | None, status: str
) -> None:
    found = reasons(offer(span, cmc(stated)), value, uncertainty, k)["uncertainty"]
    assert (found.status, found.gap is not None) == (status, status == "unmet")
    assert found.words.en
    assert found.words.zh


def test_the_words_are_those_of_a_result() -> None:
    words = {
        reasons(offer("(1~100) kN", cmc("Urel=0.05 % (k=2)")), "50 kN", u, "2")["uncertainty"].words.en
        for u in ("1 kN", "12.5 N")
    }
    assert words == {"not smaller than the CMC", "smaller than the CMC, which is 2 times as large"}


def test_a_cmc_without_an_uncertainty_is_unknown() -> None:
    assert reasons(offer("(1~100) kN"), "50 kN", "1 kN", "2")["uncertainty"].status == "unknown"


@pytest.mark.parametrize(("others", "status"), [
    (("Urel=0.01 % (k=2)",), "met"), (("Urel=1 % (k=2)",), "unknown"), (("see table",), "unknown"), (("U=0.3 ℃ (k=2)",), "met"),
])  # fmt: skip
def test_of_several_cmcs_it_has_to_keep_all(others: tuple[str, ...], status: str) -> None:
    """Which of them holds at the value is not said; one of another quantity is none of them."""
    offered = offer("(1~100) kN", cmc("Urel=0.05 % (k=2)"), *map(cmc, others))
    assert reasons(offered, "50 kN", "0.05 kN", "2")["uncertainty"].status == status


@pytest.mark.parametrize(("span", "value", "status"), [
    ("(1~100) kN", "100 kN", "met"), ("(1~100) kN", "100000 N", "met"), ("(1~100) kN", "101 kN", "unmet"), ("10 kN, 50 kN", "20 kN", "unknown"),
    ("", "20 kN", "unknown"), ("(1~100) kN", "20 mm", "unknown"), ("≥ 1 kN", "20 kN", "met"),
])  # fmt: skip
def test_the_value_of_a_result(span: str, value: str, status: str) -> None:
    assert reasons(offer(span, cmc("Urel=0.05 % (k=2)")), value, None)["range"].status == status


@pytest.mark.parametrize(("value", "uncertainty", "k", "told"), [
    ("5", "1 N", "2", "value '5' is not read: it has no unit"), ("5 kX", "1 N", "2", "unit 'kX' is not known"),
    ("1~5 kN", "1 N", "2", "one value is wanted"), ("1 kN, 2 kN", "1 N", "2", "one value is wanted"), ("nan kN", "1 N", "2", "finite"),
    ("5 kN", "1", "2", "known unit"), ("5 kN", "1 mm", "2", "different quantities"), ("5 kN", "≤ 1 N", "2", "not a bound"),
    ("5 kN", "-1 N", "2", "above 0"), ("5 kN", "1e999 N", "2", "finite"), ("5 kN", "1~2 N", "2", "one value"),
    ("5 kN", "1 N", "two", "no coverage factor"), ("5 kN", "1 N", "0", "no coverage factor"), ("5 kN", "1 N (k=2)", "3", "two coverage factors"),
    ("0 kN", "1 %", "2", "a share of the value"),
])  # fmt: skip
def test_a_result_that_is_none(value: str, uncertainty: str, k: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        asked.stated(uncertainty, k, asked.value(value))


CMCS = ("U=0.05 kN (k=2)", "Urel=0.1 % (k=2)", "0.10-0.001%(k=2)", "±(0.02 + 1e-3 F) kN", "table")


@given(st.lists(st.sampled_from(CMCS), max_size=2), st.floats(1, 100), st.floats(0.001, 1), st.floats(1, 5))
def test_a_larger_uncertainty_is_never_less_in_scope(stated: list[str], value: float, u: float, times: float) -> None:
    """Where a CMC is known at all, and as met it is never smaller than the comparison of a requirement says."""
    offered = offer("(1~100) kN", *map(cmc, stated))
    said: list[Any] = [
        reasons(offered, f"{value} kN", f"{each} kN", "2")["uncertainty"].status for each in (u, u * times)
    ]
    order = ("met", "unknown", "unmet")
    assert order.index(said[1]) <= order.index(said[0])
    wanted = replace(
        Requirement(AS_OF, "calibration", range=asked.value(f"{value} kN")), uncertainty=asked.within(f"{u} kN")
    )
    required = judge(wanted, offered).of("uncertainty")
    assert required is not None
    assert STATUSES.index(required.status) <= STATUSES.index(said[0])
