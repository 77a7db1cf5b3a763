"""The model as plain data: what ``kg schema show --json`` prints and an interface can answer with."""

from typing import Any

from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import INTEGER, NUMBER, EntityType, Property, Relation
from kg.schema.derive.table import header
from kg.schema.prefixes import curie

Outline = dict[str, Any]


def outline() -> Outline:
    """All of the model: ``{"entities": […], "relations": […]}``, each as its own outline."""
    return {
        "entities": [entity_outline(entity) for entity in SCHEMA.values()],
        "relations": [relation_outline(relation) for relation in RELATIONS.values()],
    }


def find(name: str) -> EntityType | Relation | None:
    """The entity or relation of that name in whatever case, or of that slug; None when there is none."""
    wanted = name.casefold()
    for entity in SCHEMA.values():
        if wanted in (entity.name.casefold(), entity.slug):
            return entity
    return RELATIONS.get(wanted.upper().replace("-", "_"))


def entity_outline(entity: EntityType) -> Outline:
    """One entity: its words, its properties, the relations at it, its table's columns."""
    return {
        "name": entity.name,
        "label": entity.label._asdict(),
        "doc": entity.doc._asdict(),
        "iri": entity.iri,
        "within": [curie(wider) for wider in entity.within],
        "shared": entity.shared,
        "key": list(entity.key),
        "named_by": entity.named_by or "id",
        "properties": [property_outline(p) for p in entity.all_properties],
        "relations": [
            {"name": relation.name, "ends": list(ends)}
            for relation in RELATIONS.values()
            for ends in relation.ends
            if entity.name in ends
        ],
        "columns": [] if entity.derived else list(header(entity)),
    }


def relation_outline(relation: Relation) -> Outline:
    """One relation: its words, its ends, who states it, its own properties."""
    return {
        "name": relation.name,
        "label": relation.label._asdict(),
        "doc": relation.doc._asdict(),
        "iri": relation.iri,
        "within": [curie(wider) for wider in relation.within],
        "ends": [list(ends) for ends in relation.ends],
        "stated_by": relation.stated_by,
        "required": relation.required,
        "many": relation.many,
        "properties": [property_outline(p) for p in relation.properties],
    }


def property_outline(p: Property) -> Outline:
    """One property: its words, its type and what narrows it."""
    narrowed = p.type.highest is not None and p.type not in (NUMBER, INTEGER)
    bounds = {"lowest": p.type.lowest, "highest": p.type.highest} if narrowed else {}
    return {
        "name": p.name,
        "type": p.type.name,
        "choices": list(p.type.choices),
        "required": p.required,
        "many": p.many,
        "label": p.label._asdict(),
        "doc": p.doc._asdict(),
        "iri": p.iri,
        "within": [curie(wider) for wider in p.within],
    } | bounds
