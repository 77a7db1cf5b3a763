"""What a row states of a capability's ranges, uncertainties and limits, as records."""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from kg.quantities import (
    Extent,
    Limit,
    Uncertainty,
    Unit,
    read_extents,
    read_limits,
    read_range,
    read_uncertainties,
    unit,
)
from kg.schema.identity import hashed
from kg.schema.prefixes import term
from kg.schema.record import Link, Record


class Stating(Protocol):
    """What measures state their records to: a run, or whoever collects them."""

    def state(self, record: Record) -> Link: ...

    def state_all(self, records: Iterable[Record]) -> None: ...

    def issue(self, kind: str, detail: str) -> None: ...


def measure(
    run: Stating, capability: str, range_text: str | None, uncertainty_text: str | None = None,
    *, variable: str | None = None, quality: str = "CMC",
) -> None:  # fmt: skip
    """State what the cells of a capability (by id) that are there for it say: the measurand's range, how well it is measured
    (``quality``: CMC, routine, certified value), and from what on."""
    for number, extent in enumerate(read_range(range_text, variable=variable) if range_text else ()):
        run.state(extent_record(capability, f"measurand {number}", extent))
    if uncertainty_text:
        for number, uncertainty in enumerate(read_uncertainties(uncertainty_text, role=quality)):
            run.state(_uncertainty(capability, f"stated {number}" if number else "stated", uncertainty))
        run.state_all(_limits(run, capability, read_limits(uncertainty_text)))
    run.state_all(_limits(run, capability, read_limits(range_text or "")))


def mention(run: Stating, capability: str, text: str | None) -> None:
    """State the ranges and limits that running text mentions; whose they are, it does not say."""
    limits = read_limits(text or "")
    run.state_all(_limits(run, capability, limits))
    if not limits:
        found = enumerate(read_extents(text or ""))
        run.state_all(extent_record(capability, f"mentioned {number}", extent) for number, extent in found)


def in_si(found: Mapping[str, Any]) -> dict[str, Any]:
    """What follows from the ends and the unit of an extent that a table states: code, kind and bounds in SI."""
    known = unit(found.get("unit") or found.get("ucum") or "")
    if known is None:
        return {}
    bounds = {f"si_{end}": known.si(found[end]) for end in ("lo", "hi") if found.get(end) is not None}
    points = {"si_points": [known.si(point) for point in found["points"]]} if found.get("points") else {}
    stated = {"form": "points" if points else "interval", **_measured(known), **bounds, **points}
    return {name: value for name, value in stated.items() if found.get(name) is None}


def extent_record(capability: str, of: str, extent: Extent) -> Record:
    """The extent of a capability (by id); ``of`` tells it from the capability's others."""
    said = {name: getattr(extent, name) for name in ("form", "role", "variable", "lo", "hi", "unit", "verbatim")}
    flags = {name: True for name in ("lo_open", "hi_open", "reordered") if getattr(extent, name)}
    points = {"points": list(extent.points), "si_points": list(extent.si_points)}
    ends = {} if extent.si is None else {"si_lo": _finite(extent.si.lo), "si_hi": _finite(extent.si.hi)}
    return _record("Extent", "HAS_EXTENT", capability, of, {**said, **flags, **points, **ends, **_measured(extent)})


def _uncertainty(capability: str, of: str, found: Uncertainty) -> Record:
    said = {name: getattr(found, name) for name in ("form", "role", "unit", "relative", "at", "k", "p", "verbatim")}
    values = {"values": list(found.values), "si_values": list(found.si_values), "reordered": found.reordered or None}
    return _record("Uncertainty", "HAS_UNCERTAINTY", capability, of, {**said, **values, **_measured(found)})


def _limits(run: Stating, capability: str, found: Iterable[Limit]) -> Iterator[Record]:
    for limit in found:
        if limit.is_misprint:
            run.issue("limit of 0 or less", limit.verbatim)
        said = {name: getattr(limit, name) for name in ("role", "value", "unit", "si_value", "matrix", "verbatim")}
        yield _record("Limit", "HAS_LIMIT", capability, f"{limit.role} {limit.verbatim}", {**said, **_measured(limit)})


def _measured(value: Extent | Uncertainty | Limit | Unit) -> dict[str, Any]:
    kind = term(f"quantitykind:{value.kind}") if value.kind else None
    return {"ucum": value.ucum, "dimension": value.dimension, "quantity_kind": kind}


def _finite(end: float) -> float | None:
    return end if math.isfinite(end) else None


def _record(entity: str, relation: str, capability: str, of: str, properties: dict[str, Any]) -> Record:
    return Record(
        entity, hashed(entity.lower(), capability, of), properties, (Link(relation, "Capability", capability),)
    )
