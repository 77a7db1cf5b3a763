"""Audit: what the schema says and Neo4j Community cannot enforce, checked in the graph as it stands.

Every check is generated from the schema; what a record may hold is asked of the models that ingest asks.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NamedTuple

from pydantic import ValidationError

from kg.graph.driver import Graph
from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import HOUSEKEEPING, EntityType
from kg.schema.derive.models import validate, validate_link
from kg.schema.derive.neo4j import statements

EXAMPLES = 5
TIMEOUT = timedelta(minutes=30)  # a check reads every node or relation of a kind

# What the program itself writes beside the records: the loader's properties, the migration's mark, and nodes
# of the journal of runs, which have no hash.
_KEPT = sorted(p.name for p in HOUSEKEEPING)
_KEPT_OF_LINKS = [*_KEPT, "source"]  # whose statement a claim is
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
    found = [*_schema(graph), *_labels(graph), *_ends(graph), *_links(graph)]
    for done, entity in enumerate(SCHEMA.values(), 1):
        found += [*_nodes(graph, entity), *_conditions(graph, entity)]
        progress("auditing", done)
    return sorted(found, key=lambda each: (each.check, each.subject, each.problem))


def _schema(graph: Graph) -> Iterator[Finding]:
    """Constraints and indexes that are gone, or not in use."""
    online = {row["name"] for row in _ask(graph, "SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name")}
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


def _ends(graph: Graph) -> Iterator[Finding]:
    """Relations that are not declared, or not between these two types."""
    kinds = "type(r) AS name, labels(a)[0] AS start, labels(b)[0] AS end, count(*) AS n"
    for row in _ask(graph, f"MATCH (a)-[r]->(b) RETURN {kinds}"):
        name, ends = row["name"], (row["start"], row["end"])
        if name not in RELATIONS:
            yield Finding("relation", name, "not declared", row["n"])
        elif ends not in RELATIONS[name].ends:
            yield Finding("ends", name, f"not declared from {ends[0]} to {ends[1]}", row["n"])


def _nodes(graph: Graph, entity: EntityType) -> Iterable[Finding]:
    """Properties: required and absent, of a wrong type or value, not declared."""
    refused = _Refused(_KEPT)
    written = "" if entity.name in _WITHOUT_HASH else "WHERE n.hash IS NOT NULL"
    for row in graph.stream(f"MATCH (n:{entity.name}) {written} RETURN n.id AS id, properties(n) AS properties"):
        refused.check(entity.name, row, validate)
    return refused.values()


def _links(graph: Graph) -> Iterable[Finding]:
    """The same of the relations' own properties."""
    refused = _Refused(_KEPT_OF_LINKS)
    for row in graph.stream(
        """
        MATCH (a)-[r]->(b) WHERE any(key IN keys(r) WHERE NOT key IN $kept) AND type(r) IN $declared
        RETURN type(r) AS name, a.id + ' → ' + b.id AS id, properties(r) AS properties
        """,
        {"kept": _KEPT_OF_LINKS, "declared": list(RELATIONS)},
    ):
        refused.check(row["name"], row, validate_link)
    return refused.values()


class _Refused(dict[tuple[str, str], Finding]):
    """What the models refuse, by property and problem."""

    def __init__(self, kept: Iterable[str]) -> None:
        self.kept = frozenset(kept)

    def check(self, name: str, row: Mapping[str, Any], verdict: Callable[[str, Mapping[str, Any]], None]) -> None:
        try:
            verdict(name, {key: value for key, value in row["properties"].items() if key not in self.kept})
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_input=False):
                key = f"{name}.{fault['loc'][0]}", fault["msg"]
                finding = self.setdefault(key, Finding("property", *key))
                finding.count += 1
                if len(finding.examples) < EXAMPLES:
                    finding.examples.append(str(row["id"]))


class _Condition(NamedTuple):
    """A fault that a node has or has not, in Cypher about ``n``."""

    check: str
    problem: str
    cypher: str


def _conditions(graph: Graph, entity: EntityType) -> Iterator[Finding]:
    """All conditions of a type are counted in one reading; examples are fetched of what is found."""
    wanted = [*_of_record(entity), *_of_relations(entity.name)]
    counts = ", ".join(f"count(CASE WHEN {each.cypher} THEN 1 END) AS c{i}" for i, each in enumerate(wanted))
    [row] = _ask(graph, f"MATCH (n:{entity.name}) RETURN {counts}") if wanted else [{}]
    for i, (check, problem, cypher) in enumerate(wanted):
        if count := row[f"c{i}"]:
            ids = _ask(graph, f"MATCH (n:{entity.name}) WHERE {cypher} RETURN n.id AS id LIMIT {EXAMPLES}")
            yield Finding(check, entity.name, problem, count, [str(each["id"]) for each in ids])


def _of_record(entity: EntityType) -> Iterator[_Condition]:
    if entity.name not in _WITHOUT_HASH:
        yield _Condition("half written", "named by another record, never written itself", "n.hash IS NULL")
    if entity.shared:
        stated = "EXISTS { (n)-[s:STATED_BY]->(:Source) WHERE s.ended_run IS NULL }"
        yield _Condition("source", "living, though no source states it", f"{_LIVING} AND NOT {stated}")


def _of_relations(owner: str) -> Iterator[_Condition]:
    """A living record has the relations that it must state, and one only where one is allowed."""
    for relation in RELATIONS.values():
        if not (others := sorted({relation.other(ends) for ends in relation.ends if relation.owner(ends) == owner})):
            continue
        left, right = ("-", "->") if relation.stated_by == "start" else ("<-", "-")
        link = f"(n){left}[:{relation.name}]{right}(m:{'|'.join(others)})"
        if relation.required:
            living = f"EXISTS {{ {link} WHERE m.ended_run IS NULL }}"
            yield _Condition("required", f"living, without a living {relation.name}", f"{_LIVING} AND NOT {living}")
        if not relation.many:
            yield _Condition("one only", f"more than one {relation.name}", f"{_LIVING} AND COUNT {{ {link} }} > 1")


def _ask(graph: Graph, cypher: str, **parameters: Any) -> list[dict[str, Any]]:
    return graph.read(cypher, parameters, timeout=TIMEOUT)
