"""Verdicts: each constraint on its own, and unknown never becomes met."""

import math
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.matching import asked
from kg.matching.constraints.grants import printed
from kg.matching.offer import Grant, Limited, Offer, Period, Place, Region, Thing
from kg.matching.reason import STATUSES, Reason
from kg.matching.requirement import Named, Near, Requirement
from kg.matching.validity import STATES, validity
from kg.matching.verdict import CONSTRAINTS, constraints, judge
from kg.quantities import read_limits, read_range, read_uncertainties, read_uncertainty

AS_OF = date(2026, 11, 23)
ASKED = Requirement(AS_OF)
YUNZE = Region("cn-yz", "云泽省", "Yunze")


def offer(**changed: Any) -> Offer:
    """A capability with nothing remarkable in it."""
    plain = Offer("c", Thing("i", "甲"), "laboratory", "testing", performed_by="own", available_to="anyone",
                  valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 1), status="active", observed_on=AS_OF)  # fmt: skip
    return replace(plain, **changed)


def verdicts(required: Requirement, offered: Offer) -> dict[str, Reason]:
    found = judge(required, offered).reasons
    assert len({reason.constraint for reason in found}) == len(found)
    assert all(reason.words.en and reason.words.zh for reason in found)
    return {reason.constraint: reason for reason in found}


def named(name: str, *ids: str) -> Named:
    return Named(name, frozenset(ids))


def test_what_is_not_asked_has_no_reason() -> None:
    assert list(verdicts(ASKED, offer())) == ["activity", "validity"]


@pytest.mark.parametrize(
    ("things", "status"), [((Thing("p", "抗拉强度"),), "met"), ((Thing("q", "硬度"),), "unmet"), ((), "unknown")]
)
def test_a_named_thing(things: tuple[Thing, ...], status: str) -> None:
    for constraint, attribute in (("parameter", "parameters"), ("technique", "techniques")):
        wanted: dict[str, Any] = {constraint: named("Tensile strength", "p")}
        required = replace(ASKED, **wanted)
        assert verdicts(required, offer(**{attribute: things}))[constraint].status == status


@pytest.mark.parametrize(
    ("required", "offered", "status"),
    [("testing", "testing", "met"), ("any", "calibration", "met"), ("testing", "calibration", "unmet")],
)
def test_activity(required: str, offered: str, status: str) -> None:
    assert verdicts(Requirement(AS_OF, required), offer(activity=offered))["activity"].status == status


@pytest.mark.parametrize(
    ("dates", "status", "state"),
    [
        ({}, "met", "valid"),
        ({"observed_on": date(2026, 11, 22)}, "met", "in-date"),
        ({"valid_to": None}, "unknown", "unknown"),
        ({"valid_to": None, "grant": Grant("a", valid_to=date(2030, 1, 1))}, "met", "valid"),
        ({"valid_to": date(2026, 11, 22)}, "unmet", "ran-out"),
        ({"status": "suspended"}, "unmet", "suspended"),
        ({"periods": (Period("suspended", date(2026, 1, 1), None),)}, "unmet", "suspended"),
        ({"periods": (Period("suspended", date(2026, 1, 1), date(2026, 2, 1)),)}, "met", "valid"),
        ({"grant": Grant("a", status="withdrawn")}, "unmet", "withdrawn"),
        ({"valid_from": date(2026, 12, 1), "grant": Grant("a", first_granted=date(2026, 12, 1))}, "unmet", "not-yet"),
    ],
)
def test_validity(dates: dict[str, Any], status: str, state: str) -> None:
    found = verdicts(ASKED, offer(**dates))["validity"]
    assert (found.status, found.offered) == (status, state)


def test_validity_that_is_waived_is_told_and_decides_nothing() -> None:
    found = judge(replace(ASKED, any_validity=True), offer(status="withdrawn"))
    assert (found.status, [reason.status for reason in found.reasons]) == ("met", ["met", "unmet"])


@pytest.mark.parametrize(("places", "status"), [
    ((), "unknown"), ((Place("s", (YUNZE,)),), "met"), ((Place("s", (Region("cn-hb", "湖北省"),)),), "unmet"),
    ((Place("s", (Region("cn-hb", "湖北省"),)), Place("t", (YUNZE,))), "met"), ((Place("s", (Region("cn-hb", "湖北省"),)), Place("t")), "unknown"),
])  # fmt: skip
def test_a_place_that_is_not_stated_is_unknown_rather_than_outside(places: tuple[Place, ...], status: str) -> None:
    assert verdicts(replace(ASKED, region=named("云泽省", "cn-yz")), offer(places=places))["region"].status == status


