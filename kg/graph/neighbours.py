"""What stands around capabilities, read by id as it is met: what many share is kept, what is one capability's own is not."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from kg.graph.driver import Graph
from kg.matching.constraints import classes
from kg.matching.offer import Cited, Classified, Device, Grant, Limited, Period, Place, Region, Thing
from kg.quantities import read_range
from kg.quantities.extent import Extent
from kg.quantities.interval import Interval
from kg.quantities.uncertainty import Limit, Uncertainty

# Ids of a capability's neighbours, by relation; of USES each with how it is used.
Related = dict[str, list[Any]]


class Owner(NamedTuple):
    """Who offers: with the ids of the sites that it still has."""

    thing: Thing
    kind: str | None
    sites: tuple[str, ...]


class Annex(NamedTuple):
    """A scope: its own period, and the accreditation that it belongs to."""

    grant: Grant | None
    valid_from: date | None
    valid_to: date | None


class Method(NamedTuple):
    """A test method: with the ids of the classes of what it is defined by."""

    cited: Cited
    classes: tuple[str, ...]


class Kind(NamedTuple):
    """How neighbours of one type are read: each as a list of values, of which the first is its id."""

    label: str
    values: str
    make: Callable[..., Any]


def _owner(zh: str | None, en: str | None, kind: str | None, sites: list[str], id: str) -> Owner:
    return Owner(Thing(id, zh, en), kind, tuple(sorted(sites)))


def _annex(start: date | None, end: date | None, grants: list[list[Any]], periods: list[list[Any]], _: str) -> Annex:
    if not grants:
        return Annex(None, start, end)
    states = tuple(
        Period(*period) for period in sorted(periods, key=lambda each: (str(each[1]), str(each[2]), each[0]))
    )
    return Annex(_grant(sorted(grants, key=str)[0], states), start, end)


def _grant(values: list[Any], periods: tuple[Period, ...]) -> Grant:
    return replace(Grant(*values), periods=periods)


def _place(latitude: float | None, longitude: float | None, regions: list[list[Any]], id: str) -> Place:
    return Place(id, tuple(Region(*region) for region in regions), latitude, longitude)


def _local(iri: str | None) -> str | None:
    return iri.rpartition("/")[2] if iri else None


def _extent(*values: Any) -> Extent:
    (verbatim, form, role, variable, lo, hi, lo_open, hi_open, points, unit, ucum, dimension, si_lo, si_hi, si_points, kind,
     reordered, _) = values  # fmt: skip
    si = None
    if si_lo is not None or si_hi is not None:
        ends = (-float("inf") if si_lo is None else si_lo, float("inf") if si_hi is None else si_hi)
        si = Interval(*ends, bool(lo_open), bool(hi_open))
    return Extent(verbatim or "", form or "text", role or "unknown", variable, lo, hi, bool(lo_open), bool(hi_open),
                  tuple(points or ()), unit, ucum, dimension, _local(kind), si, tuple(si_points or ()), bool(reordered))  # fmt: skip


def _uncertainty(*values: Any) -> Uncertainty:
    (verbatim, form, role, numbers, unit, ucum, dimension, kind, si_values, relative, at, k, p, reordered, _) = values
    return Uncertainty(verbatim or "", form or "text", role or "unknown", tuple(numbers or ()), unit, ucum, dimension,
                       _local(kind), tuple(si_values or ()), relative, at, k, p, bool(reordered))  # fmt: skip


def _limit(verbatim: str | None, role: str | None, *values: Any) -> Limit:
    value, unit, ucum, dimension, kind, si_value, matrix, _ = values
    return Limit(verbatim or "", role or "unknown", value, unit, ucum, dimension, _local(kind), si_value, matrix)


def _limited(
    kind: str | None, read: bool | None, verbatim: str | None, terms: Any, applies_to: Any, *about: Any
) -> Limited:
    denies, more, within, _ = about
    return Limited(kind or "unknown", bool(read), verbatim or "", tuple(terms or ()), tuple(applies_to or ()),
                   bool(denies), bool(more), within)  # fmt: skip


def _method(clause: str | None, verbatim: str | None, code: str | None, *defined: Any) -> Method:
    document, designation, found, id = defined
    return Method(Cited(id, document, designation, clause, verbatim=verbatim, in_house_code=code), tuple(found))


def _line(things: list[list[Any]], _: str) -> classes.Line:
    return tuple(Thing(*thing) for thing in things)


def _device(
    zh: str | None, en: str | None, span: str | None, kinds: list[list[Any]], access: str | None, *days: Any
) -> Device:
    calibrated, due, id = days
    ranges = read_range(span) if span else ()
    return Device(id, zh, en, tuple(Thing(*kind) for kind in sorted(kinds)), ranges, access, calibrated, due)


def _thing(zh: str | None, en: str | None, id: str) -> Thing:
    return Thing(id, zh, en)


_NAMES = "n.name_zh, n.name_en"

# By relation. The region that a site is in comes first, what that lies in after it; of classes alike. An edition is also of the classes
# of its standard, a standard cited without its year of those of its editions.
_SHARED = {
    "OFFERS": Kind("Institution", f"{_NAMES}, n.kind, [(n)-[:HAS_SITE]->(s:Site) WHERE s.ended_run IS NULL | s.id]", _owner),
    "COVERS": Kind("Scope", """
        n.valid_from, n.valid_to,
        [(n)<-[:HAS_SCOPE]-(a:Accreditation) |
          [a.id, a.number, a.scheme, a.legal_kind, head([(a)-[:GRANTED_BY]->(g:Authority) | g.id]),
           head([(a)-[:GRANTED_BY]->(g:Authority) | g.undated_rule]),
           head([(a)-[:GRANTED_BY]->(g:Authority) | g.edition_change_rule]),
           a.valid_from, a.valid_to, a.first_granted, a.status]],
        [(n)<-[:HAS_SCOPE]-(:Accreditation)-[:HAS_STATUS]->(p:StatusPeriod) WHERE p.ended_run IS NULL |
          [p.status, p.from_date, p.to_date]]""", _annex),
    "HAS_SITE": Kind("Site", """
        n.lat, n.lon,
        COLLECT { MATCH path = (n)-[:LOCATED_IN]->(:Region)-[:PART_OF*0..4]->(r:Region)
                  RETURN [r.id, r.name_zh, r.name_en, r.level] ORDER BY length(path) }""", _place),
    "MEASURES": Kind("Parameter", _NAMES, _thing),
    "APPLIES_TO": Kind("Product", _NAMES, _thing),
    "BY_TECHNIQUE": Kind("Technique", _NAMES, _thing),
    "PERFORMED_WITH": Kind("Instrument", f"""
        {_NAMES}, n.range_text,
        [(n)-[:INSTANCE_OF]->(m:InstrumentModel) WHERE m.ended_run IS NULL | [m.id, m.name_zh, m.name_en]],
        n.access, n.calibrated, n.calibration_due""", _device),
    "USES": Kind("TestMethod", """
        n.clause, n.verbatim, n.in_house_code,
        head([(n)-[:DEFINED_BY]->(d) | d.id]), head([(n)-[:DEFINED_BY]->(d) | d.designation]),
        COLLECT { MATCH (n)-[:DEFINED_BY]->()-[:EDITION_OF*0..1]-(d)-[:CLASSIFIED_BY]->(k:Classification)
                  WHERE d.ended_run IS NULL AND k.ended_run IS NULL RETURN DISTINCT k.id AS class ORDER BY class }""", _method),
    "CLASSIFIED_BY": Kind("Classification", """
        COLLECT { MATCH path = (n)-[:BROADER*0..4]->(k:Classification) WHERE k.ended_run IS NULL
                  RETURN [k.id, k.name_zh, k.name_en] ORDER BY length(path), k.id }""", _line),
}  # fmt: skip
_OWN = {
    "HAS_EXTENT": Kind("Extent", """
        n.verbatim, n.form, n.role, n.variable, n.lo, n.hi, n.lo_open, n.hi_open, n.points, n.unit, n.ucum, n.dimension,
        n.si_lo, n.si_hi, n.si_points, n.quantity_kind, n.reordered""", _extent),
    "HAS_UNCERTAINTY": Kind("Uncertainty", """
        n.verbatim, n.form, n.role, n.values, n.unit, n.ucum, n.dimension, n.quantity_kind, n.si_values, n.relative,
        n.at, n.k, n.p, n.reordered""", _uncertainty),
    "HAS_LIMIT": Kind("Limit", """
        n.verbatim, n.role, n.value, n.unit, n.ucum, n.dimension, n.quantity_kind, n.si_value, n.matrix""", _limit),
    "RESTRICTED_BY": Kind("Restriction", """
        n.kind_of_limit, n.read, n.verbatim, n.terms, n.applies_to, n.denies, n.open, n.within""", _limited),
    "HAS_STATUS": Kind("StatusPeriod", "n.status, n.from_date, n.to_date", lambda *values: Period(*values[:3])),
}  # fmt: skip


class Neighbours:
    """By relation and id. ``meet`` reads those of a window of capabilities that were not met before."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._by: dict[str, dict[str, Any]] = {relation: {} for relation in (*_SHARED, *_OWN)}
        self._sources: dict[str, date | None] = {}
        self.classified = cache(self._classified)

    def meet(self, related: Sequence[Related], sources: Iterable[str]) -> None:
        """Read what the capabilities relate to; what is one capability's own replaces that of the window before."""
        for relation in _OWN:
            ids = {id for relations in related for id in relations.get(relation, ())}
            self._by[relation] = self._read(_OWN[relation], ids) if ids else {}
        for relation, kind in _SHARED.items():
            met = {id for relations in related for id in relations.get(relation, ())}
            if relation == "USES":
                met = {id for id, _ in met}
            elif relation == "HAS_SITE":
                met |= {site for relations in related for site in self.institutions[relations["OFFERS"][0]].sites}
            elif relation == "CLASSIFIED_BY":
                used = {id for relations in related for id, _ in relations.get("USES", ())}
                met |= {id for method in used for id in self.methods[method].classes}
            if missing := met - self._by[relation].keys():
                self._by[relation].update(self._read(kind, missing))
        if missing := set(sources) - self._sources.keys():
            self._sources.update(observed(self._graph, missing))

    def _read(self, kind: Kind, ids: Iterable[str]) -> dict[str, Any]:
        rows = self._graph.read(
            f"UNWIND $ids AS id MATCH (n:{kind.label} {{id: id}}) RETURN collect([n.id, {kind.values}]) AS found",
            {"ids": sorted(ids)},
        )
        return {id: kind.make(*values, id) for id, *values in rows[0]["found"]}

    @property
    def institutions(self) -> Mapping[str, Owner]:
        return self._by["OFFERS"]

    @property
    def scopes(self) -> Mapping[str, Annex]:
        return self._by["COVERS"]

    @property
    def sites(self) -> dict[str, Place]:
        return self._by["HAS_SITE"]

    @property
    def methods(self) -> Mapping[str, Method]:
        return self._by["USES"]

    def _classified(self, own: tuple[str, ...], cited: tuple[tuple[str, ...], ...]) -> Classified:
        """What the classes of a capability and of each of its methods, by id, amount to."""
        known: Mapping[str, classes.Line] = self._by["CLASSIFIED_BY"]
        return classes.classified([known[id] for id in own], [[known[id] for id in ids] for ids in cited])

    @property
    def extents(self) -> Mapping[str, Extent]:
        return self._by["HAS_EXTENT"]

    @property
    def uncertainties(self) -> Mapping[str, Uncertainty]:
        return self._by["HAS_UNCERTAINTY"]

    @property
    def limits(self) -> Mapping[str, Limit]:
        return self._by["HAS_LIMIT"]

    @property
    def restrictions(self) -> Mapping[str, Limited]:
        return self._by["RESTRICTED_BY"]

    def things(self, relation: str, ids: Sequence[str]) -> tuple[Thing, ...]:
        """Parameters, products or techniques, by the relation to them."""
        known = self._by[relation]
        return tuple([known[id] for id in ids])

    @property
    def instruments(self) -> Mapping[str, Device]:
        return self._by["PERFORMED_WITH"]

    def periods(self, ids: Sequence[str]) -> tuple[Period, ...]:
        """The dated states of a capability, the earliest first."""
        return tuple(
            sorted((self._by["HAS_STATUS"][id] for id in ids), key=lambda each: (str(each.start), str(each.end)))
        )

    def observed(self, source: str) -> date | None:
        """When the publisher of a source was last read."""
        return self._sources.get(source)


def observed(graph: Graph, sources: Iterable[str]) -> dict[str, date | None]:
    """When the publishers of sources (by id) were last read."""
    rows = graph.read(
        "UNWIND $ids AS id MATCH (s:Source {id: id}) RETURN s.id AS id, s.observed_on AS day", {"ids": sorted(sources)}
    )
    return {row["id"]: row["day"] for row in rows}
