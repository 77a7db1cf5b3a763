"""The gazetteer of the graph: its regions down to counties, as the reader of addresses wants them."""

from kg.graph.driver import Graph
from kg.ingest.places import Gazetteer, Place


def gazetteer(graph: Graph) -> Gazetteer:
    """Read the regions that the graph holds; an empty gazetteer locates nothing."""
    found = graph.stream(
        """
        MATCH (r:Region) WHERE r.ended_run IS NULL AND r.level <> 'township'
        OPTIONAL MATCH (r)-[:PART_OF]->(up:Region)
        RETURN r.id AS id, r.code AS code, r.level AS level, r.name_zh AS name_zh, r.name_en AS name_en,
               up.id AS parent_id
        ORDER BY id
        """
    )
    return Gazetteer(Place(**row) for row in found)
