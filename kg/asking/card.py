"""The card of a candidate: all that an answer shows of a capability, its reasons and its evidence."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kg.asking.summary import Candidate
from kg.graph.standing import Told
from kg.matching.closeness import Fit
from kg.matching.offer import Cited, Grant, Limited, Offer
from kg.matching.requirement import Requirement
from kg.matching.verdict import plain

_NONE = Grant("")


def card(found: Candidate, asked: Requirement, sources: Mapping[str, Told]) -> dict[str, Any]:
    """The card of a candidate, in plain values."""
    offer = found.offer
    return {
        "institution": {**offer.institution._asdict(), "kind": offer.kind},
        "capability": _capability(offer, asked.as_of),
        "status": found.verdict.status,
        "rank": found.rank._asdict(),
        "methods": [_method(each) for each in offer.methods],
        "parameters": [each._asdict() for each in offer.parameters],
        "products": [each._asdict() for each in offer.products],
        "restrictions": [_restriction(each) for each in offer.restrictions],
        "regions": [each._asdict() for each in sorted({region for place in offer.places for region in place.regions})],
        "reasons": [plain(reason) for reason in found.verdict.reasons],
        "evidence": _evidence(found, sources),
        "technical_fit": _fit(found.fit) if found.fit else None,
    }


def _capability(offer: Offer, as_of: date) -> dict[str, Any]:
    printed, grant = offer.printed, offer.grant or _NONE
    return {
        "id": offer.id, "name_zh": printed.name_zh, "name_en": printed.name_en, "activity": offer.activity, "covers": offer.covers,
        "items": list(printed.items) or None, "where": list(offer.where) or None, "performed_by": offer.performed_by,
        "available_to": offer.available_to, "field": printed.field, "flexible": offer.flexible, "cited": printed.cited,
        "cited_title": printed.cited_title, "note": printed.note, "range_text": printed.range_text,
        "uncertainty_text": printed.uncertainty_text, "valid_from": offer.valid_from or grant.valid_from,
        "valid_to": offer.valid_to or grant.valid_to, "status": _stopped(offer, as_of),
    }  # fmt: skip


def _stopped(offer: Offer, as_of: date) -> str | None:
    """Whether it or its accreditation is printed as suspended or withdrawn on the day."""
    grant = offer.grant or _NONE
    now = [
        each for each in grant.periods if each.start and each.start <= as_of and (each.end is None or each.end >= as_of)
    ]
    latest = max(now, key=lambda each: each.start or date.min, default=None)
    said = (offer.status, grant.status, latest and latest.status)
    return next((each for each in said if each in ("suspended", "withdrawn")), None)


def _method(cited: Cited) -> dict[str, Any]:
    return {
        "id": cited.method, "use": cited.use, "verbatim": cited.verbatim, "clause": cited.clause, "in_house_code": cited.in_house_code,
        "standard": cited.document, "designation": cited.designation,
    }  # fmt: skip


def _restriction(limited: Limited) -> dict[str, Any]:
    lists = {"terms": list(limited.terms) or None, "applies_to": list(limited.applies_to) or None}
    return limited._asdict() | lists


def _evidence(found: Candidate, sources: Mapping[str, Told]) -> dict[str, Any]:
    offer, grant = found.offer, found.offer.grant or _NONE
    source = sources.get(offer.source or "") or Told(None, None, None, None)
    valid = next(reason for reason in found.verdict.reasons if reason.constraint == "validity")
    return {
        "source": offer.source, "title_zh": source.name_zh, "title_en": source.name_en, "completeness": source.completeness,
        "observed_on": offer.observed_on, "records": list(offer.printed.records) or None, "accreditation": grant.number,
        "scheme": grant.scheme, "accreditation_id": grant.accreditation or None, "scope_id": offer.scope,
        "legal_kind": grant.legal_kind, "undated_rule": grant.undated_rule, "edition_change_rule": grant.edition_change_rule,
        "validity": valid.offered, "validity_en": valid.words.en, "validity_zh": valid.words.zh,
    }  # fmt: skip


def _fit(fit: Fit) -> dict[str, Any]:
    """How what it cites leads to the standard asked for: the path as data and in words."""
    return {
        "document": fit.document, "designation": fit.designation, "closeness": fit.closeness,
        "path": [step._asdict() for step in fit.path], "words": fit.words._asdict(),
    }  # fmt: skip
