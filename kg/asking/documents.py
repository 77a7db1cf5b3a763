"""Standards and editions as closeness needs them: asked of the graph one by one, or all of them held in memory."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from kg.graph.driver import Graph
from kg.matching.closeness import Claim, Document

# Families are small; one that is not is a mistake in the data, and would make an answer slow.
MOST = 2000


class Around(NamedTuple):
    """A document with what stands around it: ids of its editions (of an edition: of its standard), what is claimed of it."""

    document: Document
    editions: tuple[str, ...]
    claims: tuple[Claim, ...]


class Documents(Protocol):
    """Where standards and editions are looked up."""

    def meant(self, key: str) -> list[str]:
        """What an id means: the edition alone; the standard and all its editions. None that has ended."""

    def around(self, ids: Iterable[str]) -> list[Around]:
        """Documents (by id) with what stands around them; those that are not known are left out."""


_CLAIM = "[type(r), startNode(r).id, endNode(r).id, r.degree, r.extent, r.effective, r.known, r.source]"
_ABOUT = "n.id, n.designation, coalesce(w.id, n.id), n.standing, n.published, n.implemented, n.withdrawn"
AROUND = f"""
UNWIND $ids AS id
MATCH (n:Standard|StandardEdition {{id: id}})
OPTIONAL MATCH (n)-[:EDITION_OF]->(w:Standard)
RETURN n.id AS id, [{_ABOUT}] AS document,
       COLLECT {{ MATCH (n)-[:EDITION_OF]-(m) WHERE m.ended_run IS NULL RETURN m.id ORDER BY m.id LIMIT 2000 }} AS editions,
       COLLECT {{ MATCH (n)-[r:REPLACES|ADOPTS]-(m) WHERE m.ended_run IS NULL
                  RETURN {_CLAIM} ORDER BY m.id LIMIT 2000 }} AS claims
ORDER BY id LIMIT $most
"""


class InGraph:
    """Each asked of the graph when it is wanted."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def meant(self, key: str) -> list[str]:
        rows = self._graph.read(
            """
            CALL () {
              MATCH (n:StandardEdition {id: $key}) RETURN n
              UNION MATCH (n:Standard {id: $key}) RETURN n
              UNION MATCH (:Standard {id: $key})<-[:EDITION_OF]-(n:StandardEdition) RETURN n
            }
            WITH n WHERE n.ended_run IS NULL
            RETURN n.id AS id ORDER BY id LIMIT 500
            """,
            {"key": key},
        )
        return [row["id"] for row in rows]

    def around(self, ids: Iterable[str]) -> list[Around]:
        rows = self._graph.read(AROUND, {"ids": list(ids), "most": MOST})
        return [
            Around(Document(*row["document"]), tuple(row["editions"]), tuple(Claim(*said) for said in row["claims"]))
            for row in rows
        ]


class InMemory:
    """All of a graph, as it was when they were read: what is asked of it takes microseconds."""

    def __init__(self, documents: Iterable[tuple[Document, bool]], claims: Iterable[Claim]) -> None:
        self._documents: dict[str, Document] = {}
        self._ended: set[str] = set()
        self._editions: defaultdict[str, list[str]] = defaultdict(list)
        self._claims: defaultdict[str, list[tuple[str, Claim]]] = defaultdict(list)
        for document, ended in documents:
            self._documents[document.id] = document
            if ended:
                self._ended.add(document.id)
            if document.is_edition:
                self._editions[document.work].append(document.id)
        for claim in claims:
            for id, other in ((claim.start, claim.end), (claim.end, claim.start)):
                if other not in self._ended:
                    self._claims[id].append((other, claim))

    @classmethod
    def of(cls, graph: Graph) -> "InMemory":
        """Read them all: some 100,000 a second."""
        return cls(_documents(graph), _claims(graph))

    def meant(self, key: str) -> list[str]:
        there = [key] if key in self._documents else []
        return sorted(self._living([*there, *self._editions.get(key, ())]))

    def around(self, ids: Iterable[str]) -> list[Around]:
        return [
            Around(found, tuple(sorted(self._living(self._beside(found)))), tuple(claim for _, claim in sorted(self._claims.get(id, ()))))
            for id in sorted(set(ids))
            if (found := self._documents.get(id))
        ]  # fmt: skip

    def _beside(self, document: Document) -> Iterable[str]:
        return (document.work,) if document.is_edition else self._editions.get(document.id, ())

    def _living(self, ids: Iterable[str]) -> list[str]:
        return [id for id in ids if id not in self._ended]


def _documents(graph: Graph) -> Iterable[tuple[Document, bool]]:
    found = _batches(
        graph,
        f"MATCH (n:Standard|StandardEdition) OPTIONAL MATCH (n)-[:EDITION_OF]->(w:Standard) "
        f"RETURN collect([{_ABOUT}, n.ended_run IS NOT NULL]) AS found",
    )
    return ((Document(*about), ended) for *about, ended in found)


def _claims(graph: Graph) -> Iterable[Claim]:
    return (
        Claim(*said) for said in _batches(graph, f"MATCH ()-[r:REPLACES|ADOPTS]->() RETURN collect({_CLAIM}) AS found")
    )


def _batches(graph: Graph, cypher: str) -> Iterable[list[Any]]:
    """Thousands of things travel as one record: a record of its own each would take three times as long."""
    rows: Iterable[Mapping[str, Any]] = graph.stream(
        f"CALL () {{ {cypher} }} UNWIND range(0, size(found) - 1, $many) AS first RETURN found[first..first + $many] AS some",
        {"many": 2000},
    )
    return (each for row in rows for each in row["some"])
