"""Writing records: one statement a type and a relation, generated from the schema; what is unchanged is not sent.

``held`` tells what the graph holds of a data set, ``write_new`` and ``write_changed`` write batches, ``end`` marks
what is no longer stated. A batch is one transaction: a record and the relations that it states, or neither.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kg.errors import DataError
from kg.graph.driver import Graph
from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import EntityType
from kg.schema.folding import fold
from kg.schema.properties import CERTAINTY, KNOWN_BY
from kg.schema.record import Link, Record

Hashed = tuple[Record, str]


class Writing(NamedTuple):
    """On whose behalf is written: the run, its data set, and the shared types whose wording it takes over."""

    run: str
    dataset: str
    takes: frozenset[str] = frozenset()


def write_order() -> list[str]:
    """Entity types so that what a record links to is written before it (a type may also link to itself)."""
    needs: dict[str, set[str]] = {name: set() for name in SCHEMA}
    for relation in RELATIONS.values():
        for ends in relation.ends:
            if ends.start != ends.end:
                needs[relation.owner(ends)].add(relation.other(ends))
    order: list[str] = []
    while needs:
        ready = sorted(name for name, targets in needs.items() if targets <= set(order))
        if not ready:
            raise LookupError(f"relations between {sorted(needs)} go in a circle: no order of writing")
        order += ready
        needs = {name: targets for name, targets in needs.items() if name not in ready}
    return order


def held(graph: Graph, entity: EntityType, dataset: str) -> Iterator[tuple[str, str]]:
    """Id and content hash of what the graph holds of a data set; ``ended…`` when it was ended, empty when half written."""
    for row in graph.stream(_HELD_SHARED[entity.name] if entity.shared else _HELD[entity.name], {"dataset": dataset}):
        yield row["id"], row["hash"]


_HASH = "CASE WHEN x.ended_run IS NULL THEN coalesce(x.hash, '') ELSE 'ended' END"
_HELD = {
    name: f"MATCH (x:{name} {{source: $dataset}}) RETURN x.id AS id, {_HASH} AS hash"
    for name, entity in SCHEMA.items()
    if not entity.shared
}
_HELD_SHARED = {
    name: f"MATCH (:Source {{id: $dataset}})<-[x:STATED_BY]-(n:{name}) RETURN n.id AS id, {_HASH} AS hash"
    for name, entity in SCHEMA.items()
    if entity.shared
}


def write_new(graph: Graph, entity: EntityType, batch: Sequence[Hashed], writing: Writing) -> None:
    """Write records that the data set did not have; ``DataError`` when one has the id of another data set's thing."""
    if entity.shared:
        _write_shared(graph, entity, batch, writing)
        return
    _refuse_strangers(graph, entity, [record.id for record, _ in batch], writing.dataset)
    graph.transact(_creating(entity, batch, writing))


def _creating(entity: EntityType, batch: Sequence[Hashed], writing: Writing) -> list[tuple[str, Mapping[str, Any]]]:
    """Statements that make nodes and their relations."""
    rows = [
        {"id": record.id, "properties": properties(record, hash, writing) | {"first_run": writing.run}}
        for record, hash in batch
    ]
    put = "MERGE" if entity.name in _TO_ITS_OWN_KIND else "CREATE"
    return [
        (f"UNWIND $rows AS row {put} (n:{entity.name} {{id: row.id}}) SET n = row.properties", {"rows": rows}),
        *_relations(entity, [record for record, _ in batch], writing),
    ]


def write_changed(graph: Graph, entity: EntityType, batch: Sequence[Hashed], writing: Writing) -> None:
    """Write records that the data set had otherwise, or half, or ended: they lose what they no longer state."""
    if entity.shared:
        _write_shared(graph, entity, batch, writing)
        return
    graph.transact(_replacing(entity, batch, writing))


def end(graph: Graph, entity: EntityType, ids: Sequence[str], writing: Writing) -> None:
    """Mark what the data set no longer states: it stays, with the run that ended it. A shared thing lives on while
    another source states it; its wording then passes to that source, and the data set's claims about it are gone."""
    parameters = {"ids": ids, "run": writing.run, "dataset": writing.dataset}
    if not entity.shared:
        graph.write(
            f"UNWIND $ids AS id MATCH (n:{entity.name} {{id: id}}) SET n.ended_run = $run, n.changed_run = $run",
            parameters,
        )
        return
    graph.transact((withdraw, parameters) for withdraw in _WITHDRAW[entity.name])
    graph.write(
        f"""
        UNWIND $ids AS id
        MATCH (n:{entity.name} {{id: id}})-[s:STATED_BY]->(:Source {{id: $dataset}})
        SET s.ended_run = $run
        WITH n
        OPTIONAL MATCH (n)-[live:STATED_BY WHERE live.ended_run IS NULL]->(other:Source)
        WITH n, min(other.id) AS heir
        SET n.changed_run = $run, n.source = coalesce(heir, n.source),
            n.ended_run = CASE WHEN heir IS NULL THEN $run END
        """,
        parameters,
    )


