"""What replaces what, as one source states it: loaded once the whole is read, so that nothing goes in a circle."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.ingest.cycles import without_cycles
from kg.ingest.documents import document, identity
from kg.ingest.row import Row
from kg.schema.record import Record
from kg.standards import Citation

if TYPE_CHECKING:
    from kg.ingest.run import Run


class _Claim(NamedTuple):
    row: str
    newer: Citation
    older: Citation
    said: tuple[tuple[str, Any], ...]


class Replacements:
    """Statements of a run, in the order in which they were read. They are held until the end: only then is it seen which
    of them closes a circle, and a document that a later row describes is worded by that row."""

    def __init__(self, run: "Run") -> None:
        self._run = run
        self._claims: list[_Claim] = []

    def add(self, row: Row, newer: Citation, older: Citation, **said: Any) -> None:
        """That ``newer`` replaces ``older``. Only an edition replaces, and none replaces itself: else it is an issue."""
        if identity(newer).entity != "StandardEdition":
            self._run.issue(
                "replaced by a standard without its year, not loaded", f"{newer.work} replaces {older.designation}"
            )
        elif identity(newer) == identity(older):
            self._run.issue("replaces itself, not loaded", older.designation)
        else:
            properties = {name: value for name, value in said.items() if value is not None} | {"known": "stated"}
            self._claims.append(_Claim(row.locator, newer, older, tuple(sorted(properties.items()))))

    def records(self) -> Iterator[Record]:
        """The newer editions with what they replace; of rows in quarantine none."""
        refused = {f"{row.file}:{row.row}" for row in self._run.quarantined}
        claims = [claim for claim in self._claims if claim.row not in refused]
        kept, closing = without_cycles((identity(claim.newer), identity(claim.older)) for claim in claims)
        for newer, older in closing:
            self._run.issue("replacement that closes a circle, not loaded", f"{newer.id} replaces {older.id}")
        stands = set(kept)
        for claim in claims:
            if (identity(claim.newer), identity(claim.older)) in stands:
                newer = document(self._run, claim.newer, "relation")
                older = document(self._run, claim.older, "relation")
                yield Record(newer.entity, newer.id, {}, (older._replace(relation="REPLACES", properties=claim.said),))
