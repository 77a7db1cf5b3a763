"""The ranges that a CMC of the KCDB states: of conditions (its influence parameters), and the unit of its measurand."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kg.ingest.capability import row_id
from kg.ingest.measures import extent_record
from kg.ingest.row import Row, RowError
from kg.ingest.sources.kcdb.markup import plain
from kg.quantities import Extent, read_range, unit
from kg.quantities.interval import Interval
from kg.schema.record import Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

_KEYS = frozenset({"id", "name", "value", "kcdbcmc"})


class Influence(NamedTuple):
    """An influence parameter: KCDB's number of it, its name, and its value as printed, HTML and all."""

    number: str
    name: str | None
    value: str | None


def influences(row: Row) -> list[Influence]:
    """The influence parameters of a CMC; ``RowError`` when the cell is no list of them, or one is another CMC's."""
    try:
        said = json.loads(row.need("parameters"))
    except (ValueError, RecursionError) as error:
        raise RowError("parameters", f"is no JSON: {error}") from error
    if not isinstance(said, list) or not all(isinstance(each, dict) and each.keys() == _KEYS for each in said):
        raise RowError("parameters", f"is no list of objects with {', '.join(sorted(_KEYS))}")
    if strange := [each["id"] for each in said if str(each["kcdbcmc"]) != row.need("id")]:
        raise RowError("parameters", f"number {strange[0]} belongs to another CMC")
    return [Influence(str(each["id"]), _text(each["name"]), _text(each["value"])) for each in said]


def _text(value: object) -> str | None:
    return str(value).strip() or None if value is not None else None


def extents(run: "Run", row: Row, measurand: str, parameters: list[Influence]) -> Iterator[Record]:
    """The extents of a row's capability. A CMC file does not say the measurand's range: of it only the base unit is known.

    An influence parameter without a value limits nothing, and is an issue of the run; so is one without a name, which is
    kept, as its value may tell.
    """
    base, capability = row.need("baseUnit"), row_id(run, row)
    printed = plain(base)
    stated = Extent(base, role="measurand", variable=measurand, unit=printed).measured_in(unit(printed))
    yield extent_record(capability, "measurand", stated)
    for each in parameters:
        if each.value is None:
            run.issue("influence parameter without a value", f"{each.name}")
            continue
        if each.name is None:
            run.issue("influence parameter without a name", each.value)
        name = plain(each.name) if each.name else None
        for number, extent in enumerate(read_range(each.value, role="influence", variable=name)):
            yield extent_record(capability, f"{each.number} {number}", _at_most(extent) if _greatest(name) else extent)


def _greatest(name: str | None) -> bool:
    return name is not None and name.casefold().startswith("maximum ")


def _at_most(extent: Extent) -> Extent:
    """What is printed as the one value of a maximum is the high end of a range."""
    if len(extent.points) != 1:
        return extent
    si = Interval(hi=extent.si_points[0]) if extent.si_points else None
    return replace(extent, form="interval", hi=extent.points[0], points=(), si=si, si_points=())
