"""What a document is: a capability as a row of parts. A part is what several capabilities say alike, held once.

Filters and facets are over fields; a field's values are read off one part. Declared here and nowhere else.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from dataclasses import fields as attributes
from datetime import date
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints

from kg.matching.offer import Cited, Classified, Device, Grant, Limited, Offer, Place, Printed, Thing
from kg.matching.offer import Period as StatusPeriod
from kg.quantities.extent import Extent
from kg.quantities.uncertainty import Limit, Uncertainty


class Value(NamedTuple):
    """A value of a field, with the words that it is shown by and found by."""

    key: str
    zh: str | None = None
    en: str | None = None


Values = Iterable[Value]


@dataclass(frozen=True)
class Part:
    """``of`` takes it from an offer, ``type`` is what it is; ``fields`` are read off it. ``own``: hardly two capabilities have
    it alike. ``ranged``: ranges are kept as columns too."""

    name: str
    type: Any
    of: Callable[[Offer], Any]
    fields: dict[str, Callable[[Any], Values]] = field(default_factory=dict)
    own: bool = False
    ranged: bool = False


class Owner(NamedTuple):
    """Who offers a capability."""

    institution: Thing
    kind: str | None


class Doing(NamedTuple):
    """What is done and how, in words of closed lists."""

    activity: str
    covers: str | None
    where: tuple[str, ...]
    performed_by: str | None
    available_to: str | None
    flexible: str | None


class Period(NamedTuple):
    """What is printed of a capability's validity: its own and its scope's, beside that of its accreditation."""

    valid_from: date | None
    valid_to: date | None
    status: str | None
    periods: tuple[StatusPeriod, ...]
    grant: Grant | None
    scope: str | None
    source: str | None


def _word(word: str | None) -> Values:
    return (Value(word),) if word is not None else ()


def _words(attribute: str) -> Callable[[Any], Values]:
    def values(part: Any) -> Values:
        return _word(getattr(part, attribute))

    return values


def _granted(attribute: str) -> Callable[[Any], Values]:
    def values(part: Period) -> Values:
        return _word(getattr(part.grant, attribute)) if part.grant is not None else ()

    return values


def _things(things: tuple[Thing | Device, ...]) -> Values:
    return [Value(*thing[:3]) for thing in things]


UNSTATED = "unknown"


def _regions(places: tuple[Place, ...]) -> Values:
    """The regions of all sites; of a site of which it is not stated, that."""
    found = dict.fromkeys(Value(*region[:3]) for place in places for region in place.regions)
    return found if all(place.regions for place in places) else [*found, Value(UNSTATED)]


def _documents(methods: tuple[Cited, ...]) -> Values:
    return dict.fromkeys(Value(each.document, None, each.designation) for each in methods if each.document)


def _restricted(restrictions: tuple[Limited, ...]) -> Iterator[Value]:
    if restrictions:
        yield Value("read" if all(each.read for each in restrictions) else "unread")


# What restrictions are of: standards that they name, or all that the capability is.
NAMING, OF_ALL = "standards", "all"


def _restricting(restrictions: tuple[Limited, ...]) -> Values:
    return [Value(word) for word in sorted({NAMING if each.applies_to else OF_ALL for each in restrictions})]


PARTS = (
    Part("owner", Owner, lambda o: Owner(o.institution, o.kind),
         {"institution": lambda p: [Value(*p.institution)], "kind": _words("kind")}),
    Part("doing", Doing, lambda o: Doing(o.activity, o.covers, o.where, o.performed_by, o.available_to, o.flexible),
         {"activity": _words("activity"), "where": lambda p: [Value(each) for each in p.where],
          "performed_by": _words("performed_by"), "available_to": _words("available_to"),
          "covers": _words("covers"), "flexible": _words("flexible")}),
    Part("period", Period, lambda o: Period(o.valid_from, o.valid_to, o.status, o.periods, o.grant, o.scope, o.source),
         {"scheme": _granted("scheme"), "legal_kind": _granted("legal_kind"), "authority": _granted("authority"),
          "accreditation": _granted("accreditation"), "source": _words("source")}),
    Part("places", tuple[Place, ...], lambda o: o.places, {"region": _regions, "site": lambda p: [Value(each.site) for each in p]}),
    Part("parameters", tuple[Thing, ...], lambda o: o.parameters, {"parameter": _things}),
    Part("products", tuple[Thing, ...], lambda o: o.products, {"product": _things}),
    Part("techniques", tuple[Thing, ...], lambda o: o.techniques, {"technique": _things}),
    Part("instruments", tuple[Device, ...], lambda o: o.instruments, {"instrument": _things}),
    Part("methods", tuple[Cited, ...], lambda o: o.methods, {"standard": _documents}),
    Part("classified", Classified, lambda o: o.classified, {"classification": lambda p: _things(p.classes)}),
    Part("restrictions", tuple[Limited, ...], lambda o: o.restrictions, {"restriction": _restricted, "restriction_of": _restricting}),
    Part("extents", tuple[Extent, ...], lambda o: o.extents, own=True, ranged=True),
    Part("uncertainties", tuple[Uncertainty, ...], lambda o: o.uncertainties, own=True),
    Part("limits", tuple[Limit, ...], lambda o: o.limits, own=True),
    Part("printed", Printed, lambda o: o.printed, own=True),
)  # fmt: skip
BY_NAME = {part.name: part for part in PARTS}

# Parts that are an attribute of an offer; the others are made of several.
AS_THEY_ARE = tuple(name for name in BY_NAME if name in {each.name for each in attributes(Offer)})

# The part that each field is read off.
FIELDS = {name: part for part in PARTS for name in part.fields}


@cache
def layout() -> str:
    """What documents are made of, in a word: another one where a part, a field, or anything in the type of a part differs."""
    seen: dict[str, list[str]] = {}

    def look(hint: Any) -> None:
        for inner in get_args(hint):
            look(inner)
        if hasattr(hint, "__annotations__") and hint.__name__ not in seen:
            own = get_type_hints(hint)
            seen[hint.__name__] = [f"{name}: {each}" for name, each in own.items()]
            for each in own.values():
                look(each)

    for part in PARTS:
        look(part.type)
    said = repr([(part.name, str(part.type), sorted(part.fields), part.ranged) for part in PARTS]) + repr(
        sorted(seen.items())
    )
    return hashlib.blake2b(said.encode(), digest_size=4).hexdigest()


# Fields whose values have names that people search by.
NAMED = ("institution", "parameter", "product", "technique", "instrument", "standard")

# Those of them whose values are found by their whole name too; a standard is found by what its designation means.
FOLDED = tuple(name for name in NAMED if name != "standard")


def offer(id: str, parts: dict[str, Any], observed: dict[str, date | None]) -> Offer:
    """The offer that a document was made of; ``observed``: when each source was last read."""
    owner, doing, period = parts["owner"], parts["doing"], parts["period"]
    values = {name: parts[name] for name in AS_THEY_ARE} | doing._asdict() | period._asdict()
    return Offer(id, owner.institution, owner.kind, observed_on=observed.get(period.source), **values)
