"""The loader to compare with: what one would write first. UNWIND and MERGE, a statement for the nodes of a batch and one
for each kind of relation; the same records, properties, order and batches as ours, and one transaction a batch too."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from kg.graph import Graph, load
from kg.graph.load import Hashed
from kg.ingest.ingest import batches
from kg.ingest.spool import Spool
from kg.schema import RELATIONS, SCHEMA

Statement = tuple[str, Mapping[str, Any]]


def load_plainly(graph: Graph, spool: Spool, writing: load.Writing, batch_size: int) -> None:
    """Write all that is in the spool. Links to a record's own type wait until all of the type are there."""
    stated = set(spool.entities())
    for name in (name for name in load.write_order() if name in stated):
        own: list[Statement] = []
        for batch in batches(spool.changed(name, new=True), batch_size):
            statements = list(_statements(name, batch, writing))
            own += [each for each in statements if each[1]["other"] == name]
            graph.transact(each for each in statements if each[1]["other"] != name)
        for statement in own:
            graph.transact([statement])


def _statements(entity: str, batch: list[Hashed], writing: load.Writing) -> Iterator[Statement]:
    nodes = [
        {"id": record.id, "properties": load.properties(record, hash, writing) | {"first_run": writing.run}}
        for record, hash in batch
    ]
    yield (
        f"UNWIND $rows AS row MERGE (n:{entity} {{id: row.id}}) SET n += row.properties",
        {"rows": nodes, "other": ""},
    )
    links: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for record, hash in batch:
        for link in dict.fromkeys(record.links):
            said = {**dict(link.properties), "first_run": writing.run}
            links[link.relation, link.entity].append({"id": record.id, "to": link.id, "properties": said})
        if SCHEMA[entity].shared:
            said = {**load.stating_properties(record, hash), "first_run": writing.run}
            links["STATED_BY", "Source"].append({"id": record.id, "to": writing.dataset, "properties": said})
    for (name, other), rows in links.items():
        arrow = f"-[r:{name}]->" if RELATIONS[name].stated_by == "start" else f"<-[r:{name}]-"
        yield (
            f"UNWIND $rows AS row MATCH (n:{entity} {{id: row.id}}) MATCH (m:{other} {{id: row.to}}) "
            f"MERGE (n){arrow}(m) SET r += row.properties",
            {"rows": rows, "other": other},
        )
