"""Find what a question names: ids by identifier, code or name; and, when there is nothing of that name, near ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from kg.asking.documents import Documents
from kg.graph.driver import Graph
from kg.queries.core import Subject
from kg.schema.derive.neo4j import NAMES_INDEX
from kg.schema.folding import fold
from kg.schema.identity import readable
from kg.standards import Citation, reading

NEAR = 5
_SUFFIXES = ("", "省", "市", "自治区", "特别行政区", "地区", "自治州", "区", "县")


@dataclass(frozen=True)
class Found:
    """Ids that a name stands for. With none, ``near`` are things of a similar name; ``ambiguous`` when a single
    thing was wanted and several bear the name (they are the ``near`` ones then)."""

    ids: tuple[str, ...] = ()
    near: tuple[Mapping[str, Any], ...] = ()
    ambiguous: bool = False
    names: tuple[str, ...] = field(default_factory=tuple)


def find(graph: Graph, documents: Documents, subject: Subject, text: str) -> Found:
    """Look one name up, as its subject says."""
    if subject.by in ("standard", "document"):
        return _standard(graph, documents, text, alone=subject.by == "document")
    if subject.by == "class":
        return _class(graph, subject.entities, text)
    if subject.by == "region":
        return _region(graph, text)
    if subject.by == "scheme":
        return _scheme(graph, text)
    if subject.by == "thing":
        return _thing(graph, documents, subject, text)
    return _named(graph, subject.entities, text, subject.names(text))


def _named(graph: Graph, entities: tuple[str, ...], text: str, names: Sequence[str] = ()) -> Found:
    """Things of an id, or of one of the names that mean the same."""
    rows: list[dict[str, Any]] = []
    for entity in entities:
        rows += graph.read(
            f"""
            CALL () {{
              MATCH (n:{entity} {{id: $text}}) RETURN n
              UNION UNWIND $keys AS key MATCH (n:{entity} {{key_zh: key}}) RETURN n
              UNION UNWIND $keys AS key MATCH (n:{entity} {{key_en: key}}) RETURN n
            }}
            WITH n WHERE n.ended_run IS NULL
            RETURN n.id AS id, coalesce(n.name_zh, n.name_en, n.id) AS name ORDER BY id LIMIT 100
            """,
            {"text": text.strip(), "keys": [fold(name) for name in names or (text,)]},
        )
    if rows:
        return Found(tuple(row["id"] for row in rows), names=tuple(row["name"] for row in rows))
    return Found(near=_near(graph, entities, text))


def _class(graph: Graph, entities: tuple[str, ...], text: str) -> Found:
    """A class by its code, with the name of its system or without (`ICS 77.040.10`), or by its name."""
    for id in (readable(*text.split()), *(readable(system, text) for system in ("ics", "ccs", "kcdb"))):
        if id and (found := _named(graph, entities, id)).ids:
            return found
    return _named(graph, entities, text)


def _thing(graph: Graph, documents: Documents, subject: Subject, text: str) -> Found:
    """``type/id``, a designation, or a name of any of the subject's types."""
    type, _, id = text.partition("/")
    for entity in subject.entities:
        if type.replace("-", "").lower() == entity.lower():
            return _named(graph, (entity,), id)
    named = _named(graph, tuple(e for e in subject.entities if e not in ("Site", "Accreditation")), text)
    if named.ids or not reading(text).citations:
        return named
    standard = _standard(graph, documents, text)
    return standard if standard.ids else named


def meant(documents: Documents, text: str, *, alone: bool = False) -> Found:
    """A dated designation means that edition alone; an undated one the work, with all its editions unless ``alone``."""
    citation = _cited(text)
    ids = documents.meant(citation.key) if citation else []
    if citation is None or not ids:
        return Found()
    own = [id for id in ids if id == citation.key]
    return Found(tuple(own if alone and own else ids), names=(citation.designation,))


def _cited(text: str) -> Citation | None:
    """The one designation that a text is; None where it is none, or several."""
    citations = [each for each in reading(text).citations if each.kind != "in-house"]
    return citations[0] if len(citations) == 1 else None


def _standard(graph: Graph, documents: Documents, text: str, *, alone: bool = False) -> Found:
    if (found := meant(documents, text, alone=alone)).ids:
        return found
    if citation := _cited(text):
        near = _other_editions(graph, citation)
        return Found(near=near or _near(graph, ("StandardEdition", "Standard"), citation.designation))
    rows = graph.read(
        """
        MATCH (n:StandardEdition|Standard {id: $id}) WHERE n.ended_run IS NULL
        RETURN n.id AS id, n.designation AS name ORDER BY id LIMIT 2
        """,
        {"id": text.strip()},
    )
    if rows:
        return Found(tuple(row["id"] for row in rows), names=tuple(row["name"] for row in rows))
    return Found(near=_near(graph, ("StandardEdition", "Standard"), text))


