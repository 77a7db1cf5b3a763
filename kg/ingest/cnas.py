"""What the registers of CNAS have in common: the authority, certificates with branches, periods that join scopes."""

from datetime import date
from typing import TYPE_CHECKING

from kg.ingest.capability import institution, institution_id, scope, site
from kg.ingest.concepts import authority
from kg.ingest.dates import day, period
from kg.ingest.row import Row, RowError
from kg.schema.core import Words
from kg.schema.identity import readable
from kg.schema.record import Link, Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

NAME = Words("China National Accreditation Service for Conformity Assessment", "中国合格评定国家认可委员会")
# The repository that collected the registers is under this licence; what it collected are facts of a public register.
LICENCE = "Apache-2.0 (collection); facts of a public register"
_NO_WEB = frozenset({"/", "无", "N", "-"})


class Register:
    """Certificates as the institutions' table states them; scope rows are joined to them by name and period."""

    def __init__(self, run: "Run", kind: str) -> None:
        self.run, self.kind = run, kind
        self._scopes: dict[tuple[str, str], tuple[str, str, str | None]] = {}

    def certificate(
        self, row: Row, name: str, number: str, *, starts: str, ends: str, address: str, criteria: str | None = None,
        independence: str | None = None, postcode: str | None = None, other_name: str | None = None, web: str | None = None,
    ) -> Record:  # fmt: skip
        """State an institution, its site, its accreditation and the scope that names it; returns the institution."""
        start_text, end_text = row.take(starts), row.take(ends)
        start, end = self._dates(starts, day(starts, start_text), day(ends, end_text))
        others = [other_name] if other_name else []
        stated = institution(self.run, name, self.kind, web=None if web in _NO_WEB else web, former_name=others)
        site(self.run, stated.id, address, postcode=None if postcode in _NO_WEB else postcode)
        granted = authority(self.run, "CNAS", NAME, "CN", arrangement=["APAC MRA", "ILAC MRA"])
        id = readable("cnas", number)
        properties = {"number": number, "scheme": "CNAS", "legal_kind": "accreditation", "criteria": criteria}
        links = (Link("HOLDS", "Institution", stated.id), granted._replace(relation="GRANTED_BY"))
        self.run.state(Record("Accreditation", id, properties, links))
        annex = scope(
            self.run,
            id,
            stated.id,
            valid_from=start,
            valid_to=end,
            independence_type=independence,
            language="zh",
        )
        self._scopes[name, f"{start_text or ''} - {end_text or ''}".strip()] = (stated.id, annex.id, independence)
        return stated

    def _dates(self, field: str, start: date | None, end: date | None) -> tuple[date | None, date | None]:
        """The printed period. A start after the register was read cannot be one: it is an issue, and unknown."""
        if start and self.run.observed_on and start > self.run.observed_on:
            self.run.issue("start after the register was read", f"{start}: probably the end, in the wrong column")
            return None, end
        return period(field, start, end)

    def joined(self, name: str, printed: str) -> tuple[str, str, str | None]:
        """Institution, scope and independence type of a scope row; ``RowError`` when no certificate fits."""
        found = self._scopes.get((name, printed.strip()))
        if found is None:
            raise RowError(
                "周期",
                f"no certificate of '{name}' ({institution_id(self.run, name)}) has the period {printed}",
            )
        return found


def printed_period(text: str) -> tuple[date | None, date | None]:
    """``2019/04/24 - 2025/04/23`` as two days; an end (or a start) that is not printed is unknown."""
    start, _, end = f" {text} ".partition(" - ")
    return day("周期", start.strip() or None), day("周期", end.strip() or None)
