"""Standards of the graph: the catalogue that resolves designations, one standard with its editions, and conflicts."""

from collections.abc import Mapping
from threading import Lock
from typing import Any

from kg.asking.view import view_of
from kg.errors import NotFoundError, TooLargeError
from kg.graph.driver import Graph
from kg.settings import Settings
from kg.standards import Catalogue, Known, Resolution, resolve, suggest


class Standards:
    """The standards of a graph in memory, read again when a run has changed it since."""

    def __init__(self, graph: Graph, settings: Settings) -> None:
        self._graph, self._settings = graph, settings
        self._lock = Lock()
        self._read: tuple[str, Catalogue] | None = None

    def catalogue(self) -> Catalogue:
        """All standards and editions that the graph holds, or held a moment ago."""
        mark = view_of(self._graph, self._settings).standing.mark
        with self._lock:
            if self._read is None or self._read[0] != mark:
                self._read = mark, _catalogue(self._graph)
            return self._read[1]

    def resolve(self, text: str) -> tuple[Resolution, ...]:
        """What each citation of a text means; ``TooLargeError`` for a text that is no citation any more."""
        return resolve(self.catalogue(), self._short(text))

    def suggest(self, text: str, most: int) -> list[Known]:
        """Standards whose designation begins like the text."""
        return suggest(self.catalogue(), self._short(text), most)

    def _short(self, text: str) -> str:
        most = self._settings.text_length_max
        if len(text) > most:
            raise TooLargeError(
                f"a designation has at most {most:,} characters (KG_TEXT_LENGTH_MAX); this text has {len(text):,}."
            )
        return text

    def show(self, text: str) -> dict[str, Any]:
        """The standard that a text (or an id) means, with its editions; ``NotFoundError`` with near ones."""
        catalogue = self.catalogue()
        known = catalogue.get(text.strip())
        resolutions = () if known else self.resolve(text)
        known = known or next((each.meant for each in resolutions if each.meant), None)
        known = known or next((catalogue.get(each.citation.work_key) for each in resolutions if each.citation), None)
        if known is None:
            near = ", ".join(each.designation for resolution in resolutions for each in resolution.near)
            why = resolutions[0].reasons[0].en if resolutions else "not known"
            told = f" Did you mean {near}?" if near else " 'kg standards resolve' says how it is read."
            raise NotFoundError(f"no standard '{text.strip()[:60]}': {why}.{told}")
        unknown = next((each for each in resolutions if each.found == "edition-not-known"), None)
        return card(self._graph, known) | {"note": unknown and unknown.reasons[0]._asdict()}


def _catalogue(graph: Graph) -> Catalogue:
    """Thousands of things travel as one record: a record of its own each would take three times as long."""
    return Catalogue(
        Known(*fields)
        for row in graph.stream(
            """
            CALL () {
              MATCH (n:Standard) WHERE n.ended_run IS NULL
              RETURN collect([n.id, n.designation, n.id, null, null, null]) AS found
              UNION ALL
              MATCH (n:StandardEdition)-[:EDITION_OF]->(s:Standard) WHERE n.ended_run IS NULL
              RETURN collect([n.id, n.designation, s.id, n.year, n.standing, n.document]) AS found
            }
            UNWIND range(0, size(found) - 1, $many) AS first
            RETURN found[first..first + $many] AS some
            """,
            {"many": 2000},
        )
        for fields in row["some"]
    )


# What is told of a relation to another standard: who states it, and how it is known.
_OTHER = "{.id, .designation, .name_zh, .name_en}"
_CLAIM = "{.degree, .extent, .effective, .known, .rule, .source, .quote, .stated_in}"
_EDITIONS = f"""
MATCH (s:Standard {{id: $work}})
CALL (s) {{
  MATCH (e:StandardEdition)-[:EDITION_OF]->(s) WHERE e.ended_run IS NULL RETURN e
  UNION MATCH (e:Standard {{id: s.id}}) RETURN e
}}
RETURN e.id AS id, e {{.*}} AS properties,
       COLLECT {{ MATCH (e)<-[r:REPLACES]-(o) RETURN {{of: o {_OTHER}, claim: r {_CLAIM}}} ORDER BY o.id LIMIT 50 }} AS replaced_by,
       COLLECT {{ MATCH (e)-[r:REPLACES]->(o) RETURN {{of: o {_OTHER}, claim: r {_CLAIM}}} ORDER BY o.id LIMIT 50 }} AS replaces,
       COLLECT {{ MATCH (e)-[r:ADOPTS]->(o) RETURN {{of: o {_OTHER}, claim: r {_CLAIM}}} ORDER BY o.id LIMIT 50 }} AS adopts,
       COLLECT {{ MATCH (e)<-[r:ADOPTS]-(o) RETURN {{of: o {_OTHER}, claim: r {_CLAIM}}} ORDER BY o.id LIMIT 50 }} AS adopted_as,
       COLLECT {{ MATCH (e)<-[r:AMENDS]-(o) RETURN {{of: o {_OTHER}, claim: r {_CLAIM}}} ORDER BY o.id LIMIT 50 }} AS amended_by,
       COLLECT {{ MATCH (e)<-[r:REVISES]-(o) RETURN {{of: o {_OTHER}, claim: r {_CLAIM}}} ORDER BY o.id LIMIT 50 }} AS revised_by,
       COUNT {{ MATCH (e)<-[:CITES]-(:StandardEdition) }} AS cited_by,
       COUNT {{ MATCH (e)-[:CITES]->() }} AS cites,
       COLLECT {{ MATCH (e)-[:CLASSIFIED_BY]->(k) RETURN k {{.id, .system, .code, .name_zh, .name_en}} ORDER BY k.id LIMIT 20 }} AS classification,
       COUNT {{ MATCH (e)<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)<-[:OFFERS]-(i:Institution)
                WHERE c.ended_run IS NULL RETURN DISTINCT i }} AS institutions,
       COUNT {{ MATCH (e)<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)
                WHERE c.ended_run IS NULL RETURN DISTINCT c }} AS capabilities
ORDER BY coalesce(properties.year, 9999), id LIMIT 500
"""


