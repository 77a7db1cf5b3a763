"""Pydantic models: what ingest validates with and the API answers with."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model

from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import EntityType, Property, Relation, ValueType
from kg.schema.record import Record


def literal(type: ValueType) -> Any:
    """The Python type of a value, with what narrows it. Strict: a year is a number, not its digits."""
    if type.choices:
        return Literal[type.choices]
    return Annotated[type.python, Field(pattern=type.pattern, ge=type.lowest, le=type.highest, allow_inf_nan=None)]


_TUPLE: Any = tuple  # a type that is made at run time is no type to the type checker


def _field(p: Property) -> tuple[Any, Any]:
    one = literal(p.type)
    described = f"{p.doc.en} {p.doc.zh}"
    if p.many:
        several = _TUPLE[one, ...]
        return several if p.required else several | None, Field(None, description=described)
    if p.required:
        return one, Field(description=described)
    return one | None, Field(None, description=described)


@cache
def model(entity: EntityType) -> type[BaseModel]:
    """The model of an entity: frozen, strict, and strange names are refused."""
    fields: dict[str, Any] = {p.name: _field(p) for p in entity.all_properties}
    return create_model(entity.name, __config__=_CONFIG, __doc__=f"{entity.doc.en} {entity.doc.zh}", **fields)


@cache
def link_model(relation: Relation) -> type[BaseModel]:
    """The model of a relation's own properties."""
    fields: dict[str, Any] = {p.name: _field(p) for p in relation.properties}
    return create_model(f"{relation.name}Properties", __config__=_CONFIG, __doc__=relation.doc.en, **fields)


_CONFIG = ConfigDict(extra="forbid", frozen=True, strict=True)


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(model(SCHEMA[name]))


@cache
def _link_adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(link_model(RELATIONS[name]))


def _tupled(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in properties.items()}


def validate(entity: str, properties: Mapping[str, Any]) -> None:
    """Check a record's properties; raises pydantic's ``ValidationError``. Lists count as many values."""
    _adapter(entity).validate_python(_tupled(properties))


class LinkError(ValueError):
    """A link that the schema does not allow, or one that it requires and that is not there."""

    def __init__(self, relation: str, fault: str) -> None:
        super().__init__(f"{relation} {fault}")
        self.relation, self.fault = relation, fault


def validate_links(record: Record) -> None:
    """Check what a record links to: that its relations may join these two, how many there are, and their own properties.

    Raises ``LinkError``, or pydantic's ``ValidationError`` for the properties of a link.
    """
    ends, most_one, required = _allowed(record.entity)
    stated: dict[str, tuple[str, str]] = {}
    for link in record.links:
        target = (link.entity, link.id)
        if (link.relation, link.entity) not in ends:
            raise LinkError(link.relation, f"cannot join {record.entity} and {link.entity}")
        if stated.setdefault(link.relation, target) != target and link.relation in most_one:
            raise LinkError(
                link.relation,
                f"is stated of both {stated[link.relation][1]!r} and {link.id!r}: it may be of one",
            )
        validate_link(link.relation, dict(link.properties))
    for relation in required:
        if relation not in stated:
            raise LinkError(relation, f"is missing: {record.entity} needs it")


def validate_link(relation: str, properties: Mapping[str, Any]) -> None:
    """Check the properties of a link; raises pydantic's ``ValidationError``. Lists count as many values."""
    if properties:
        _link_adapter(relation).validate_python(_tupled(properties))


@cache
def _allowed(entity: str) -> tuple[frozenset[tuple[str, str]], frozenset[str], tuple[str, ...]]:
    """What a record of the entity may state (relation, other end), at most one of, and at least one of."""
    own = [(r, ends) for r in RELATIONS.values() for ends in r.ends if r.owner(ends) == entity]
    return (
        frozenset((r.name, r.other(ends)) for r, ends in own),
        frozenset(r.name for r, _ in own if not r.many),
        tuple(sorted({r.name for r, _ in own if r.required})),
    )
