"""The instrument that a requirement asks for: its features, each on its own and all of one device."""

from dataclasses import replace
from datetime import date

import pytest

from kg.matching import asked
from kg.matching.offer import Device, Thing
from kg.matching.requirement import Equipped
from kg.quantities import read_range
from tests.matching.test_verdict import ASKED, named, offer, verdicts

MACHINE = Device("m", "电子万能试验机", None, (Thing("k", "万能试验机"),), read_range("(0.6～300) kN"), "by-agreement")
BARE = Device("n", "试验机")
CALIBRATED = Device("c", "硬度计", calibrated=date(2026, 3, 2), calibration_due=date(2027, 3, 1))
DAY = date(2026, 11, 23)


@pytest.mark.parametrize(("wanted", "devices", "status"), [
    (Equipped(name=named("电子万能试验机", "m")), (BARE, MACHINE), "met"), (Equipped(name=named("电子万能试验机", "m")), (BARE,), "unmet"),
    (Equipped(kind=named("万能试验机", "k")), (MACHINE,), "met"), (Equipped(kind=named("硬度计", "h")), (MACHINE,), "unmet"),
    (Equipped(kind=named("硬度计", "h")), (MACHINE, BARE), "unknown"),
    (Equipped(range=asked.ranged("200 kN")), (MACHINE,), "met"), (Equipped(range=asked.ranged("200~400 kN")), (MACHINE,), "partly"),
    (Equipped(range=asked.ranged("400 kN")), (MACHINE,), "unmet"), (Equipped(range=asked.ranged("400 kN")), (MACHINE, BARE), "unknown"),
    (Equipped(range=asked.ranged("20 ℃")), (MACHINE,), "unknown"),
    (Equipped(range=asked.ranged("20 kN")), (Device("n", ranges=read_range("(0.5～10) kN, (20～1000) ℃")),), "unmet"),
    (Equipped(access="by-agreement"), (MACHINE,), "met"), (Equipped(access="open"), (MACHINE,), "unmet"),
    (Equipped(access="open"), (BARE,), "unknown"),
    (Equipped(access="by-agreement"), (BARE._replace(access="open"),), "met"),
    (Equipped(access="open"), (BARE._replace(access="unknown"),), "unknown"),
    (Equipped(access="by-agreement", range=asked.ranged("100 kN")), (BARE._replace(access="open"), MACHINE._replace(access="closed")), "unknown"),
    (Equipped(calibrated=DAY), (CALIBRATED,), "met"), (Equipped(calibrated=date(2027, 3, 1)), (CALIBRATED,), "met"),
    (Equipped(calibrated=date(2027, 3, 2)), (CALIBRATED,), "unmet"), (Equipped(calibrated=date(2026, 3, 2)), (CALIBRATED,), "met"),
    (Equipped(calibrated=date(2026, 3, 1)), (CALIBRATED,), "unknown"), (Equipped(calibrated=DAY), (BARE,), "unknown"),
    (Equipped(calibrated=DAY), (CALIBRATED._replace(calibration_due=None),), "unknown"),
    (Equipped(calibrated=DAY), (CALIBRATED._replace(calibrated=None),), "unknown"),
    (Equipped(calibrated=date(2028, 1, 1)), (CALIBRATED._replace(calibrated=None),), "unmet"),
    (Equipped(calibrated=DAY, range=asked.ranged("100 kN")), (MACHINE, CALIBRATED), "unknown"),
    (Equipped(access="open"), (), "unknown"), (Equipped(range=asked.ranged("400 kN")), (), "unknown"),
])  # fmt: skip
def test_one_and_the_same_instrument_has_every_feature(
    wanted: Equipped, devices: tuple[Device, ...], status: str
) -> None:
    assert verdicts(replace(ASKED, instrument=wanted), offer(instruments=devices))["instrument"].status == status


def test_the_instrument_that_comes_nearest_is_told_with_the_feature_that_it_lacks() -> None:
    required = replace(ASKED, instrument=Equipped(range=asked.ranged("600 kN"), access="by-agreement"))
    found = verdicts(required, offer(instruments=(MACHINE,)))["instrument"]
    assert (found.required, found.offered) == ("600 kN; by-agreement", "电子万能试验机; [0.6, 300] kN; by-agreement")
    assert (found.words.en, found.gap) == ("its range: ends below it", 2.0)


def test_a_calibration_that_ran_out_is_told_with_its_days() -> None:
    required = replace(ASKED, instrument=Equipped(calibrated=date(2027, 6, 1)))
    found = verdicts(required, offer(instruments=(CALIBRATED,)))["instrument"]
    assert (found.required, found.offered) == (
        "calibrated on 2027-06-01",
        "硬度计; calibrated 2026-03-02; due 2027-03-01",
    )
    assert found.words.en == "its calibration ran out as printed on 2027-03-01; renewal not known"