def card(graph: Graph, known: Known) -> dict[str, Any]:
    """A standard, who publishes it, what is cited of it without a year, and its editions on a timeline."""
    rows = graph.read(_EDITIONS, {"work": known.work})
    publisher = graph.read(
        "MATCH (:Standard {id: $work})-[:PUBLISHED_BY]->(p) RETURN p {.acronym, .name_zh, .name_en, .country} AS publisher "
        "ORDER BY publisher.acronym LIMIT 1",
        {"work": known.work},
    )
    parts = [_part(row) for row in rows]
    undated = next((part for part in parts if part["id"] == known.work), {})
    editions = [part for part in parts if part["id"] != known.work]
    return {
        "id": known.work,
        "asked": known.id,
        "designation": undated.get("designation"),
        "name_zh": _newest(editions, "name_zh") or undated.get("name_zh"),
        "name_en": _newest(editions, "name_en") or undated.get("name_en"),
        "publisher": publisher[0]["publisher"] if publisher else None,
        "undated": undated,
        "editions": editions,
        "held": "in the data held",
    }


_TOLD = ("designation", "also_designated", "document", "year", "edition", "standing", "published", "implemented", "withdrawn",
         "legal_force", "stage", "name_zh", "name_en", "known_by", "web", "source")  # fmt: skip


def _part(row: Mapping[str, Any]) -> dict[str, Any]:
    said = row["properties"]
    links = {name: [link["of"] | link["claim"] for link in row[name]] for name in _LINKS}
    rest = {name: row[name] for name in ("cited_by", "cites", "classification", "institutions", "capabilities")}
    return {"id": row["id"], **{name: said.get(name) for name in _TOLD}, **links, **rest}


_LINKS = ("replaced_by", "replaces", "adopts", "adopted_as", "amended_by", "revised_by")


def _newest(editions: list[dict[str, Any]], name: str) -> str | None:
    """What the newest edition is called; a supplement or a draft of one only where no edition has a name."""
    whole = [edition for edition in editions if edition["document"] in ("edition", None)]
    return next((edition[name] for edition in (*reversed(whole), *reversed(editions)) if edition[name]), None)


def conflicts(graph: Graph, most: int) -> list[dict[str, Any]]:
    """Statements about standards that contradict one another, side by side: a degree, extent or day of one relation that
    is given differently, for the edition or for the standard without its year, and two that replace each other."""
    return graph.read(
        f"""
        CALL () {{
          MATCH (a)-[r:ADOPTS|REPLACES]->(b)
          WITH a, b, type(r) AS relation, collect(r {_CLAIM}) AS claims
          WHERE size(claims) > 1
          WITH a, b, relation, claims,
               [name IN ['degree', 'extent', 'effective'] WHERE size(COLLECT {{
                  UNWIND claims AS claim WITH claim[name] AS value WHERE value IS NOT NULL AND value <> 'unknown'
                  RETURN DISTINCT value }}) > 1] AS about
          WHERE size(about) > 0
          RETURN a, b, relation, about, claims
          UNION
          MATCH (a)-[r:REPLACES]->(b)-[back:REPLACES]->(a) WHERE a.id < b.id
          RETURN a, b, 'REPLACES' AS relation, ['direction'] AS about, [r {_CLAIM}, back {_CLAIM}] AS claims
          UNION
          MATCH (a)-[r:ADOPTS]->(b:StandardEdition)-[:EDITION_OF]->(:Standard)<-[undated:ADOPTS]-(a)
          WHERE r.degree <> undated.degree AND NOT 'unknown' IN [r.degree, undated.degree]
          RETURN a, b, 'ADOPTS' AS relation, ['degree'] AS about, [r {_CLAIM}, undated {_CLAIM}] AS claims
        }}
        RETURN a.designation AS standard, relation AS relation, b.designation AS other, about AS about, claims AS claims
        ORDER BY standard, other LIMIT $most
        """,
        {"most": most},
    )


def told(resolution: Resolution) -> dict[str, Any]:
    """A resolution as plain values, for JSON."""
    citation = resolution.citation
    return {
        "text": resolution.text,
        "found": resolution.found,
        "citation": citation and citation._asdict(),
        "meant": resolution.meant and resolution.meant._asdict(),
        "alternatives": [known._asdict() for known in resolution.alternatives],
        "near": [known._asdict() for known in resolution.near],
        "reasons": [words._asdict() for words in resolution.reasons],
    }
