"""Answers as a loop over all capabilities gives them: slow, plain, and what the index is held to."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from kg.matching.offer import Device, Offer, Period, Thing
from kg.matching.validity import Printed, State, validity
from kg.search import Chosen, Constraint, Request, Span
from kg.search.fields import BY_NAME
from kg.search.words import phrases

ORDER = ("met", "partly", "unknown", "unmet")
SURE = ("valid", "in-date", "unknown", "ran-out", "suspended", "not-yet", "withdrawn")


def _one(value: str | None) -> list[str]:
    return [] if value is None else [value]


def _things(name: str) -> Callable[[Offer], Iterable[str]]:
    return lambda offer: [thing.id for thing in getattr(offer, name)]


def _granted(name: str) -> Callable[[Offer], Iterable[str]]:
    return lambda offer: _one(getattr(offer.grant, name)) if offer.grant else []


VALUES: dict[str, Callable[[Offer], Iterable[str]]] = {
    "institution": lambda o: [o.institution.id], "kind": lambda o: _one(o.kind), "activity": lambda o: [o.activity],
    "where": lambda o: o.where, "performed_by": lambda o: _one(o.performed_by), "available_to": lambda o: _one(o.available_to),
    "covers": lambda o: _one(o.covers), "flexible": lambda o: _one(o.flexible), "scheme": _granted("scheme"),
    "legal_kind": _granted("legal_kind"), "authority": _granted("authority"), "accreditation": _granted("accreditation"),
    "source": lambda o: _one(o.source), "site": lambda o: [place.site for place in o.places],
    "region": lambda o: {id for place in o.places for id in ([region.id for region in place.regions] or ["unknown"])},
    "parameter": _things("parameters"), "product": _things("products"), "technique": _things("techniques"),
    "instrument": _things("instruments"), "standard": lambda o: {each.document for each in o.methods if each.document},
    "classification": lambda o: [each.id for each in o.classified.classes],
    "restriction": lambda o: [("read" if all(r.read for r in o.restrictions) else "unread")] if o.restrictions else [],
    "restriction_of": lambda o: ["standards" if r.applies_to else "all" for r in o.restrictions],
}  # fmt: skip


def _running(periods: tuple[Period, ...], as_of: date) -> str | None:
    running = [p for p in periods if p.start and p.start <= as_of and (p.end is None or as_of <= p.end)]
    return max(running, key=lambda p: p.start or date.min).status if running else None


def state(offer: Offer, as_of: date) -> State:
    grant = offer.grant
    said = [offer.status, _running(offer.periods, as_of)]
    if grant:
        said += [grant.status, _running(grant.periods, as_of)]
    status = next((s for s in said if s in ("suspended", "withdrawn")), None)
    start, end = offer.valid_from, offer.valid_to
    if grant:
        start, end = start or grant.valid_from, end or grant.valid_to
    return validity(Printed(start, end, grant.first_granted if grant else None, status, offer.observed_on), as_of).state


def _chosen(offer: Offer, chosen: Chosen) -> str:
    values = set(VALUES[chosen.field](offer))
    if values & set(chosen.unsure) and not values & set(chosen.values):
        return "unknown"
    if not values and chosen.missing == "unknown":
        return "unknown"
    return "met" if bool(values & set(chosen.values)) != chosen.exclude else "unmet"


def _names(offer: Offer) -> list[str]:
    things: list[Thing | Device] = [
        offer.institution,
        *offer.parameters,
        *offer.products,
        *offer.techniques,
        *offer.instruments,
    ]
    names = [name for thing in things for name in (thing.name_zh, thing.name_en) if name]
    return names + [each.designation for each in offer.methods if each.document and each.designation]


def _said(offer: Offer, text: str) -> bool:
    words = [phrase for name in _names(offer) for phrase in phrases(name)]
    characters = {
        "".join(part) for phrase in words for pair in phrase for part in pair if len(pair) > 1 and ord(part) > 0x3400
    }

    def has(wanted: tuple[str, ...]) -> bool:
        n = len(wanted)
        return any(phrase[at : at + n] == wanted for phrase in words for at in range(len(phrase))) or (
            n == 1 and wanted[0] in characters
        )

    return bool(phrases(text)) and all(has(wanted) for wanted in phrases(text))


def _status(offer: Offer, constraint: Constraint) -> str:
    if isinstance(constraint, Chosen):
        return _chosen(offer, constraint)
    if isinstance(constraint, Span):
        return constraint.judge(offer.extents)[0]
    return constraint.judge(*(BY_NAME[part].of(offer) for part in constraint.parts))


class Brute:
    """A request over capabilities, one by one."""

    def __init__(self, offers: Sequence[Offer], request: Request) -> None:
        self.request = request
        self.about = [
            o
            for o in offers
            if all(_chosen(o, c) == "met" for c in request.about) and (not request.text or _said(o, request.text))
        ]
        self.state = {o.id: state(o, request.as_of) for o in self.about}
        self.verdicts = {o.id: self._verdicts(o) for o in self.about}
        self.answers = [o for o in self.about if self.worst(o) in ("met", "partly")]
        self.apart = [o for o in self.about if self.worst(o) == "unknown"]

    def _verdicts(self, offer: Offer) -> list[tuple[str, str]]:
        found = [(each.name, _status(offer, each)) for each in self.request.constraints]
        loose = (
            [("standard", "partly" if self.rank(offer) in self.request.loose else "met")] if self.request.loose else []
        )
        return found + loose

    def validity(self, offer: Offer) -> str:
        state = self.state[offer.id]
        return "met" if state in self.request.states else "unknown" if state == "unknown" else "unmet"

    def worst(self, offer: Offer, without: str | None = None) -> str:
        found = [status for name, status in self.verdicts[offer.id] if name != without]
        return max([*found, self.validity(offer)], key=ORDER.index)

    def rank(self, offer: Offer) -> int:
        ranks = [self.request.closeness[id] for id in VALUES["standard"](offer) if id in self.request.closeness]
        return min(ranks, default=7) if self.request.closeness else 0

    def key(self, offer: Offer) -> tuple[Any, ...]:
        worst = max((status for _, status in self.verdicts[offer.id]), key=ORDER.index, default="met")
        spans = [each for each in self.request.constraints if isinstance(each, Span)]
        shares = [share for each in spans if (share := each.judge(offer.extents)[1]) is not None]
        uncovered = min(sum(1000 - math.floor(share * 1000) for share in shares), 1000)
        return (
            self.rank(offer),
            ORDER.index(worst),
            uncovered,
            SURE.index(self.state[offer.id]),
            bool(offer.restrictions),
            offer.id,
        )

    def groups(self, some: list[Offer], skip: int, limit: int) -> list[tuple[str, int, list[str]]]:
        """A page of them: institution, how many, the first ones; each its own group where the request does not group."""
        ordered = sorted(some, key=self.key)
        if not self.request.grouped:
            return [(o.institution.id, 1, [o.id]) for o in ordered[skip : skip + limit]]
        by: dict[str, list[Offer]] = defaultdict(list)
        for offer in ordered:
            by[offer.institution.id].append(offer)
        page = list(by.items())[skip : skip + limit]
        return [(id, len(some), [o.id for o in some[: self.request.members]]) for id, some in page]

    def left_out(self) -> dict[str, int]:
        first = (next((name for name, status in self.verdicts[o.id] if status == "unmet"), None) for o in self.about)
        return dict(Counter(name for name in first if name))

    def by_state(self) -> tuple[dict[State, int], dict[State, int]]:
        rest = [o for o in self.about if all(status != "unmet" for _, status in self.verdicts[o.id])]
        institutions = {(self.state[o.id], o.institution.id) for o in rest}
        return dict(Counter(self.state[o.id] for o in rest)), dict(Counter(state for state, _ in institutions))

    def facet(self, field: str, apart: bool) -> dict[str, tuple[int, int]]:
        good = ("met", "partly", "unknown") if apart else ("met", "partly")
        counts: Counter[str] = Counter()
        institutions: dict[str, set[str]] = defaultdict(set)
        for offer in self.about:
            if self.worst(offer, without=field) in good:
                for value in set(VALUES[field](offer)):
                    counts[value] += 1
                    institutions[value].add(offer.institution.id)
        return {value: (n, len(institutions[value])) for value, n in counts.items()}
