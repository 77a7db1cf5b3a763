"""The schema: import ``SCHEMA`` (entities by name) and ``RELATIONS`` (by name) and read them."""

from kg.discovery import discover
from kg.schema import entities, relations
from kg.schema.core import EntityType, Relation

SCHEMA: dict[str, EntityType] = discover(entities, EntityType)
RELATIONS: dict[str, Relation] = discover(relations, Relation)

for _relation in RELATIONS.values():
    for _name in {name for ends in _relation.ends for name in ends}:
        if _name not in SCHEMA:
            raise LookupError(f"{_relation.name} names an entity {_name!r} that is not declared")