def replace_links(
    graph: Graph, entity: str, relation: str, links: Mapping[str, Sequence[Link]], writing: Writing
) -> None:
    """Give things (by id) other relations of one name. Their content hash is dropped with them: the next reading of their
    source compares nothing, and writes them whole."""
    arrow = _arrow(relation)
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for id, some in links.items():
        for link in some:
            kinds[link.entity].append({"id": id, **_link(link, writing)})
    graph.transact([
        (
            f"UNWIND $ids AS id MATCH (n:{entity} {{id: id}}) SET n.changed_run = $run, n.hash = 'reread' "
            f"WITH n MATCH (n){arrow}() DELETE r",
            {"ids": list(links), "run": writing.run},
        ),
        *(
            (
                f"UNWIND $rows AS row MATCH (n:{entity} {{id: row.id}}) MATCH (m:{other} {{id: row.to}}) "
                f"CREATE (n){arrow}(m) SET r = row.properties",
                {"rows": rows},
            )
            for other, rows in kinds.items()
        ),
    ])  # fmt: skip


def absent(graph: Graph, entity: EntityType, ids: Sequence[str]) -> list[str]:
    """Those of the ids that the graph does not have as a living thing of the type."""
    return [
        row["id"]
        for row in graph.read(
            f"""
            UNWIND $ids AS id
            OPTIONAL MATCH (n:{entity.name} {{id: id}})
            WITH id, n WHERE n IS NULL OR n.ended_run IS NOT NULL
            RETURN id ORDER BY id LIMIT $most
            """,
            {"ids": ids, "most": len(ids)},
        )
    ]


def _refuse_strangers(graph: Graph, entity: EntityType, ids: Sequence[str], dataset: str) -> None:
    found = graph.read(
        f"""
        UNWIND $ids AS id MATCH (n:{entity.name} {{id: id}})
        WHERE n.source <> $dataset
        RETURN n.id AS id, n.source AS source ORDER BY id LIMIT 1
        """,
        {"ids": ids, "dataset": dataset},
    )
    if found:
        raise stranger(entity.name, found[0]["id"], dataset, found[0]["source"])


def stranger(entity: str, id: str, dataset: str, owner: str) -> DataError:
    """The error of a record whose id another data set's thing has."""
    return DataError(f"{entity} '{id}' of {dataset} is already stated by {owner}; "
                     f"two sources cannot own one {entity}. Give it another id.")  # fmt: skip


def properties(record: Record, hash: str, writing: Writing) -> dict[str, Any]:
    """What a node holds of its record: what is stated, the folded names it is found by, and the housekeeping."""
    stated = {name: value for name, value in record.properties.items() if value is not None}
    keys = {f"key_{lang}": fold(name) for lang in ("zh", "en") if (name := stated.get(f"name_{lang}"))}
    return stated | keys | {"id": record.id, "source": writing.dataset, "changed_run": writing.run, "hash": hash}


def link_properties(link: Link, writing: Writing) -> dict[str, Any]:
    """What a relation holds of its link: what is stated, the run, and of a claim whose it is."""
    claim = {"source": writing.dataset} if RELATIONS[link.relation].claimed else {}
    return {**dict(link.properties), "first_run": writing.run, **claim}


def _link(link: Link, writing: Writing) -> dict[str, Any]:
    return {"to": link.id, "properties": link_properties(link, writing)}


def stating_properties(record: Record, hash: str) -> dict[str, Any]:
    """What STATED_BY holds of a shared thing's record beside its first run: the hash, and the first place it stands."""
    return {"hash": hash, "record": list(record.properties.get("record", ()))[:1] or None}


def _arrow(relation: str) -> str:
    return f"-[r:{relation}]->" if RELATIONS[relation].stated_by == "start" else f"<-[r:{relation}]-"


def _find(entity: EntityType, other: str) -> str:
    """A target of the record's own type may come later: it is merged as an empty node, without a hash, and filled
    by its own record. Any other target is there."""
    return "MERGE" if other == entity.name else "MATCH"


def _replacing(entity: EntityType, batch: Sequence[Hashed], writing: Writing) -> list[tuple[str, Mapping[str, Any]]]:
    rows = [{"id": record.id, "properties": properties(record, hash, writing)} for record, hash in batch]
    put = f"""
        UNWIND $rows AS row
        MERGE (n:{entity.name} {{id: row.id}})
        WITH n, row, coalesce(n.first_run, $run) AS first_run
        SET n = row.properties, n.first_run = first_run
        """
    ids = [row["id"] for row in rows]
    clear = [(statement, {"ids": ids}) for statement in _CLEAR[entity.name]]
    return [
        (put, {"rows": rows, "run": writing.run}),
        *clear,
        *_relations(entity, [record for record, _ in batch], writing),
    ]


