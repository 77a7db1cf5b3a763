"""How close what candidates cite is to the standard that a question asks for."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from kg.asking.family import family
from kg.graph.driver import Graph
from kg.matching.closeness import CLOSENESS, Closeness, Fit, fits
from kg.matching.reason import Reason
from kg.matching.standard import verdicts


@dataclass(frozen=True)
class Close:
    """The documents that are close enough to the standard asked for (``asked``, a designation), by id. ``dated``: whether
    that names an edition. Empty where a question asks for no standard, or not how close one has to be."""

    asked: str = ""
    dated: bool = False
    documents: Mapping[str, Fit] = field(default_factory=dict)
    ids: Sequence[str] = ()

    @classmethod
    def to(cls, graph: Graph, asked: str, ids: Sequence[str], as_of: date, match: Closeness) -> "Close":
        around = family(graph, ids, match)
        dated = any(around.documents[id].is_edition for id in ids if id in around.documents)
        return cls(asked, dated, fits(around, ids, as_of, match), ids)

    def beyond(self, graph: Graph, as_of: date) -> int:
        """Capabilities that cite another edition or an adoption of it, less close than the question wants."""
        wider = self.to(graph, self.asked, self.ids, as_of, CLOSENESS[-1]).documents.keys() - self.documents.keys()
        rows = graph.read(
            """
            UNWIND $ids AS id
            MATCH (d:Standard|StandardEdition {id: id})<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)
            WHERE c.ended_run IS NULL
            RETURN count(DISTINCT c) AS capabilities ORDER BY capabilities LIMIT 1
            """,
            {"ids": sorted(wider)},
        )
        return int(rows[0]["capabilities"]) if rows else 0

    def fit(self, row: Mapping[str, Any]) -> Fit | None:
        """The closest of what a candidate cites."""
        cited = (self.documents[id] for id in row.get("standards", ()) if id in self.documents)
        return min(cited, key=lambda fit: (CLOSENESS.index(fit.closeness), len(fit.path), fit.document), default=None)

    def rank(self, row: Mapping[str, Any]) -> int:
        """The closest first; all alike where nothing was asked."""
        fit = self.fit(row)
        return CLOSENESS.index(fit.closeness) if fit else 0

    def count(self, rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
        """Candidates by closeness, the closest first."""
        counts = Counter(fit.closeness for row in rows if (fit := self.fit(row)))
        return {closeness: counts[closeness] for closeness in CLOSENESS if counts[closeness]}

    def reasons(self, row: Mapping[str, Any], card: Mapping[str, Any]) -> tuple[Reason, ...]:
        """Whether a candidate answers technically, and whether it is accredited as asked."""
        fit = self.fit(row)
        return verdicts(self.asked, self.dated, fit, card) if fit else ()

    def told(self, row: Mapping[str, Any]) -> dict[str, Any] | None:
        """The fit of a candidate as plain values: its path as data and in words."""
        fit = self.fit(row)
        if fit is None:
            return None
        return asdict(fit) | {"path": [step._asdict() for step in fit.path], "words": fit.words._asdict()}