def test_distance_is_that_of_the_nearest_site_and_unknown_without_coordinates() -> None:
    required = replace(ASKED, near=Near(30.52, 114.31, 200))
    near, far = Place("s", (), 30.6, 114.3), Place("t", (), 39.9, 116.4)
    assert verdicts(required, offer(places=(far, near)))["distance"].status == "met"
    found = verdicts(required, offer(places=(far,)))["distance"]
    assert found.status == "unmet"
    assert found.gap == pytest.approx(862, abs=5)
    assert verdicts(required, offer(places=(Place("u"),)))["distance"].status == "unknown"
    assert verdicts(required, offer(places=(far, Place("u"))))["distance"].status == "unknown"


@pytest.mark.parametrize(("stated", "span", "wanted", "at", "status", "gap"), [
    ("U=0.05 % (k=2)", "(1~100) kN", "U=0.05 % (k=2)", None, "met", None),
    ("Urel=0.04 % (k=2)", "(1~100) kN", "0.05 %", None, "met", None),
    ("Urel=0.08 % (k=3)", "(1~100) kN", "0.06 % (k=2)", None, "met", None),
    ("Urel=0.1 % (k=2)", "(1~100) kN", "0.05 %", None, "unmet", 2.0),
    ("U95=0.05 %", "(1~100) kN", "U=0.05 % (k=2)", None, "met", None),
    ("U=0.05 % (p=95 %)", "(1~100) kN", "U=0.05 % (k=2)", None, "met", None),
    ("Urel=0.05 % (k=2)", "(1~100) kN", "U95=0.05 %", None, "met", None),
    ("Urel=0.03 % (k=3)", "(1~100) kN", "U95=0.01 %", None, "unmet", pytest.approx(2.0)),
    ("U99=0.01 %", "(1~100) kN", "U=0.05 % (k=2)", None, "unknown", None),
    ("0.02 mm (k=2)", "(0~100) mm", "0.03 mm", None, "met", None),
    ("0.02 mm (k=2)", "(0~100) mm", "0.1 %", "50 mm", "met", None),
    ("0.02 mm (k=2)", "(0~100) mm", "0.1 %", "10 mm", "unmet", pytest.approx(2.0)),
    ("0.02 mm (k=2)", "(0~100) mm", "0.1 %", None, "unknown", None),
    ("±(0.02 + 1.5·10⁻⁶ L) mm", "(0~1000) mm", "0.03 mm", "1000 mm", "met", None),
    ("±(0.02 + 0.5·10⁻⁴ L) mm", "(0~1000) mm", "0.03 mm", "1000 mm", "unmet", pytest.approx(0.07 / 0.03)),
    ("0.10-0.0001%(k=2)", "(1~100) kN", "0.2 %", None, "met", None),
    ("0.10-0.0001%(k=2)", "(1~100) kN", "0.05 %", None, "partly", pytest.approx(2.0)),
    ("0.10-0.01%(k=2)", "(1~100) kN", "0.005 %", None, "unmet", pytest.approx(20)),
    ("U=0.9 % (k=2)", "(1~60) %", "1 %", None, "met", None),
    ("see table", "(1~60) kN", "1 %", None, "unknown", None),
    ("0.3 ℃", "(1~60) ℃", "0.5 ℃", None, "met", None),
    ("0.3 ℃", "(1~60) kN", "0.5 mm", None, "unknown", None),
])  # fmt: skip
def test_uncertainty(stated: str, span: str, wanted: str, at: str | None, status: str, gap: float | None) -> None:
    offered = offer(extents=read_range(span), uncertainties=(read_uncertainty(stated, role="CMC"),))
    found = verdicts(replace(ASKED, uncertainty=asked.within(wanted, at)), offered)["uncertainty"]
    assert (found.status, found.gap) == (status, gap)


