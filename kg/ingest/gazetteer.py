"""The gazetteer: the regions that are known, down to counties, as the reader of addresses wants them."""

from collections.abc import Iterable

from kg.graph.driver import Graph
from kg.ingest.places import Gazetteer, Place
from kg.schema.record import Record


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


def gazetteer_of(regions: Iterable[Record]) -> Gazetteer:
    """The same of records that no graph holds yet."""
    return Gazetteer(_place(region) for region in regions if region.properties.get("level") != "township")


def _place(region: Record) -> Place:
    code, level, zh, en = (region.properties.get(name) for name in ("code", "level", "name_zh", "name_en"))
    parent = next((link.id for link in region.links if link.relation == "PART_OF"), None)
    return Place(region.id, code, level or "", zh, en, parent)
