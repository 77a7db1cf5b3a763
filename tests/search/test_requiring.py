"""For random requirements over a random world: the index answers as the verdicts over every capability do, rows and counts alike."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

import pytest

from kg.asking.summary import Candidate, sort
from kg.matching import asked as ask
from kg.matching.closeness import CLOSENESS, Closeness, Fit
from kg.matching.offer import Limited, Offer, Place
from kg.matching.requirement import ACCESSES, PURPOSES, Cites, Equipped, Named, Near, Requirement
from kg.quantities.uncertainty import Uncertainty
from kg.schema.core import Words
from kg.search import Facet, Generations, Index
from kg.search.building import build_from
from kg.search.found import Group
from kg.search.requiring import requested
from tests.search.brute import VALUES
from tests.search.invented import FIRST, LINES, World, standing

REQUIREMENTS = 600


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Offer], Index]:
    offers = [richer(random.Random(offer.id), offer) for offer in World(7).offers(range(700))]
    generations = Generations(tmp_path_factory.mktemp("search"))
    build_from(generations, standing("alpha-run-1"), offers)
    return offers, Index(generations.folder.parent)


def richer(r: random.Random, offer: Offer) -> Offer:
    """With what a world of the index's own tests leaves out: coordinates, uncertainties, restrictions of some standards."""
    places = tuple(
        Place(p.site, p.regions, 30.0 + r.random() * 4, 112.0 + r.random() * 4) if r.random() < 0.6 else p
        for p in offer.places
    )
    value = r.choice((0.0001, 0.0005, 0.002))
    stated = Uncertainty(
        f"U={value:.2%} (k=2)", "relative", "CMC", (value * 100,), "%", si_values=(value,), relative=True, k=2.0
    )
    named = tuple(
        Limited("allow", r.random() < 0.8, "仅限金属", ("金属",), applies_to=(_designation(r.randrange(12)),))
        for _ in range(r.choice((0, 0, 0, 1, 2)))
    )
    methods = tuple(each._replace(clause=r.choice((None, "4", "5.1", "第一法"))) for each in offer.methods)
    listing = (Limited("clause", True, "限第4、5章", ("4", "5")),) if r.random() < 0.1 else ()
    return replace(
        offer,
        methods=methods,
        places=places,
        uncertainties=(stated,) if r.random() < 0.5 else (),
        restrictions=offer.restrictions + named + listing,
    )


def _designation(number: int) -> str:
    return f"GB/T {100 + number}-2020"


def test_the_index_answers_as_the_verdicts_do(world: tuple[list[Offer], Index]) -> None:
    offers, index = world
    r = random.Random(7)
    answered = apart = 0
    for _ in range(REQUIREMENTS):
        asked = required(r, offers)
        skip, limit = r.choice((0, 0, 2)), r.choice((1, 5, 20))
        found = index.answer(
            requested(asked, skip=skip, limit=limit, members=3, apart=5, facets=(Facet("activity", 10, apart=True),))
        )
        held = sort(asked, [offer for offer in offers if about(asked, offer)])
        summary = held.summary
        assert (found.capabilities, found.institutions) == (summary.capabilities, summary.institutions), asked
        assert (found.apart_capabilities, found.apart_institutions) == (summary.apart, summary.apart_institutions), (
            asked
        )
        assert dict(found.left_out) == dict(summary.left_out), asked
        assert dict(found.by_state) == dict(summary.by_validity)
        assert dict(found.institutions_by_state) == dict(summary.institutions_by_validity)
        assert (found.restricted, found.latest_reading) == (summary.restricted, summary.latest_reading)
        assert {CLOSENESS[rank]: n for rank, n in found.by_rank.items()} == dict(summary.by_closeness)
        assert {count.value.key: count.institutions for count in found.facets["activity"].values} == dict(
            summary.by_activity
        )
        assert told(found.apart) == page(held.apart, 0, 5), asked
        assert told(found.groups) == page(held.answering, skip, limit), asked
        answered += bool(found.capabilities)
        apart += bool(found.apart_capabilities)
    assert answered > REQUIREMENTS / 10
    assert apart > REQUIREMENTS / 5


Page = list[tuple[str, int, list[str]]]  # institution, how many of its capabilities, the first of them


def told(groups: Sequence[Group]) -> Page:
    return [(group.institution.key, group.capabilities, [hit.offer.id for hit in group.members]) for group in groups]


def page(candidates: list[Candidate], skip: int, limit: int) -> Page:
    return [(id, len(some), some[:3]) for id, some in list(grouped(candidates).items())[skip : skip + limit]]


