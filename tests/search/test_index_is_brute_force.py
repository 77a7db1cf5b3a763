"""For random requests over random worlds: the index answers what a loop over all capabilities answers, rows and counts alike."""

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from kg.matching.offer import Offer
from kg.matching.reason import Status
from kg.matching.validity import STATES
from kg.quantities.extent import Extent
from kg.quantities.interval import Interval, coverage
from kg.search import Chosen, Constraint, Facet, Index, Manifest, Request, Span, Verdict
from kg.search.building import build_from, updated
from kg.search.fields import FIELDS
from kg.search.found import Found, Group
from kg.search.generations import Generations
from tests.search.brute import VALUES, Brute
from tests.search.invented import FIRST, FORCE, LENGTH, SOURCES, WORDS_EN, WORDS_ZH, World, standing

REQUESTS = 500
ABOUT = (
    "standard",
    "parameter",
    "product",
    "technique",
    "classification",
    "institution",
    "region",
    "activity",
    "scheme",
)


@pytest.fixture(scope="module", params=(1, 2, 3, 4, 5))
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Offer], Index, int]:
    """The last two are brought up to date several times after they were built."""
    made = World(request.param)
    offers = {offer.id: offer for offer in made.offers(range(150 * request.param))}
    generations = Generations(tmp_path_factory.mktemp("search"))
    manifest = build_from(generations, standing("alpha-run-1"), offers.values())
    for run in range(2, 5) if request.param > 3 else ():
        manifest = change(made, offers, generations, manifest, run)
    return [offers[id] for id in sorted(offers)], Index(generations.folder.parent), request.param


def change(made: World, offers: dict[str, Offer], generations: Generations, before: Manifest, run: int) -> Manifest:
    """A run that changes, ends and adds capabilities, renames a thing, and reads a source anew."""
    thing = made.things["parameter"][run]
    made.things["parameter"][run] = renamed = thing._replace(name_zh="新铅", name_en=None)
    sources = {**SOURCES, "alpha": FIRST + timedelta(days=1000 * run)}
    with_thing = {id for id, offer in offers.items() if thing in offer.parameters}
    numbers = made.random.sample(range(900), 80)
    changed = with_thing | {f"capability-{number:08}" for number in numbers}
    for id in with_thing:
        offers[id] = replace(offers[id], parameters=(renamed,))
    for number in numbers:
        offers.pop(f"capability-{number:08}", None)
        if number % 3:
            offers[f"capability-{number:08}"] = made.offer(number)
    for id, offer in offers.items():
        offers[id] = replace(offer, observed_on=sources[offer.source or ""])
    stream = [offers[id] for id in sorted(changed) if id in offers]
    now = standing(*(f"alpha-run-{number}" for number in range(1, run + 1)), sources=sources)
    with generations.building() as folder:
        return updated(folder, generations, before, now, changed, stream)


def test_every_field_is_held_to_brute_force() -> None:
    assert set(VALUES) == set(FIELDS)


def test_the_index_answers_as_brute_force(world: tuple[list[Offer], Index, int]) -> None:
    offers, index, seed = world
    drawn = random.Random(seed)
    answered = apart = 0
    for _ in range(REQUESTS):
        request = asked(drawn, offers)
        found = index.answer(request)
        agree(found, Brute(offers, request), request)
        answered += bool(found.capabilities)
        apart += bool(found.apart_capabilities)
    assert answered > REQUESTS / 4  # else the requests would say little
    assert apart > REQUESTS / 10


def agree(found: Found, brute: Brute, request: Request) -> None:
    assert found.capabilities == len(brute.answers), request
    assert found.institutions == len({o.institution.id for o in brute.answers})
    assert told(found.groups) == brute.groups(brute.answers, request.skip, request.limit), request
    assert told(found.apart) == brute.groups(brute.apart, 0, request.apart), request
    assert (found.apart_capabilities, found.apart_institutions) == (
        len(brute.apart),
        len({o.institution.id for o in brute.apart}),
    )
    assert dict(found.left_out) == brute.left_out(), request
    assert (dict(found.by_state), dict(found.institutions_by_state)) == brute.by_state()
    assert found.restricted == sum(bool(o.restrictions) for o in brute.answers)
    for hit in (hit for group in (*found.groups, *found.apart) for hit in group.members):
        assert hit.state == brute.state[hit.offer.id]
    for facet in request.facets:
        counted = found.facets[facet.field]
        expected = brute.facet(facet.field, facet.apart)
        assert {c.value.key: (c.capabilities, c.institutions) for c in counted.values} == expected, request
        assert counted.distinct == len(expected)


