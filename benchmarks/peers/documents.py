"""What a peer is given of a capability: what questions of the benchmark need, flat, from the stream that the index is built from."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from kg.matching.offer import Offer
from kg.search.fields import FIELDS, NAMED
from kg.search.words import cut

_RESTRICTED = 1 << 40  # before it there is room for the place of any capability
LATE = 1 << 41


class Range(NamedTuple):
    """A range of the measurand in SI; ``kind`` is empty where no kind of quantity is known."""

    dimension: str
    kind: str
    lo: float
    hi: float


class Document(NamedTuple):
    """A capability. ``best``: the smaller the better; of an institution's the smallest is its place among institutions.
    ``names``: of each thing whose name is searched by, its id and the words that the index holds of it."""

    number: int
    id: str
    institution: str
    activity: str
    starts: date | None
    ends: date | None
    best: int
    standards: tuple[str, ...]
    parameters: tuple[str, ...]
    products: tuple[str, ...]
    regions: tuple[str, ...]
    ranges: tuple[Range, ...]
    names: tuple[tuple[str, str], ...]


def documents(offers: Iterable[Offer]) -> Iterator[Document]:
    """Of a stream in the order of ids. ``ValueError`` for what peers are not taught: states (suspended, withdrawn, first granted) and
    sources read on different days, of which the invented world has none. It makes their work less, never more."""
    read_on: set[date | None] = set()
    for number, offer in enumerate(offers):
        grant = offer.grant
        read_on.add(offer.observed_on)
        if offer.status or offer.periods or (grant and (grant.status or grant.periods or grant.first_granted)):
            raise ValueError(f"{offer.id} has a state of its own, of which peers know nothing.")
        if len(read_on) > 1:
            raise ValueError(f"{offer.id} was read on another day than those before it: peers know of one.")
        yield _document(number, offer)


def _document(number: int, offer: Offer) -> Document:
    grant = offer.grant
    return Document(
        number, offer.id, offer.institution.id, offer.activity,
        starts=offer.valid_from or (grant.valid_from if grant else None),
        ends=offer.valid_to or (grant.valid_to if grant else None),
        best=_RESTRICTED * bool(offer.restrictions) + number,
        standards=tuple(dict.fromkeys(cited.document for cited in offer.methods if cited.document)),
        parameters=tuple(each.id for each in offer.parameters),
        products=tuple(each.id for each in offer.products),
        regions=tuple(dict.fromkeys(region.id for place in offer.places for region in place.regions)),
        ranges=tuple(_ranges(offer)),
        names=tuple(_names(offer)),
    )  # fmt: skip


def _ranges(offer: Offer) -> Iterator[Range]:
    for each in offer.extents:
        if each.role == "measurand" and each.dimension and each.si and not each.si_points:
            yield Range(each.dimension, each.kind or "", each.si.lo, each.si.hi)


def _names(offer: Offer) -> Iterator[tuple[str, str]]:
    for name in NAMED:
        part = FIELDS[name]
        for value in part.fields[name](part.of(offer)):
            yield value.key, _cut(value.zh, value.en)


@cache
def _cut(zh: str | None, en: str | None) -> str:
    return cut(zh, en)
