"""Plain Cypher on the graph itself: the same questions as one would write them first.

Dates of a capability come before those of its scope, and these before its certificate's. Regions are those of all sites of an institution:
in the invented world it has one. Words are looked for in the names of parameters
and products as they stand: the mix asks for words that are part of no other word and stand in no other name.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.asked import FACETS, PAGE, Answer, Asked, Value
from benchmarks.peers.documents import Document
from kg.graph import Graph

_STARTS = {
    "standard": "MATCH (:StandardEdition|Standard {id: $standard})<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)",
    "product": "MATCH (:Product {id: $product})<-[:APPLIES_TO]-(c:Capability)",
    "words": """MATCH (v:Parameter|Product) WHERE toLower(v.name_en) CONTAINS $words[0] OR v.name_zh CONTAINS $words[0]
MATCH (v)<-[:MEASURES|APPLIES_TO]-(c:Capability)""",
}
_WORDED = """
  AND EXISTS { MATCH (c)-[:MEASURES|APPLIES_TO]->(w:Parameter|Product)
               WHERE toLower(w.name_en) CONTAINS $words[1] OR w.name_zh CONTAINS $words[1] }"""
_RANGED = """
  AND EXISTS { MATCH (c)-[:HAS_EXTENT]->(e:Extent {role: 'measurand', dimension: $dimension})
               WHERE split(coalesce(e.quantity_kind, $kind), '/')[-1] = $kind AND coalesce(e.si_lo, $lo) <= $lo AND $hi <= coalesce(e.si_hi, $hi)
                 AND e.form = 'interval' }"""
_PLACED = """
  AND EXISTS { (i)-[:HAS_SITE]->(:Site)-[:LOCATED_IN]->(:Region)-[:PART_OF*0..4]->(:Region {id: $region}) }"""
_DATED = "start <= $as_of AND $as_of <= end"
_UNDATED = "(end IS NULL OR $as_of <= end)"
_STANDING = """
WHERE c.ended_run IS NULL AND c.activity = $activity
WITH DISTINCT c
MATCH (i:Institution)-[:OFFERS]->(c)
OPTIONAL MATCH (s:Scope)-[:COVERS]->(c)
OPTIONAL MATCH (a:Accreditation)-[:HAS_SCOPE]->(s)
OPTIONAL MATCH (o:Source {id: c.source})
WITH c, i, a, o.observed_on AS observed, coalesce(c.valid_from, s.valid_from, a.valid_from) AS start,
     coalesce(c.valid_to, s.valid_to, a.valid_to) AS end
WHERE NOT coalesce(c.status, '') IN ['suspended', 'withdrawn'] AND NOT coalesce(a.status, '') IN ['suspended', 'withdrawn']"""
_PAGE = f"""
WITH i, c, coalesce({_DATED}, false) AS dated, observed < $as_of AS late, EXISTS {{ (c)-[:RESTRICTED_BY]->() }} AS restricted
WITH i, c, NOT dated AS undated, dated AND late AS late, restricted
ORDER BY undated, late, restricted, c.id
WITH i.id AS institution, collect(c.id) AS capabilities, min([undated, late, restricted, c.id]) AS best
ORDER BY best
WITH collect([institution, size(capabilities)]) AS groups
RETURN groups[0..{PAGE}] AS page, size(groups) AS institutions, reduce(n = 0, each IN groups | n + each[1]) AS capabilities
ORDER BY institutions LIMIT 1
"""
_VALUES = {
    "region": "MATCH (i)-[:HAS_SITE]->(:Site)-[:LOCATED_IN]->(:Region)-[:PART_OF*0..4]->(value:Region)",
    "parameter": "MATCH (c)-[:MEASURES]->(value:Parameter)",
    "product": "MATCH (c)-[:APPLIES_TO]->(value:Product)",
}


def found(asked: Asked) -> str:
    """What finds the capabilities c of institutions i that answer."""
    parts = [_STARTS[asked.subject], _STANDING, f"\n  AND {_UNDATED if asked.undated else _DATED}"]
    parts += [_WORDED if asked.words else "", _PLACED if asked.region else "", _RANGED if asked.wanted else ""]
    return "".join(parts)


def page(asked: Asked) -> str:
    """The statement for the page and the totals."""
    return found(asked) + _PAGE


def facet(asked: Asked, field: str) -> str:
    """The statement for the commonest values of a field."""
    return f"""{found(asked)}
{_VALUES[field]}
RETURN value.id AS value, count(DISTINCT c) AS capabilities, count(DISTINCT i) AS institutions
ORDER BY capabilities DESC, value LIMIT {PAGE}
"""


def parameters(asked: Asked) -> dict[str, Any]:
    """What the statements are given."""
    said = {name: getattr(asked, name) for name in ("standard", "product", "region", "activity", "as_of")}
    return said | (asked.wanted._asdict() if asked.wanted else {}) | {"words": asked.words}


class Cypher:
    """The graph, which holds everything already."""

    version, folder = "plain Cypher", Path("-")

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def add(self, documents: Sequence[Document]) -> None:
        """Nothing: they were read from here."""

    def settle(self) -> None:
        """Nothing: the graph is as it is loaded."""

    def answer(self, asked: Asked) -> Answer:
        said = parameters(asked)
        (row,) = self._graph.read(page(asked), said)
        rows = [(institution, n) for institution, n in row["page"]]
        facets = {field: self._facet(asked, field, said) for field in FACETS} if asked.facets else {}
        return Answer(rows, row["institutions"], row["capabilities"], facets)

    def _facet(self, asked: Asked, field: str, said: dict[str, Any]) -> list[Value]:
        found = self._graph.read(facet(asked, field), said)
        return [(row["value"], row["capabilities"], row["institutions"]) for row in found]
