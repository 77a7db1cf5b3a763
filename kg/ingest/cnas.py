"""What the tables of the Chinese accreditation body CNAS have in common: bodies, their certificates and
periods.

One register number may cover several branches, each with dates of its own. So a number is an accreditation,
each body holds it through a scope of its own, and the dates of a row are the scope's; the accreditation has
only the dates on which all rows of its number agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.ingest import concepts
from kg.ingest.dates import in_order, read_period
from kg.ingest.row import RowError
from kg.schema.core import Words
from kg.schema.identity import hashed, readable
from kg.schema.record import Link, Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

NAME = Words("China National Accreditation Service for Conformity Assessment", "中国合格评定国家认可委员会")
ARRANGEMENTS = ["APAC MRA", "ILAC MRA"]


@dataclass(frozen=True)
class Body:
    """A row of the register: a body, its certificate and the period of that."""

    name: str
    number: str
    start: date | None
    end: date | None
    address: str | None = None
    postcode: str | None = None
    web: str | None = None
    other_name: str | None = None
    independence_type: str | None = None
    criteria: str | None = None


@dataclass(frozen=True)
class Holder:
    """A body with the scope of one period, as the rows of its scope refer to it."""

    institution: str
    scope: str
    independence_type: str | None
    valid_from: date | None
    valid_to: date | None

    @property
    def period(self) -> dict[str, date | None]:
        """Properties of a capability in this scope."""
        return {"valid_from": self.valid_from, "valid_to": self.valid_to}

    @property
    def links(self) -> tuple[Link, Link]:
        """Links of a capability in this scope."""
        return Link("OFFERS", "Institution", self.institution), Link("COVERS", "Scope", self.scope)


class Register:
    """The bodies of a run, by name and printed period."""

    def __init__(self, run: "Run", kind: str) -> None:
        self._run, self._kind = run, kind
        self._holders: dict[tuple[str, date | None, date | None], Holder] = {}
        self._periods: dict[str, set[tuple[date | None, date | None]]] = {}
        self._sites: dict[str, set[str]] = {}

    def enter(self, body: Body) -> Record:
        """State the accreditation, scope and site that a row names; the institution is the row's record."""
        in_order("period", body.start, body.end)
        source = self._run.dataset
        institution = hashed("institution", source, body.name)
        accreditation = readable("cnas", body.number)
        start, end = self._trusted(body), body.end
        scope = hashed("scope", source, body.number, body.name, _iso(body.start), _iso(body.end))
        granted = concepts.authority(self._run, "CNAS", NAME, "CN", arrangement=ARRANGEMENTS)
        held = Link("HOLDS", "Institution", institution)
        self._run.state(
            Record(
                "Accreditation",
                accreditation,
                {
                    "scheme": "CNAS", "legal_kind": "accreditation", "number": body.number,
                    "criteria": body.criteria,
                },
                (held, granted._replace(relation="GRANTED_BY")),
            )
        )  # fmt: skip
        self._run.state(
            Record(
                "Scope",
                scope,
                {
                    "language": "zh", "valid_from": start, "valid_to": end,
                    "independence_type": body.independence_type,
                },
                (held, Link("HAS_SCOPE", "Accreditation", accreditation)),
            )
        )  # fmt: skip
        self._site(body, institution, scope)
        self._periods.setdefault(body.number, set()).add((start, end))
        holder = Holder(institution, scope, body.independence_type, start, end)
        self._holders[body.name, body.start, body.end] = holder
        return Record("Institution", institution, self._named(body))

    def _named(self, body: Body) -> dict[str, Any]:
        former = [body.other_name] if body.other_name else []
        return {**concepts.names(body.name), "kind": self._kind, "web": body.web, "former_name": former}

    def _trusted(self, body: Body) -> date | None:
        """The printed start; but a lone one after the day of reading is probably an end in the wrong
        column."""
        read_on = self._run.observed_on
        if body.end is None and body.start is not None and read_on is not None and body.start > read_on:
            detail = f"{body.number}: {body.start}, no end, read about {read_on}; the date is not used"
            self._run.issue("start after the register was read", detail)
            return None
        return body.start

    def _site(self, body: Body, institution: str, scope: str) -> None:
        if body.address is None:
            return
        site = hashed("site", self._run.dataset, body.name, body.address)
        located = concepts.region(self._run, body.address)
        links = (Link("HAS_SITE", "Institution", institution), *((located,) if located else ()))
        self._run.state(Record("Site", site, {"address": body.address, "postcode": body.postcode}, links))
        self._sites.setdefault(scope, set()).add(site)

    def holder(self, name: str, period: str | None) -> Holder:
        """Who holds the scope that a row belongs to; ``RowError`` when the register has no such row."""
        start, end = read_period("周期", period)
        found = self._holders.get((name, start, end))
        if found is None:
            raise RowError("周期", f"the register has no row of {name} for {_iso(start)} to {_iso(end)}")
        return found

    def rest(self) -> Iterator[Record]:
        """What only all rows together show: dates on which the rows of a number agree, and the one site of a
        scope."""
        for number, periods in self._periods.items():
            starts, ends = {start for start, _ in periods}, {end for _, end in periods}
            agreed = {"valid_from": starts.pop() if len(starts) == 1 else None,
                      "valid_to": ends.pop() if len(ends) == 1 else None}  # fmt: skip
            what = {"scheme": "CNAS", "legal_kind": "accreditation", "number": number}
            yield Record("Accreditation", readable("cnas", number), {**what, **agreed})
        for scope, sites in self._sites.items():
            if len(sites) == 1:
                yield Record("Scope", scope, {}, (Link("AT", "Site", sites.pop()),))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