def _clearing(entity: str) -> list[str]:
    """Statements that drop every relation that records of this type state."""
    statements = []
    for relation in RELATIONS.values():
        claim = relation.claimed and SCHEMA[entity].shared
        if relation.name == "STATED_BY" or claim or not any(relation.owner(ends) == entity for ends in relation.ends):
            continue
        arrow = f"-[r:{relation.name}]->()" if relation.stated_by == "start" else f"<-[r:{relation.name}]-()"
        statements.append(f"UNWIND $ids AS id MATCH (n:{entity} {{id: id}}){arrow} DELETE r")
    return statements


_CLEAR = {name: _clearing(name) for name in SCHEMA}


def _withdrawing(entity: str) -> list[str]:
    """Statements that drop what one source claims of shared things."""
    return [
        f"UNWIND $ids AS id MATCH (n:{entity} {{id: id}})-[r:{relation.name} {{source: $dataset}}]->() DELETE r"
        for relation in RELATIONS.values()
        if relation.claimed and SCHEMA[entity].shared and any(relation.owner(ends) == entity for ends in relation.ends)
    ]


_WITHDRAW = {name: _withdrawing(name) for name in SCHEMA}


# Types that link to themselves: a node of one may be there, empty, before its own record is written.
_TO_ITS_OWN_KIND = {ends.start for relation in RELATIONS.values() for ends in relation.ends if ends.start == ends.end}


def _relations(
    entity: EntityType, records: Iterable[Record], writing: Writing, *, claims: bool = False
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """One statement for each kind of link in the batch: of claims on a shared thing, or of all other relations."""
    kinds: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        for link in dict.fromkeys(record.links):
            if (entity.shared and RELATIONS[link.relation].claimed) == claims:
                kinds[link.relation, link.entity].append({"id": record.id, **_link(link, writing)})
    for (name, other), rows in kinds.items():
        yield (
            f"UNWIND $rows AS row MATCH (n:{entity.name} {{id: row.id}}) {_find(entity, other)} (m:{other} {{id: row.to}}) "
            f"CREATE (n){_arrow(name)}(m) SET r = row.properties",
            {"rows": rows},
        )


def _write_shared(graph: Graph, entity: EntityType, batch: Sequence[Hashed], writing: Writing) -> None:
    """A shared thing is worded by the source that stated it first; the others are linked to it. A source that knows it
    better, or that owns the wording of the type, takes it over."""
    ids = [record.id for record, _ in batch]
    known = f"n.{KNOWN_BY.name}" if KNOWN_BY in entity.properties else "null"
    there = {
        row["id"]: row
        for row in graph.read(
            f"""
            UNWIND $ids AS id MATCH (n:{entity.name} {{id: id}})
            RETURN n.id AS id, CASE WHEN n.hash IS NOT NULL AND n.ended_run IS NULL THEN n.source END AS owner, {known} AS known
            ORDER BY id LIMIT $most
            """,
            {"ids": ids, "most": len(ids)},
        )
    }
    fresh = [each for each in batch if each[0].id not in there]
    own = [each for each in batch if (held := there.get(each[0].id)) and _words(each[0], held, writing)]
    graph.transact([
        *(_creating(entity, fresh, writing) if fresh else ()),
        *(_replacing(entity, own, writing) if own else ()),
        *_stating(entity, fresh, writing, "CREATE"),
        *_stating(entity, [each for each in batch if each[0].id in there], writing, "MERGE"),
        *((withdraw, {"ids": list(there), "dataset": writing.dataset}) for withdraw in (_WITHDRAW[entity.name] if there else ())),
        *_relations(entity, [record for record, _ in batch], writing, claims=True),
    ])  # fmt: skip


def _words(record: Record, held: Mapping[str, Any], writing: Writing) -> bool:
    """Whether the data set words a shared thing that the graph holds."""
    if held["owner"] in (None, writing.dataset):
        return True
    return takes_over(record.entity, record.properties.get(KNOWN_BY.name), held["known"], writing)


def takes_over(entity: str, known: str | None, before: str | None, writing: Writing) -> bool:
    """Whether the data set words a shared thing that another one worded: it owns the wording of the type, or knows the thing
    (``known``) more surely than that one (``before``)."""
    if entity in writing.takes:
        return True
    return known is not None and before is not None and CERTAINTY[known] > CERTAINTY[before]


def _stating(
    entity: EntityType, batch: Sequence[Hashed], writing: Writing, make: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The statement that links shared things to the source that states them, with what it stated and where."""
    if not batch:
        return
    yield (
        f"""
        MATCH (s:Source {{id: $dataset}})
        UNWIND $rows AS row
        MATCH (n:{entity.name} {{id: row.id}})
        {make} (n)-[r:STATED_BY]->(s)
        WITH r, row, coalesce(r.first_run, $run) AS first_run
        SET r = row.properties, r.first_run = first_run
        """,
        {
            "rows": [{"id": record.id, "properties": stating_properties(record, hash)} for record, hash in batch],
            "dataset": writing.dataset,
            "run": writing.run,
        },
    )
