"""By whose leave: validity on the day, scheme, and what a report may be used for."""

from datetime import date

from kg.matching.offer import Grant, Period
from kg.matching.reason import Reason, Status
from kg.matching.requirement import Requirement
from kg.matching.validity import STANDING, Printed, Validity, validity
from kg.schema.core import Words
from kg.schema.folding import fold


def printed(
    as_of: date, valid_from: date | None, valid_to: date | None, status: str | None, periods: tuple[Period, ...],
    grant: Grant | None, observed_on: date | None,
) -> Printed:  # fmt: skip
    """What is printed of a capability's validity: its own period and states, else those of its accreditation."""
    stated = [status, _dated(periods, as_of)]
    if grant is not None:
        valid_from, valid_to = valid_from or grant.valid_from, valid_to or grant.valid_to
        stated += [grant.status, _dated(grant.periods, as_of)]
    bad = next((each for each in stated if each in ("suspended", "withdrawn")), None)
    return Printed(valid_from, valid_to, grant.first_granted if grant else None, bad, observed_on)


def _dated(periods: tuple[Period, ...], as_of: date) -> str | None:
    """The state of the latest period that holds the day."""
    holding = [p for p in periods if p.start and p.start <= as_of and (p.end is None or p.end >= as_of)]
    return max(holding, key=lambda period: period.start or date.min).status if holding else None


def valid(
    asked: Requirement, valid_from: date | None, valid_to: date | None, status: str | None, periods: tuple[Period, ...],
    grant: Grant | None, observed_on: date | None,
) -> Reason:  # fmt: skip
    """Whether it is in date on the day."""
    found = validity(printed(asked.as_of, valid_from, valid_to, status, periods, grant, observed_on), asked.as_of)
    return Reason("validity", _status(found), asked.as_of.isoformat(), found.state, found.words)


def _status(found: Validity) -> Status:
    if found.state in STANDING:
        return "met"
    return "unknown" if found.state == "unknown" else "unmet"


def scheme(asked: Requirement, grant: Grant | None) -> Reason | None:
    """Whether it is held under one of the schemes asked for; they are not exchanged for one another."""
    if not asked.schemes:
        return None
    required = " or ".join(asked.schemes)
    if grant is None or not grant.scheme or grant.scheme == "unknown":
        return Reason(
            "scheme", "unknown", required, "", Words("under which scheme is not stated", "未说明认可或资质方案")
        )
    if fold(grant.scheme) in map(fold, asked.schemes):
        return Reason("scheme", "met", required, grant.scheme, Words("under that scheme", "方案一致"))
    return Reason("scheme", "unmet", required, grant.scheme, Words("under another scheme", "方案不同"))


_NEEDS = {
    "cnas-report": ("CNAS", Words("a report with the CNAS mark", "带 CNAS 标识的报告")),
    "cma-report": ("CMA", Words("a report with the CMA mark", "带 CMA 标志的报告")),
    "court": ("CMA", Words("proof before a court or an authority in China", "向中国法院或行政机关出具的证明")),
}


def purpose(asked: Requirement, grant: Grant | None) -> Reason | None:
    """Whether a report may serve what it is for. Data that prove something to society in China need the CMA licence (Measures for the
    Administration of Accreditation of Inspection and Testing Institutions, article 5); that a body is appointed to verify (检定) no
    scope proves."""
    if asked.purpose is None:
        return None
    held = (grant.scheme if grant else None) or "unknown"
    if asked.purpose == "verification":
        words = Words("whether it is appointed for verification, no scope proves", "范围文件不能证明其具有法定检定授权")
        return Reason("purpose", "unknown", asked.purpose, held, words)
    needed, what = _NEEDS[asked.purpose]
    if held == "unknown":
        en, zh = f"{what.en} needs {needed}; its scheme is not stated", f"{what.zh}须有 {needed}；其方案未说明"
        return Reason("purpose", "unknown", asked.purpose, held, Words(en, zh))
    if fold(held) == fold(needed):
        words = Words(f"{what.en}: under {needed}", f"{what.zh}：具有 {needed}")
        return Reason("purpose", "met", asked.purpose, held, words)
    words = Words(f"{what.en} needs {needed}, not {held}", f"{what.zh}须有 {needed}，而非 {held}")
    return Reason("purpose", "unmet", asked.purpose, held, words)
