"""The table that a data owner fills in: one column a property, one for each relation that its rows state."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import EntityType, Property, Relation, Words


@dataclass(frozen=True)
class Column:
    """A column of an entity's table: it holds a property, or names the things at the other end of a relation.

    ``targets``: the entities that a relation's cell may name, each by its ``named_by`` or its id; when ``told_as`` is
    given the cell holds that property of a new target instead (the words of a restriction).
    ``many``: a cell may hold several values.
    """

    name: str
    required: bool
    many: bool
    doc: Words
    property: Property | None = None
    relation: Relation | None = None
    targets: tuple[str, ...] = ()
    told_as: str = ""


def columns(entity: EntityType) -> tuple[Column, ...]:
    """The columns of an entity's table in their order: ``id``, what the entity ``leads`` with, then as declared.

    ``id`` may be left empty: the key, or else the whole row, makes one. ``LookupError`` when the entity is kept by the
    loader and has no table, or leads with a column that there is not.
    """
    if entity.derived:
        raise LookupError(f"{entity.name} is kept by the loader and has no table")
    found = {column.name: column for column in [*_own(entity), *_related(entity)]}
    if strange := [name for name in entity.leads if name not in found]:
        raise LookupError(f"{entity.name} leads with {strange}, which its table does not have")
    order = dict.fromkeys(["id", *entity.leads, *found])
    return tuple(found[name] for name in order)


def header(entity: EntityType) -> tuple[str, ...]:
    """The names of the columns of an entity's table."""
    return tuple(column.name for column in columns(entity))


def tabled() -> tuple[EntityType, ...]:
    """The entities that have a table."""
    return tuple(entity for entity in SCHEMA.values() if not entity.derived)


def _own(entity: EntityType) -> Iterator[Column]:
    for p in entity.all_properties:
        if not p.derived:
            yield Column(p.name, p.required and p.name != "id", p.many, p.doc, property=p)


def _related(entity: EntityType) -> Iterator[Column]:
    for relation in RELATIONS.values():
        named: dict[str, list[str]] = {}
        for ends in relation.ends if relation.column is not None else ():
            if relation.owner(ends) == entity.name:
                other = relation.other(ends)
                named.setdefault(relation.column or _snake(other), []).append(other)
            if relation.told_as and relation.other(ends) == entity.name:
                part = relation.owner(ends)
                yield Column(_snake(part), required=False, many=True, doc=relation.doc, relation=relation,
                             targets=(part,), told_as=relation.told_as)  # fmt: skip
        for name, targets in named.items():
            yield Column(
                name,
                relation.required,
                relation.many,
                relation.doc,
                relation=relation,
                targets=tuple(targets),
            )


def _snake(entity: str) -> str:
    return SCHEMA[entity].slug.replace("-", "_")
