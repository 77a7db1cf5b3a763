"""Which capabilities have to be indexed anew after a run: those that changed, and those around which something changed."""

from collections.abc import Iterable

from kg.graph.driver import Graph

# From a changed node to the capabilities whose document holds it.
_PATHS = {
    "Capability": "(n)",
    "Extent": "(n)<-[:HAS_EXTENT]-(c:Capability)",
    "Uncertainty": "(n)<-[:HAS_UNCERTAINTY]-(c:Capability)",
    "Limit": "(n)<-[:HAS_LIMIT]-(c:Capability)",
    "Restriction": "(n)<-[:RESTRICTED_BY]-(c:Capability)",
    "StatusPeriod": "(n)<-[:HAS_STATUS]-(c:Capability)",
    "StatusPeriod of an accreditation": "(n)<-[:HAS_STATUS]-(:Accreditation)-[:HAS_SCOPE]->(:Scope)-[:COVERS]->(c:Capability)",
    "Institution": "(n)-[:OFFERS]->(c:Capability)",
    "Site": "(n)<-[:HAS_SITE]-(:Institution)-[:OFFERS]->(c:Capability)",
    "Region": "(n)<-[:PART_OF*0..4]-(:Region)<-[:LOCATED_IN]-(:Site)<-[:HAS_SITE]-(:Institution)-[:OFFERS]->(c:Capability)",
    "Scope": "(n)-[:COVERS]->(c:Capability)",
    "Accreditation": "(n)-[:HAS_SCOPE]->(:Scope)-[:COVERS]->(c:Capability)",
    "Authority": "(n)<-[:GRANTED_BY]-(:Accreditation)-[:HAS_SCOPE]->(:Scope)-[:COVERS]->(c:Capability)",
    "Parameter": "(n)<-[:MEASURES]-(c:Capability)",
    "Product": "(n)<-[:APPLIES_TO]-(c:Capability)",
    "Technique": "(n)<-[:BY_TECHNIQUE]-(c:Capability)",
    "Instrument": "(n)<-[:PERFORMED_WITH]-(c:Capability)",
    "InstrumentModel": "(n)<-[:INSTANCE_OF]-(:Instrument)<-[:PERFORMED_WITH]-(c:Capability)",
    "TestMethod": "(n)<-[:USES]-(c:Capability)",
    "Standard": "(n)<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)",
    "StandardEdition": "(n)<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)",
    # Of one document the other has the classes.
    "Standard of editions": "(n)<-[:EDITION_OF]-(:StandardEdition)<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)",
    "StandardEdition of a standard": "(n)-[:EDITION_OF]->(:Standard)<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)",
    "Classification": "(n)<-[:BROADER*0..4]-(:Classification)<-[:CLASSIFIED_BY]-(:StandardEdition|Standard)-[:EDITION_OF*0..1]-()"
    "<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)",
    "Classification of services": "(n)<-[:BROADER*0..4]-(:Classification)<-[:CLASSIFIED_BY]-(c:Capability)",
}


def changed(graph: Graph, runs: Iterable[str]) -> set[str]:
    """Capabilities (ids, of ended ones too) whose document any of the runs has changed."""
    wanted, found = sorted(runs), set()
    for name, path in _PATHS.items():
        label = name.partition(" ")[0]
        match = "" if path == "(n)" else f"MATCH {path}"
        capability = "n" if path == "(n)" else "c"
        rows = graph.read(
            f"MATCH (n:{label}) WHERE n.changed_run IN $runs {match} RETURN collect(DISTINCT {capability}.id) AS found",
            {"runs": wanted},
        )
        found.update(rows[0]["found"])
    return found
