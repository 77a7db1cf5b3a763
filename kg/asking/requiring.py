"""From the parameters of a question to a requirement: names found in the graph, quantities in SI."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kg.asking.documents import Documents
from kg.asking.family import family
from kg.errors import UsageError
from kg.graph.driver import Graph
from kg.matching import asked
from kg.matching.closeness import CLOSENESS, Closeness, fits
from kg.matching.requirement import Access, Cites, Equipped, Named, Near, Requirement, Within

# What each text of each parameter was found to be: ids.
Subjects = Mapping[str, Mapping[str, tuple[str, ...]]]

_NAMED = ("parameter", "product", "technique", "classification", "region", "include", "exclude")


def requirement(documents: Documents, params: Any, found: Subjects, as_of: date) -> Requirement:
    """The requirement that the parameters of a question about capabilities make; ``UsageError`` for a quantity that is not read."""

    def get(name: str) -> Any:
        return getattr(params, name, None)

    if get("clause") and not get("standard"):
        raise UsageError("'clause' is one of a standard: say 'standard' too.")
    named = {name: _named(found, name) for name in _NAMED}
    return Requirement(
        as_of,
        activity=params.activity,
        standard=cites(documents, found.get("standard", {}), as_of, get("match")),
        clause=get("clause"),
        **named,
        instrument=_equipped(
            found, get("instrument_range"), get("instrument_access"), as_of if get("instrument_calibrated") else None
        ),
        range=asked.ranged(text, get("scale")) if (text := get("range")) else None,
        conditions=tuple(map(asked.condition, get("condition") or ())),
        uncertainty=_within(get("uncertainty"), get("at")),
        limit=_limit(get("detection_limit"), get("quantification_limit")),
        near=_near(get("near"), get("within_km")),
        where=get("where"),
        schemes=tuple(get("scheme") or ()),
        purpose=get("purpose"),
        kind=get("kind"),
        any_validity=params.validity == "any",
        any_customer=params.available_to == "any",
    )


def cites(
    documents: Documents, standards: Mapping[str, tuple[str, ...]], as_of: date, match: Closeness | None
) -> Cites | None:
    """What is close enough to the standard asked for, by id."""
    for text, ids in standards.items():
        around = family(documents, ids, match or "exact")
        dated = any(around.documents[id].is_edition for id in ids if id in around.documents)
        return Cites(text, dated, fits(around, ids, as_of, match or "exact"))
    return None


def beyond(
    graph: Graph, documents: Documents, standards: Mapping[str, tuple[str, ...]], as_of: date, close: Cites
) -> int:
    """Capabilities that cite another edition or an adoption of it, less close than the question wants."""
    widest = cites(documents, standards, as_of, CLOSENESS[-1])
    rows = graph.read(
        """
        UNWIND $ids AS id
        MATCH (d:Standard|StandardEdition {id: id})<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)
        WHERE c.ended_run IS NULL
        RETURN count(DISTINCT c) AS capabilities ORDER BY capabilities LIMIT 1
        """,
        {"ids": sorted(widest.fits.keys() - close.fits.keys()) if widest else []},
    )
    return int(rows[0]["capabilities"]) if rows else 0


def _named(found: Subjects, name: str) -> Named | None:
    things = found.get(name)
    if not things:
        return None
    return Named(", ".join(things), frozenset(id for ids in things.values() for id in ids))


def _equipped(found: Subjects, span: str | None, access: Access | None, calibrated: date | None) -> Equipped | None:
    needed = asked.ranged(span, what="instrument_range") if span else None
    wanted = Equipped(_named(found, "instrument"), _named(found, "instrument_kind"), needed, access, calibrated)
    return wanted if any(wanted) else None


def _within(text: str | None, at: str | None) -> Within | None:
    if text is None:
        if at is not None:
            raise UsageError("'at' is the value at which an uncertainty holds: say 'uncertainty' too.")
        return None
    return asked.within(text, at)


def _limit(detection: str | None, quantification: str | None) -> Any:
    if detection and quantification:
        raise UsageError("say either detection_limit or quantification_limit.")
    if detection:
        return asked.least(detection, "detection")
    return asked.least(quantification, "quantification") if quantification else None


def _near(text: str | None, kilometres: float | None) -> Near | None:
    if (text is None) != (kilometres is None):
        raise UsageError("'near' and 'within_km' go together: near=30.52,114.31 within_km=200.")
    return asked.near(text, kilometres) if text is not None and kilometres is not None else None
