"""What sources of scopes state alike: an institution with its site, a scope, a capability with what hangs on it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.ingest.concepts import names, region
from kg.ingest.run import named
from kg.matching.offer import Limited
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


def restrict(run: "Run", capability_id: str, limits: Iterable[Limited]) -> None:
    """State the limits of a capability: each a restriction of its own, in the order of the words that make them."""
    links = (Link("RESTRICTED_BY", "Capability", capability_id),)
    for number, limited in enumerate(dict.fromkeys(limits)):
        said: dict[str, Any] = {"kind_of_limit": limited.kind, "read": limited.read, "verbatim": limited.verbatim}
        said |= {"applies_to": list(limited.applies_to), "within": limited.within}
        if limited.read:
            said |= {"terms": list(limited.terms), "denies": limited.denies, "open": limited.open}
        run.state(Record("Restriction", hashed("restriction", run.dataset, capability_id, str(number)), said, links))
