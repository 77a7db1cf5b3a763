"""Audit: what the schema says and Neo4j Community cannot enforce, checked in the graph as it stands.

Every check is generated from the schema; what a record may hold is asked of the models that ingest asks.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pydantic import ValidationError

from kg.graph.driver import Graph
from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import HOUSEKEEPING, EntityType, Relation
from kg.schema.derive.models import validate, validate_link
from kg.schema.derive.neo4j import statements

EXAMPLES = 5
TIMEOUT = timedelta(minutes=30)  # a check reads every node or relation of a kind

# What the program itself writes beside the records: the loader's properties, the migration's mark, and nodes
# of the journal of runs, which have no hash.
_KEPT = sorted(p.name for p in HOUSEKEEPING)
_MARK = "KgSchema"
_WITHOUT_HASH = {"Run", "Source"}
_LIVING = "n.hash IS NOT NULL AND n.ended_run IS NULL"


@dataclass
class Finding:
    """One kind of fault: of what (``Capability.activity``), what is wrong, how often, the first few by id."""

    check: str
    subject: str
    problem: str
    count: int = 0
    examples: list[str] = field(default_factory=list)


Progress = Callable[[str, int], None]


def audit(graph: Graph, progress: Progress = lambda *_: None) -> list[Finding]:
    """Every fault found, by check and subject. An ingest that runs meanwhile shows as half written."""
    found = [*_schema(graph), *_labels(graph), *_types(graph)]
    for done, entity in enumerate(SCHEMA.values(), 1):
        found += [*_nodes(graph, entity), *_half_written(graph, entity), *_unstated(graph, entity)]
        progress("auditing things", done)
    for done, relation in enumerate(RELATIONS.values(), 1):
        found += [*_links(graph, relation), *_ends(graph, relation), *_owners(graph, relation)]
        progress("auditing relations", done)
    return sorted(found, key=lambda each: (each.check, each.subject, each.problem))


def _schema(graph: Graph) -> Iterator[Finding]:
    """Constraints and indexes that are gone, or not in use."""
    online = {
        row["name"]
        for row in _ask(graph, "SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name")
    }
    for statement in statements(SCHEMA.values()):
        [name] = re.findall(r"(\w+) IF NOT EXISTS", statement)
        if name not in online:
            yield Finding("schema", name, "constraint or index is gone or not online", 1)


def _labels(graph: Graph) -> Iterator[Finding]:
    for row in _ask(graph, "MATCH (n) RETURN labels(n) AS labels, count(*) AS n"):
        if len(row["labels"]) != 1:
            yield Finding("label", ":".join(row["labels"]), "a node has exactly one label", row["n"])
        elif row["labels"][0] not in {*SCHEMA, _MARK}:
            yield Finding("label", row["labels"][0], "not declared", row["n"])


def _types(graph: Graph) -> Iterator[Finding]:
    for row in _ask(graph, "MATCH ()-[r]->() RETURN type(r) AS name, count(*) AS n"):
        if row["name"] not in RELATIONS:
            yield Finding("relation", row["name"], "not declared", row["n"])


def _nodes(graph: Graph, entity: EntityType) -> list[Finding]:
    """Properties: required and absent, of a wrong type or value, not declared."""
    written = "" if entity.name in _WITHOUT_HASH else "WHERE n.hash IS NOT NULL"
    rows = graph.stream(f"MATCH (n:{entity.name}) {written} RETURN n.id AS id, properties(n) AS properties")
    return _refused(entity.name, rows, lambda properties: validate(entity.name, properties))


def _links(graph: Graph, relation: Relation) -> list[Finding]:
    """The same of a relation's own properties."""
    rows = graph.stream(
        f"""
        MATCH (a)-[r:{relation.name}]->(b) WHERE any(key IN keys(r) WHERE NOT key IN $kept)
        RETURN a.id + ' → ' + b.id AS id, properties(r) AS properties
        """,
        {"kept": _KEPT},
    )
    return _refused(relation.name, rows, lambda properties: validate_link(relation.name, properties))


def _refused(
    name: str, rows: Iterable[dict[str, Any]], check: Callable[[Mapping[str, Any]], None]
) -> list[Finding]:
    found: dict[tuple[str, str], Finding] = {}
    for row in rows:
        try:
            check({key: value for key, value in row["properties"].items() if key not in _KEPT})
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_input=False):
                subject, problem = f"{name}.{fault['loc'][0]}", fault["msg"]
                finding = found.setdefault((subject, problem), Finding("property", subject, problem))
                finding.count += 1
                finding.examples += [str(row["id"])] if len(finding.examples) < EXAMPLES else []
    return list(found.values())


def _half_written(graph: Graph, entity: EntityType) -> Iterator[Finding]:
    if entity.name not in _WITHOUT_HASH:
        problem = "named by another record, never written itself"
        yield from _where(graph, "half written", entity, problem, "n.hash IS NULL")


def _unstated(graph: Graph, entity: EntityType) -> Iterator[Finding]:
    if entity.shared:
        stated = "EXISTS { (n)-[s:STATED_BY]->(:Source) WHERE s.ended_run IS NULL }"
        yield from _where(
            graph, "source", entity, "living, though no source states it", f"{_LIVING} AND NOT {stated}"
        )


def _ends(graph: Graph, relation: Relation) -> Iterator[Finding]:
    """Relations between types that they are not declared for."""
    found = _ask(
        graph,
        f"MATCH (a)-[r:{relation.name}]->(b) RETURN labels(a)[0] AS start, labels(b)[0] AS end, count(*) AS n",
    )
    for row in found:
        if (row["start"], row["end"]) not in relation.ends:
            problem = f"not declared from {row['start']} to {row['end']}"
            yield Finding("ends", relation.name, problem, row["n"])


def _owners(graph: Graph, relation: Relation) -> Iterator[Finding]:
    """Living records without a relation that they must state, or with several where one is allowed."""
    others: dict[str, set[str]] = {}
    for ends in relation.ends:
        others.setdefault(relation.owner(ends), set()).add(relation.other(ends))
    for owner, kinds in sorted(others.items()):
        end, entity = f"(m:{'|'.join(sorted(kinds))})", SCHEMA[owner]
        link = (
            f"(n)-[:{relation.name}]->{end}"
            if relation.stated_by == "start"
            else f"(n)<-[:{relation.name}]-{end}"
        )
        if relation.required:
            missing = f"{_LIVING} AND NOT EXISTS {{ {link} WHERE m.ended_run IS NULL }}"
            yield from _where(graph, "required", entity, f"living, without a living {relation.name}", missing)
        if not relation.many:
            several = f"{_LIVING} AND COUNT {{ {link} }} > 1"
            yield from _where(graph, "one only", entity, f"more than one {relation.name}", several)


def _where(graph: Graph, check: str, entity: EntityType, problem: str, condition: str) -> Iterator[Finding]:
    cypher = f"MATCH (n:{entity.name}) WHERE {condition} RETURN count(*) AS n, collect(n.id)[..$most] AS ids"
    for row in _ask(graph, cypher, most=EXAMPLES):
        if row["n"]:
            yield Finding(check, entity.name, problem, row["n"], row["ids"])


def _ask(graph: Graph, cypher: str, **parameters: Any) -> list[dict[str, Any]]:
    return graph.read(cypher, parameters, timeout=TIMEOUT)