@pytest.mark.parametrize(("wanted", "at", "status"), [
    ("0.5 ℃", "50 ℃", "met"), ("0.2 ℃", "50 ℃", "unmet"), ("2 %RH", "50 %RH", "met"), ("1 %RH", "50 %RH", "unmet"), ("0.05 %", "50 ℃", "unmet"),
    ("2 %", "50 %RH", "met"), ("0.5 mm", "50 mm", "unknown"),
])  # fmt: skip
def test_of_two_uncertainties_each_is_of_its_own_quantity(wanted: str, at: str, status: str) -> None:
    stated = read_uncertainties("U=0.3 ℃, 1.8 %RH (k=2)", role="CMC")
    offered = offer(extents=read_range("(-80～300) ℃, (10～98) %RH"), uncertainties=stated)
    found = verdicts(replace(ASKED, uncertainty=asked.within(wanted, at)), offered)["uncertainty"]
    assert (found.status, found.offered) == (status, "U=0.3 ℃, 1.8 %RH (k=2)")


def test_uncertainty_over_a_range_is_that_of_its_ends() -> None:
    offered = offer(extents=read_range("(1~100) mm"), uncertainties=(read_uncertainty("0.02 mm (k=2)"),))
    required = replace(ASKED, range=asked.ranged("10~100 mm"), uncertainty=asked.within("0.1 %"))
    assert verdicts(required, offered)["uncertainty"].status == "partly"


@pytest.mark.parametrize(("others", "status"), [
    (("table",), "unknown"), (("table", "0.01 % (k=2)"), "met"), (("0.3 ℃ (k=2)",), "unmet"), ((), "unmet"),
])  # fmt: skip
def test_an_uncertainty_that_was_not_read_may_be_small_enough(others: tuple[str, ...], status: str) -> None:
    stated = (read_uncertainty("Urel=1 % (k=2)"), *map(read_uncertainty, others))
    offered = offer(extents=read_range("(1~100) kN"), uncertainties=stated)
    found = verdicts(replace(ASKED, range=asked.value("50 kN"), uncertainty=asked.within("0.1 %")), offered)[
        "uncertainty"
    ]
    assert (found.status, found.gap is not None) == (status, status == "unmet")


@pytest.mark.parametrize(("at", "status"), [("50 kN", "met"), ("9000 kN", "unmet"), ("5 MPa", "unknown")])
def test_an_uncertainty_at_a_value_that_is_not_held_is_none(at: str, status: str) -> None:
    offered = offer(extents=read_range("(0.6~300) kN"), uncertainties=(read_uncertainty("Urel=1 % (k=2)"),))
    found = verdicts(replace(ASKED, uncertainty=asked.within("1 %", at)), offered)["uncertainty"]
    assert found.status == status


def test_the_uncertainty_of_a_certified_value_is_no_service() -> None:
    offered = offer(uncertainties=(read_uncertainty("0.01 % (k=2)", role="certified value"),))
    assert verdicts(replace(ASKED, uncertainty=asked.within("1 %")), offered)["uncertainty"].status == "unknown"


@pytest.mark.parametrize(("stated", "span", "role", "status"), [
    ("LOD 0.01 mg/L", "", "detection", "met"), ("LOD 0.05 mg/L", "", "detection", "unmet"), ("LOQ 0.01 mg/L", "", "detection", "met"),
    ("LOQ 0.05 mg/L", "", "detection", "unknown"), ("LOD 0.05 mg/L", "", "quantification", "unmet"),
    ("LOD 0.01 mg/L", "", "quantification", "unknown"),
    ("", "0.01~10 mg/L", "quantification", "met"), ("", "1~10 mg/L", "detection", "unknown"), ("", "", "detection", "unknown"),
    ("LOD 0.01 mg/kg", "", "detection", "unknown"), ("LOD 0 mg/L", "", "detection", "unknown"), ("LOD -1 mg/L", "", "detection", "unknown"),
    ("LOD 0 mg/L, LOD 0.01 mg/L", "", "detection", "met"), ("", "0~10 mg/L", "detection", "unknown"), ("", "≤ 10 mg/L", "detection", "unknown"),
    ("LOD 0.01~0.05 mg/L", "", "detection", "unmet"),
])  # fmt: skip
def test_limits(stated: str, span: str, role: Any, status: str) -> None:
    offered = offer(limits=read_limits(stated), extents=read_range(span) if span else ())
    assert verdicts(replace(ASKED, limit=asked.least("0.02 mg/L", role)), offered)["limit"].status == status


def test_a_limit_of_0_is_a_misprint_in_a_source_and_an_error_in_a_request() -> None:
    found = verdicts(
        replace(ASKED, limit=asked.least("1 mg/L", "detection")), offer(limits=read_limits("检出限 0 mg/L"))
    )
    assert (found["limit"].offered, found["limit"].words.en) == ("检出限 0 mg/L", "a limit of 0 or less is a misprint")
    for text in ("0 mg/L", "≤ 0 mg/L", "-1 mg/L"):
        with pytest.raises(UsageError, match="it has to be above 0"):
            asked.least(text, "detection")
    assert asked.least("-110 dBm", "detection")


