"""The standards around those that a question names: their editions, what replaced them, what adopts them."""

from collections.abc import Iterable
from typing import Any

from kg.graph.driver import Graph
from kg.matching.closeness import LONGEST, Claim, Closeness, Document, Family

# How many steps from what was asked for a match can lie.
_REACH: dict[Closeness, int] = {
    "exact": 0,
    "edition": 1,
    "standard": 2,
    "current": LONGEST,
    "equivalent": LONGEST,
    "comparable": LONGEST,
}
# Families are small; one that is not is a mistake in the data, and would make an answer slow.
MOST = 2000

_AROUND = """
UNWIND $ids AS id
MATCH (n:Standard|StandardEdition {id: id})
OPTIONAL MATCH (n)-[:EDITION_OF]->(w:Standard)
RETURN n.id AS id, n.designation AS designation, coalesce(w.id, n.id) AS work, n.standing AS standing,
       n.published AS published, n.implemented AS implemented, n.withdrawn AS withdrawn,
       COLLECT { MATCH (n)-[:EDITION_OF]-(m) WHERE m.ended_run IS NULL RETURN m.id ORDER BY m.id LIMIT $most } AS editions,
       COLLECT { MATCH (n)-[r:REPLACES|ADOPTS]-(m) WHERE m.ended_run IS NULL
                 RETURN r {.degree, .extent, .effective, .known, .source, relation: type(r), start: startNode(r).id, end: endNode(r).id}
                 ORDER BY m.id LIMIT $most } AS claims
ORDER BY id LIMIT $most
"""


def family(graph: Graph, ids: Iterable[str], match: Closeness) -> Family:
    """The family of some standards or editions, as far as ``match`` needs it."""
    found = Family()
    frontier = list(dict.fromkeys(ids))
    claims: dict[Claim, None] = {}
    for step in range(_REACH[match] + 1):
        if not frontier or len(found.documents) >= MOST:
            break
        nearby: dict[str, None] = {}
        for row in graph.read(_AROUND, {"ids": frontier, "most": MOST}):
            found.documents[row["id"]] = Document(*(row[name] for name in Document._fields))
            related = [_claim(said) for said in row["claims"]]
            claims |= dict.fromkeys(related)
            nearby |= dict.fromkeys([*row["editions"], *(end for claim in related for end in (claim.start, claim.end))])
        frontier = [id for id in nearby if id not in found.documents] if step < _REACH[match] else []
    found.claims = list(claims)
    return found


def _claim(said: dict[str, Any]) -> Claim:
    return Claim(*(said[name] for name in Claim._fields))
