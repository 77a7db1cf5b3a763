"""An answer as GeoJSON (RFC 7946): a feature for each item, where it is worked; without a geometry where that is not known.

Positions are longitude, latitude in WGS 84. A region's centre is no place: only coordinates that a source states are shown.
"""

from collections import defaultdict
from typing import Any

from kg.asking.answer import Answer
from kg.asking.entries import row_id
from kg.graph.driver import Graph
from kg.queries import Question

MEDIA_TYPE = "application/geo+json"

# Sites by what an item is placed by. A capability is worked at the site that it names, else at its institution's only one.
_SITES = {
    "capability": """
        UNWIND $ids AS id
        MATCH (c:Capability {id: id})<-[:OFFERS]-(i:Institution)-[:HAS_SITE]->(s:Site)
        WHERE s.ended_run IS NULL
          AND (EXISTS { (c)-[:AT]->(s) }
               OR (NOT EXISTS { (c)-[:AT]->(:Site) }
                   AND COUNT { (i)-[:HAS_SITE]->(other:Site) WHERE other.ended_run IS NULL } = 1))
        RETURN DISTINCT id, s.id AS site, s.lat AS lat, s.lon AS lon ORDER BY id, site LIMIT 100000
        """,
    "site": """
        UNWIND $ids AS id
        MATCH (s:Site {id: id})
        RETURN id, s.id AS site, s.lat AS lat, s.lon AS lon ORDER BY id, site LIMIT 100000
        """,
    "instrument": """
        UNWIND $ids AS id
        MATCH (:Instrument {id: id})-[:AT]->(s:Site)
        WHERE s.ended_run IS NULL
        RETURN DISTINCT id, s.id AS site, s.lat AS lat, s.lon AS lon ORDER BY id, site LIMIT 100000
        """,
    "institution": """
        UNWIND $ids AS id
        MATCH (:Institution {id: id})-[:HAS_SITE]->(s:Site)
        WHERE s.ended_run IS NULL
        RETURN DISTINCT id, s.id AS site, s.lat AS lat, s.lon AS lon ORDER BY id, site LIMIT 100000
        """,
}


def placed_by(question: Question) -> str | None:
    """What gives an item of the question its place; None of a question whose answers have none."""
    if question.shape == "capabilities":
        return "capability"
    columns = question.row.model_fields if question.shape == "rows" else {}
    return next((name for name in ("site", "instrument", "institution") if name in columns), None)


def features(graph: Graph, answer: Answer, question: Question) -> dict[str, Any]:
    """The answer as a FeatureCollection. A feature's properties are its item, and ``known``: false for one of those of which something
    is not known; all else of the answer stands beside the features."""
    by = placed_by(question)
    assert by is not None, f"{question.name} has no places"
    items = [*((item, True) for item in answer.items), *((item, False) for item in answer.unknown)]
    sites = _sites(graph, by, [_placed(item, by) for item, _ in items])
    told = answer.model_dump(mode="json")
    plain = [*told.pop("items"), *told.pop("unknown")]
    made = [_feature(item, known, by, question, sites) for item, (_, known) in zip(plain, items, strict=True)]
    return {"type": "FeatureCollection", "features": made, **told}


def _placed(item: dict[str, Any], by: str) -> str:
    return str(item[by]["id"] if by == "capability" else item[by])


def _sites(graph: Graph, by: str, ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in graph.read(_SITES[by], {"ids": sorted(set(ids))}):
        found[row["id"]].append(row)
    return found


def _feature(
    item: dict[str, Any], known: bool, by: str, question: Question, sites: dict[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    placed = _placed(item, by)
    own = sites.get(placed, [])
    positions = [[each["lon"], each["lat"]] for each in own if each["lon"] is not None and each["lat"] is not None]
    unplaced = [each["site"] for each in own if each["lon"] is None or each["lat"] is None]
    return {
        "type": "Feature",
        "id": placed if by == "capability" else row_id(item, question.told_apart_by),
        "geometry": _geometry(positions),
        "properties": {**item, "known": known, "sites_without_coordinates": unplaced},
    }


def _geometry(positions: list[list[float]]) -> dict[str, Any] | None:
    if not positions:
        return None
    if len(positions) == 1:
        return {"type": "Point", "coordinates": positions[0]}
    return {"type": "MultiPoint", "coordinates": positions}