def grouped(candidates: list[Candidate]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for each in candidates:
        groups.setdefault(each.offer.institution.id, []).append(each.offer.id)
    return groups


def about(asked: Requirement, offer: Offer) -> bool:
    if asked.about is None:
        return True
    wanted = asked.standard.fits.keys() if asked.standard else getattr(asked, asked.about).ids
    return bool(set(VALUES[asked.about](offer)) & set(wanted))


def required(r: random.Random, offers: list[Offer]) -> Requirement:
    def maybe(share: float, make: Any) -> Any:
        return make() if r.random() < share else None

    def named(field: str) -> Named:
        return Named(field, frozenset(sorted(set(VALUES[field](r.choice(offers))) - {"unknown"})[:2]))

    standard = maybe(0.5, lambda: cites(r))
    return Requirement(
        FIRST + timedelta(days=r.randrange(3800)), activity=r.choice(("testing", "testing", "any", "calibration")),
        standard=standard, clause=maybe(0.3, lambda: r.choice(("4", "5", "5.1.2", "6"))) if standard else None,
        parameter=maybe(0.3, lambda: named("parameter")),
        product=maybe(0.2, lambda: named("product")), technique=maybe(0.1, lambda: named("technique")),
        classification=maybe(0.3, lambda: classes(r)),
        instrument=maybe(0.15, lambda: equipped(r, named)), range=maybe(0.3, lambda: ask.ranged(r.choice(RANGES))),
        conditions=maybe(0.2, lambda: tuple(map(ask.condition, r.sample(CONDITIONS, r.choice((1, 1, 2)))))) or (),
        uncertainty=maybe(0.2, lambda: ask.within(r.choice(("0.05 %", "0.01 %", "0.3 %")))),
        limit=maybe(0.05, lambda: ask.least("0.01 mg/L", "detection")), region=maybe(0.2, lambda: named("region")),
        near=maybe(0.2, lambda: Near(31.0, 113.0, r.choice((50.0, 150.0, 500.0)))),
        where=maybe(0.2, lambda: r.choice(("on-site", "permanent"))),
        schemes=maybe(0.2, lambda: r.choice((("CNAS",), ("cma", "NABL")))) or (), purpose=maybe(0.1, lambda: r.choice(PURPOSES)),
        kind=maybe(0.2, lambda: r.choice(("laboratory", "unknown", "inspection-body"))),
        include=maybe(0.1, lambda: named("institution")), exclude=maybe(0.1, lambda: named("institution")),
        any_validity=r.random() < 0.4, any_customer=r.random() < 0.3,
    )  # fmt: skip


CONDITIONS = ("2~8 N", "frequency 5 N", "温度 ≥ 4 N", "frequency 3~8 m", "humidity 5 m")


def classes(r: random.Random) -> Named:
    """One class, or several of which one will do, of one classification or of two; a wide one or one below it."""
    some = [r.choice(line).id for line in r.sample(LINES["ics"] + LINES["ccs"] + LINES["kcdb"], r.choice((1, 1, 2)))]
    return Named(", ".join(some), frozenset(some))


def equipped(r: random.Random, named: Any) -> Equipped:
    """By one feature, mostly its name, or by several."""
    if r.random() < 0.4:
        return Equipped(named("instrument"))
    wanted = (
        named("instrument") if r.random() < 0.2 else None,
        Named("model", frozenset({f"model-{r.randrange(5)}"})) if r.random() < 0.5 else None,
        ask.ranged(r.choice(RANGES)) if r.random() < 0.5 else None,
    )
    access = r.choice(ACCESSES) if r.random() < 0.5 or not any(wanted) else None
    return Equipped(*wanted, access, FIRST + timedelta(days=r.randrange(3800)) if r.random() < 0.3 else None)


RANGES = ("2~10 N", "5 N", "1 N, 3 N", "≥ 4 N", "3~8 m", "(0,12] N", "-3 N", "-3~6 N", "-8~-2 N", "≤ 6 N")


def cites(r: random.Random) -> Cites:
    closeness: tuple[Closeness, ...] = get_args(Closeness)
    numbers = sorted(r.sample(range(12), 3))
    found = [
        Fit(f"std-{number:05}", _designation(number), r.choice(closeness), (), Words("holds it", "持有"))
        for number in numbers
    ]
    fits = {fit.document: fit for fit in sorted(found, key=lambda fit: (CLOSENESS.index(fit.closeness), fit.document))}
    return Cites("STD", r.random() < 0.5, fits)
