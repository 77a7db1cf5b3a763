"""Browsing: things of a type with filters, and one thing with its neighbourhood."""

from collections.abc import Mapping
from typing import Any

from kg.errors import NotFoundError, UsageError, did_you_mean
from kg.graph.driver import Graph
from kg.schema import SCHEMA
from kg.schema.core import EntityType
from kg.schema.folding import fold, has_chinese

NEIGHBOURS = 100
TYPES = {
    f"{entity.slug}s" if not entity.slug.endswith("y") else f"{entity.slug[:-1]}ies": entity
    for entity in SCHEMA.values()
}


def entity_type(name: str) -> EntityType:
    """The type with that name in addresses (``institutions``); ``NotFoundError`` with the nearest one."""
    if name not in TYPES:
        raise NotFoundError(
            f"no type of things '{name}'.{did_you_mean(name, TYPES)} There are: {', '.join(sorted(TYPES))}."
        )
    return TYPES[name]


def things(
    graph: Graph, entity: EntityType, filters: Mapping[str, str], after: str, limit: int
) -> tuple[list[dict[str, Any]], int]:
    """A page of things by id, and how many there are. ``filters``: properties by value, or ``name``."""
    tests, values = ["n.ended_run IS NULL"], dict[str, Any]()
    for name, text in filters.items():
        test, value = _test(entity, name, text)
        tests.append(test)
        values[name] = value
    where = " AND ".join(tests)
    total = graph.read(f"MATCH (n:{entity.name}) WHERE {where} RETURN count(n) AS n", values)[0]["n"]
    rows = graph.read(
        f"MATCH (n:{entity.name}) WHERE n.id > $after AND {where} RETURN n {{.*}} AS thing ORDER BY n.id LIMIT $limit",
        {**values, "after": after, "limit": limit},
    )
    return [plain(row["thing"]) for row in rows], total


def _test(entity: EntityType, name: str, text: str) -> tuple[str, Any]:
    if name == "name":
        return f"n.key_{'zh' if has_chinese(text) else 'en'} = $name", fold(text)
    known = {p.name: p for p in entity.all_properties}
    if name not in known:
        raise UsageError(f"{entity.slug} has no property '{name}' to filter by.{did_you_mean(name, [*known, 'name'])}")
    choices = known[name].type.choices
    if choices and text not in choices:
        raise UsageError(
            f"{name} of {entity.slug} is never '{text[:40]}'.{did_you_mean(text, choices)} It is one of: {', '.join(choices)}."
        )
    if known[name].many:
        return f"${name} IN n.{name}", text
    if known[name].type.python is str:
        return f"n.{name} = $" + name, text
    return f"toString(n.{name}) = ${name}", text


def thing(graph: Graph, entity: EntityType, id: str) -> dict[str, Any]:
    """One thing with its properties, its neighbours by relation (the first of each), and how many there are."""
    found = graph.read(f"MATCH (n:{entity.name} {{id: $id}}) RETURN n {{.*}} AS thing", {"id": id})
    if not found:
        raise NotFoundError(f"no {entity.slug} '{id}'.")
    counts = graph.read(
        f"""
        MATCH (n:{entity.name} {{id: $id}})-[r]-(m) WHERE m.ended_run IS NULL
        RETURN type(r) AS relation, startNode(r) = n AS outgoing, labels(m)[0] AS type, count(*) AS n
        ORDER BY relation, outgoing, type LIMIT 200
        """,
        {"id": id},
    )
    return {
        "entity": entity.name,  # not "type": a standard has a property of that name
        **plain(found[0]["thing"]),
        "neighbours": [_neighbours(graph, entity, id, row) for row in counts],
    }


def _neighbours(graph: Graph, entity: EntityType, id: str, group: dict[str, Any]) -> dict[str, Any]:
    arrow = f"-[r:{group['relation']}]->" if group["outgoing"] else f"<-[r:{group['relation']}]-"
    rows = graph.read(
        f"""
        MATCH (n:{entity.name} {{id: $id}}){arrow}(m:{group["type"]}) WHERE m.ended_run IS NULL
        RETURN m.id AS id, m.name_zh AS name_zh, m.name_en AS name_en,
               coalesce(m.designation, m.verbatim, m.number, m.address, m.cited) AS label, r {{.*}} AS properties
        ORDER BY id LIMIT $most
        """,
        {"id": id, "most": NEIGHBOURS},
    )
    for row in rows:
        row["properties"] = {key: value for key, value in row["properties"].items() if key not in _HIDDEN}
    return {
        **{key: group[key] for key in ("relation", "outgoing", "type")},
        "total": group["n"],
        "things": rows,
    }


_HIDDEN = frozenset({"hash", "key_zh", "key_en"})


def plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties without housekeeping that says nothing to a reader."""
    return {key: value for key, value in sorted(properties.items()) if key not in _HIDDEN}