def _other_editions(graph: Graph, citation: Citation) -> tuple[Mapping[str, Any], ...]:
    rows = graph.read(
        """
        MATCH (s:Standard {id: $work})
        OPTIONAL MATCH (s)<-[:EDITION_OF]-(e:StandardEdition) WHERE e.ended_run IS NULL
        WITH coalesce(e, s) AS n
        RETURN 'StandardEdition' AS type, n.id AS id, n.designation AS name ORDER BY name DESC LIMIT $most
        """,
        {"work": citation.work_key, "most": NEAR},
    )
    return tuple(rows)


def _region(graph: Graph, text: str) -> Found:
    """A region by id, code, full name, or name without its ending; the highest level wins; two of it are ambiguous."""
    key = fold(text)
    rows = graph.read(
        """
        CALL () {
          MATCH (r:Region {id: $text}) RETURN r
          UNION MATCH (r:Region {code: $text}) RETURN r
          UNION UNWIND $keys AS key MATCH (r:Region {key_zh: key}) RETURN r
          UNION MATCH (r:Region {key_en: $key}) RETURN r
        }
        WITH r WHERE r.ended_run IS NULL
        OPTIONAL MATCH (r)-[:PART_OF]->(up:Region)
        OPTIONAL MATCH (up)-[:PART_OF]->(top:Region)
        RETURN r.id AS id, coalesce(r.name_zh, r.name_en) AS name, r.level AS level, 'Region' AS type,
               [x IN [top.name_zh, up.name_zh, r.name_zh] WHERE x IS NOT NULL AND x <> '市辖区' AND x <> '中国'] AS path
        ORDER BY id LIMIT 200
        """,
        {"text": text.strip(), "key": key, "keys": [key + suffix for suffix in _SUFFIXES]},
    )
    levels = ("country", "province", "prefecture", "county", "township")
    if not rows:
        return Found(near=_near(graph, ("Region",), text))
    top = min(levels.index(row["level"]) for row in rows)
    best = [row for row in rows if levels.index(row["level"]) == top]
    if len(best) > 1:
        near = tuple({"type": "Region", "id": row["id"], "name": "".join(row["path"])} for row in best[:20])
        return Found(near=near, ambiguous=True)
    return Found((best[0]["id"],), names=(best[0]["name"],))


def _scheme(graph: Graph, text: str) -> Found:
    """A scheme is no thing of its own: a word that accreditations state. They are few, so those that are least unlike are near."""
    rows = graph.read(
        """
        MATCH (a:Accreditation) WHERE a.ended_run IS NULL AND a.scheme <> 'unknown'
        RETURN DISTINCT a.scheme AS scheme ORDER BY scheme LIMIT 1000
        """
    )
    known = {fold(row["scheme"]): row["scheme"] for row in rows}
    if scheme := known.get(fold(text)):
        return Found((scheme,), names=(scheme,))
    near = get_close_matches(fold(text), known, NEAR, cutoff=0.0)
    return Found(near=tuple({"type": "scheme", "id": known[each], "name": known[each]} for each in near))


_SPECIAL = str.maketrans(dict.fromkeys('+-&|!(){}[]^"~*?:\\/,.;', " "))


def _near(graph: Graph, entities: tuple[str, ...], text: str) -> tuple[Mapping[str, Any], ...]:
    """Things of similar names, by the full-text index."""
    words = text.translate(_SPECIAL).lower().split()[:20]  # in capitals AND, OR and NOT would be operators
    if not words:
        return ()
    rows = graph.read(
        f"""
        CALL db.index.fulltext.queryNodes('{NAMES_INDEX}', $words, {{limit: 200}}) YIELD node AS n, score
        WHERE n.ended_run IS NULL AND labels(n)[0] IN $entities
        RETURN labels(n)[0] AS type, n.id AS id, coalesce(n.designation, n.name_zh, n.name_en, n.id) AS name, score
        ORDER BY score DESC, id LIMIT $most
        """,
        {"words": " ".join(f"{word}~1" if word.isascii() and len(word) > 3 else word for word in words),
         "entities": list(entities), "most": NEAR},
    )  # fmt: skip
    return tuple({"type": row["type"], "id": row["id"], "name": row["name"]} for row in rows)
