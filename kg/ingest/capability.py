"""What sources of scopes state alike: an institution with its site, a scope, a capability with what hangs on it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.ingest.concepts import names, region
from kg.ingest.notes import Note
from kg.ingest.run import named
from kg.schema.identity import hashed
from kg.schema.record import Link, Record

if TYPE_CHECKING:
    from kg.ingest.row import Row
    from kg.ingest.run import Run


def institution(run: "Run", name: str, kind: str, **properties: Any) -> Record:
    """An institution by its printed name within its data set; same names elsewhere are other records."""
    return Record("Institution", institution_id(run, name), {**names(name), "kind": kind, **properties})


def institution_id(run: "Run", name: str) -> str:
    return hashed("institution", run.dataset, name)


def site(run: "Run", owner: str, address: str, **properties: Any) -> Link:
    """State a site of an institution (by id), with the region its address tells."""
    where = region(run, address)
    links = (Link("HAS_SITE", "Institution", owner), *((where,) if where else ()))
    return run.state(
        Record("Site", hashed("site", run.dataset, owner, address), {"address": address, **properties}, links)
    )


def scope(run: "Run", accreditation: str, owner: str, **properties: Any) -> Link:
    """State the annex of an accreditation (by id) that names an institution (by id)."""
    said = (str(value) for value in properties.values())
    id = hashed("scope", run.dataset, accreditation, owner, *said)
    links = (Link("HAS_SCOPE", "Accreditation", accreditation), Link("HOLDS", "Institution", owner))
    return run.state(Record("Scope", id, properties, links))


def capability(
    run: "Run", row: "Row", owner: str, scope_id: str, *, methods: Iterable[Link], links: Iterable[Link] = (),
    use: str = "unknown", **properties: Any,
) -> Record:  # fmt: skip
    """The capability that a row states, offered by an institution (by id) under a scope (by id). Its id is the row's: that
    of its key where the source has one, else rows that say the same are one capability."""
    uses = (named(method, "USES", use=use) for method in methods)
    owned = (Link("OFFERS", "Institution", owner), Link("COVERS", "Scope", scope_id))
    return Record("Capability", row_id(run, row), properties, (*owned, *dict.fromkeys(uses), *links))


def row_id(run: "Run", row: "Row", kind: str = "capability") -> str:
    return hashed(kind, run.dataset, row.need(row.key) if row.key else row.digest().hex())


def restrict(run: "Run", row: "Row", text: str | None, note: Note) -> None:
    """State the restriction that a note or a limit column makes on the row's capability; it is kept unread."""
    if text and note.limits:
        links = (Link("RESTRICTED_BY", "Capability", row_id(run, row)),)
        properties = {
            "kind_of_limit": "unknown",
            "read": False,
            "verbatim": text,
            "applies_to": list(note.applies_to),
        }
        run.state(Record("Restriction", row_id(run, row, "restriction"), properties, links))