@pytest.mark.parametrize(("purpose", "scheme", "status"), [
    ("cnas-report", "CNAS", "met"), ("cnas-report", "CMA", "unmet"), ("cma-report", "CMA", "met"), ("court", "CNAS", "unmet"),
    ("court", "CMA", "met"), ("court", None, "unknown"), ("verification", "CMA", "unknown"), ("verification", "法定计量检定机构授权", "unknown"),
])  # fmt: skip
def test_purpose(purpose: Any, scheme: str | None, status: str) -> None:
    offered = offer(grant=Grant("a", scheme=scheme) if scheme else None)
    assert verdicts(replace(ASKED, purpose=purpose), offered)["purpose"].status == status


def test_scheme_where_and_whom() -> None:
    held = offer(grant=Grant("a", scheme="CNAS"), where=("on-site",))
    assert verdicts(replace(ASKED, schemes=("NABL", "cnas")), held)["scheme"].status == "met"
    assert verdicts(replace(ASKED, schemes=("CMA",)), held)["scheme"].status == "unmet"
    assert verdicts(replace(ASKED, schemes=("CMA",)), offer())["scheme"].status == "unknown"
    assert verdicts(replace(ASKED, where="on-site"), held)["where"].status == "met"
    assert verdicts(replace(ASKED, where="mobile"), held)["where"].status == "unmet"
    assert verdicts(replace(ASKED, where="mobile"), offer(where=("unknown",)))["where"].status == "unknown"
    assert verdicts(replace(ASKED, kind="institute"), held)["kind"].status == "unmet"
    assert verdicts(replace(ASKED, kind="institute"), offer(kind=None))["kind"].status == "unknown"
    assert verdicts(replace(ASKED, include=named("甲", "i")), held)["institution"].status == "met"
    assert verdicts(replace(ASKED, include=named("乙", "j")), held)["institution"].status == "unmet"
    assert verdicts(replace(ASKED, exclude=named("甲", "i")), held)["institution"].status == "unmet"


def test_a_restriction_that_was_not_read_is_unknown_and_shown_verbatim() -> None:
    limited = (Limited("unknown", False, "同上"), Limited("unknown", False, "见附件"))
    found = verdicts(ASKED, offer(restrictions=limited))["restriction"]
    assert (found.status, found.offered) == ("unknown", "同上; 见附件")


@pytest.mark.parametrize("by", ["customer-equipment", "external-data", "subcontract"])
def test_work_with_what_others_own_is_partly_at_best(by: str) -> None:
    assert verdicts(ASKED, offer(performed_by=by))["performed_by"].status == "partly"


def test_a_body_that_serves_its_own_organisation_serves_nobody_else() -> None:
    assert judge(ASKED, offer(available_to="own-organisation")).status == "unmet"
    assert judge(replace(ASKED, any_customer=True), offer(available_to="own-organisation")).status == "met"


@pytest.mark.parametrize(
    "text",
    ["", "kN", "100", "10~5 kN", "nan kN", "inf kN", "1e400 kN", "10^400 kN", "5 kX", "1 kN; 2 mm", "定性", "全部参数"],
)
def test_a_range_that_a_request_may_not_leave_vague(text: str) -> None:
    with pytest.raises(UsageError, match="range"):
        asked.ranged(text)


def test_an_unknown_unit_hints_at_a_known_one() -> None:
    with pytest.raises(UsageError, match=r"unit 'kNN' is not known\. Did you mean 'kN'"):
        asked.ranged("10~100 kNN")


@pytest.mark.parametrize("text", ["", "0.05", "0 %", "-1 mm", "nan %", "0.1~0.2 %", "0.1 kX", "small"])
def test_an_uncertainty_that_is_none(text: str) -> None:
    with pytest.raises(UsageError, match="uncertainty"):
        asked.within(text)


@pytest.mark.parametrize(
    ("text", "kilometres"),
    [("", 1), ("Wuhan", 1), ("91,0", 1), ("0,181", 1), ("0,0", 0), ("0,0", math.inf), ("0,0", 30_000)],
)
def test_a_place_that_is_none(text: str, kilometres: float) -> None:
    with pytest.raises(UsageError):
        asked.near(text, kilometres)