def told(groups: Sequence[Group]) -> list[tuple[str, int, list[str]]]:
    return [(group.institution.key, group.capabilities, [hit.offer.id for hit in group.members]) for group in groups]


def asked(r: random.Random, offers: list[Offer]) -> Request:
    """A request as people make them: about something that is there, mostly."""
    about = tuple(chosen(r, offers, r.choice(ABOUT)) for _ in range(r.choice((0, 1, 1, 1, 2))))
    documents = sorted({id for offer in offers for id in VALUES["standard"](offer)})
    close = (
        dict(zip(r.sample(documents, 8), sorted(r.randrange(6) for _ in range(8)), strict=True))
        if r.random() < 0.3
        else {}
    )
    fields = r.sample(sorted(FIELDS), 3)
    words = [r.choice(WORDS_ZH + WORDS_EN + ("强", "Tests", "STD-00001", "新铅")) for _ in range(r.choice((1, 1, 2)))]
    return Request(
        FIRST + timedelta(days=r.randrange(-100, 4000)), about, " ".join(words) if r.random() < 0.2 else "",
        tuple(constraint(r, offers) for _ in range(r.choice((0, 1, 2, 3)))),
        frozenset(STATES) if r.random() < 0.4 else frozenset({"valid", "in-date"}) if r.random() < 0.8 else frozenset({"ran-out"}),
        close, frozenset({4, 5}) if close and r.random() < 0.5 else frozenset(),
        r.random() < 0.7, r.choice((0, 0, 1, 7)), r.choice((1, 5, 20)), r.choice((0, 1, 3)), r.choice((0, 4)),
        tuple(Facet(field, 10_000, r.random() < 0.3) for field in fields) if r.random() < 0.5 else (),
    )  # fmt: skip


def nearby(doing: Any, printed: Any) -> Status:
    """A verdict of the tests' own, over two parts."""
    return (
        "unknown"
        if not doing.where
        else "partly"
        if "permanent" in doing.where
        else "met"
        if printed.range_text
        else "unmet"
    )


def constraint(r: random.Random, offers: list[Offer]) -> Constraint:
    draw = r.random()
    if draw < 0.6:
        return chosen(r, offers, r.choice(sorted(FIELDS)))
    return span(r) if draw < 0.9 else Verdict("where", ("doing", "printed"), nearby)


def chosen(r: random.Random, offers: list[Offer], field: str) -> Chosen:
    values = [value for _ in range(r.choice((1, 1, 2, 5))) for value in sorted(VALUES[field](r.choice(offers)))[:1]]
    if r.random() < 0.05:
        values.append("no-such-thing")
    unsure = ("unknown",) if r.random() < 0.3 else ()
    return Chosen(field, tuple(values), r.choice(("unmet", "unknown")), r.random() < 0.15, unsure)


def span(r: random.Random) -> Span:
    lo, hi = sorted((float(r.randrange(-5, 20)), float(r.randrange(-5, 20))))
    dimension, kind = r.choice(((FORCE, "Force"), (FORCE, "Force"), (FORCE, None), (LENGTH, "Length")))
    asked = Interval(lo, hi, lo < hi and r.random() < 0.2, lo < hi and r.random() < 0.2)
    return Span("range", dimension, kind, asked, partial(covered, Extent("", dimension=dimension, kind=kind), asked))


def covered(wanted: Extent, asked: Interval, extents: tuple[Extent, ...]) -> tuple[Status, float | None]:
    """What a range asked for is to the measurand's ranges: a judge as ``Span`` wants it."""
    own = [each for each in extents if each.role == "measurand"]
    alike = [each for each in own if each.comparable(wanted)]
    ends = [(each.si, reach) for each in alike if each.si and (reach := each.reach)]
    intervals = [reach for _, reach in ends]
    if asked.is_point and any(each.contains(asked) for each in intervals):
        return "met", 1.0
    if not alike or len(intervals) < len(own):
        return "unknown", None
    share = coverage(asked, intervals)
    if share == 0.0 and any(math.isinf(si.lo) and reach.lo > asked.lo for si, reach in ends):
        return "unknown", None
    return "met" if share == 1.0 else "unmet" if share == 0.0 else "partly", share
