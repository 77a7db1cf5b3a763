"""Pydantic models: what ingest validates with and the API answers with."""

from collections import Counter
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
    for link in record.links:
        if (link.relation, link.entity) not in ends:
            raise LinkError(link.relation, f"cannot join {record.entity} and {link.entity}")
        validate_link(link.relation, dict(link.properties))
    targets = {(link.relation, link.entity, link.id) for link in record.links}
    stated = Counter(relation for relation, _, _ in targets)
    for relation in required - stated.keys():
        raise LinkError(relation, f"is missing: {record.entity} needs one")
    for relation in most_one & stated.keys():
        if stated[relation] > 1:
            raise LinkError(relation, f"is stated {stated[relation]} times: {record.entity} may have one")


def validate_link(relation: str, properties: Mapping[str, Any]) -> None:
    """Check the properties of a link; raises pydantic's ``ValidationError``. Lists count as many values."""
    if properties:
        _link_adapter(relation).validate_python(_tupled(properties))


@cache
def _allowed(entity: str) -> tuple[frozenset[tuple[str, str]], frozenset[str], frozenset[str]]:
    """What a record of the entity may state (relation, other end), at most one of, and at least one of."""
    own = [(r, ends) for r in RELATIONS.values() for ends in r.ends if r.owner(ends) == entity]
    return (
        frozenset((r.name, r.other(ends)) for r, ends in own),
        frozenset(r.name for r, _ in own if not r.many),
        frozenset(r.name for r, _ in own if r.required),
    )