maybe_day = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
texts = st.sampled_from(
    ["(0.6～300) kN", "≤ 50 kN", "10 kN, 20 kN", "定性", "(1~5) mm", "see table", "小于100kN", "0.1~10 N"]
)
offered_ones = st.builds(
    lambda text, uncertainty, **more: offer(extents=read_range(text) if text else (),
                                            uncertainties=(read_uncertainty(uncertainty, role="CMC"),) if uncertainty else (), **more),
    text=st.none() | texts,
    uncertainty=st.none() | st.sampled_from(["U=0.05 % (k=2)", "0.1 kN", "0.10-0.001%(k=2)", "±(0.02 + 1e-3 F) kN", "table"]),
    places=st.sampled_from([(), (Place("s", (YUNZE,)),), (Place("s", (Region("cn-hb"),)),), (Place("t"),)]),
    restrictions=st.sampled_from([(), (Limited("unknown", False, "x"),)]),
    performed_by=st.sampled_from([None, "own", "unknown", "customer-equipment"]),
    available_to=st.sampled_from([None, "anyone", "own-organisation", "unknown"]),
    valid_from=maybe_day, valid_to=maybe_day, observed_on=maybe_day, status=st.sampled_from([None, "active", "suspended"]),
)  # fmt: skip
ranges = st.tuples(st.integers(1, 400), st.integers(0, 200)).map(lambda ends: (ends[0], ends[0] + ends[1]))
shares = st.sampled_from([0.01, 0.05, 0.1, 1.0])


def wanted(ends: tuple[int, int], share: float) -> Requirement:
    span = asked.ranged(f"{ends[0]}~{ends[1]} kN")
    return replace(ASKED, range=span, uncertainty=asked.within(f"{share} %"), region=named("云泽省", "cn-yz"))


@given(offered_ones, ranges, ranges, shares, shares)
def test_tightening_a_requirement_never_adds_an_answer(
    offered: Offer, one: tuple[int, int], other: tuple[int, int], share: float, less: float
) -> None:
    """A range inside another, and a smaller uncertainty, are met by no more than the wider and the larger."""
    wide = (min(one[0], other[0]), max(one[1], other[1]))
    loose, tight = verdicts(wanted(one, max(share, less)), offered), verdicts(wanted(wide, min(share, less)), offered)
    assert not (tight["range"].status == "met" and loose["range"].status != "met")
    if one == wide:
        order = STATUSES.index
        assert order(tight["uncertainty"].status) >= order(loose["uncertainty"].status)


@given(offered_ones, ranges, shares)
def test_taking_a_fact_away_never_turns_a_verdict_into_met(offered: Offer, ends: tuple[int, int], share: float) -> None:
    """Whoever prints less is not better off: without its dates, its place or its range nothing becomes met."""
    before = verdicts(wanted(ends, share), offered)
    for lost in ("valid_from", "valid_to", "observed_on", "places", "extents", "uncertainties"):
        empty: Any = () if lost in ("places", "extents", "uncertainties") else None
        after = verdicts(wanted(ends, share), replace(offered, **{lost: empty}))
        decided = ("validity", "region", "range", *(("uncertainty",) if lost != "extents" else ()))
        assert {key for key in decided if after[key].status == "met" and before[key].status != "met"} == set(), lost


@given(offered_ones, maybe_day.filter(bool))
def test_unknown_never_becomes_met(offered: Offer, as_of: date) -> None:
    found = verdicts(replace(ASKED, as_of=as_of, region=named("云泽省", "cn-yz"), range=asked.ranged("5 kN")), offered)
    said = (offered.valid_from, offered.valid_to, offered.status, offered.periods, offered.grant, offered.observed_on)
    state = validity(printed(as_of, *said), as_of).state
    assert state in STATES
    met = {"valid": "met", "in-date": "met", "unknown": "unknown"}.get(state, "unmet")
    assert found["validity"].status == met
    if not offered.extents or offered.extents[0].form == "text":
        assert found["range"].status == "unknown"
    assert all(found[key].status != "met" for key in ("restriction", "performed_by", "available_to") if key in found)


def test_constraints_that_are_not_asked_for_say_nothing() -> None:
    bare = set(constraints(ASKED))
    assert {each.name for each in bare} == {"activity", "validity", "restriction", "performed_by", "available_to"}
    assert all(
        each.of(ASKED, offer(restrictions=(Limited("unknown", False, "x"),))) is None
        for each in CONSTRAINTS
        if each not in bare
    )
