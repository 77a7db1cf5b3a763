"""Migration: the constraints and indexes of the schema, applied when they have changed."""

import hashlib

from kg.errors import EngineError
from kg.graph.driver import Graph
from kg.schema import SCHEMA
from kg.schema.derive.neo4j import statements


def migrate(graph: Graph) -> bool:
    """Bring the database to the schema; says whether it had to. Idempotent; one read when current.

    ``EngineError`` when the database was written by a newer version of this program.
    """
    wanted = list(statements(SCHEMA.values()))
    mark = hashlib.blake2b("\n".join(wanted).encode(), digest_size=8).hexdigest()
    held = graph.read("MATCH (m:KgSchema) RETURN m.mark AS mark, m.format AS format ORDER BY mark LIMIT 1")
    if held and held[0]["format"] > FORMAT:
        raise EngineError(
            f"this database has format {held[0]['format']}, newer than this program's ({FORMAT}). "
            "Install the newer version of capability-graph, or use another KG_HOME."
        )
    if held and held[0]["mark"] == mark:
        return False
    graph.transact((statement, {}) for statement in wanted)
    graph.apply(f"CALL db.awaitIndexes({INDEX_SECONDS})")
    graph.write("MERGE (m:KgSchema) SET m.mark = $mark, m.format = $format", {"mark": mark, "format": FORMAT})
    return True


# A graph of ten million capabilities has its indexes within a quarter of an hour.
INDEX_SECONDS = 7200

# Raised when a graph written by this version could not be read rightly by the one before.
FORMAT = 1
