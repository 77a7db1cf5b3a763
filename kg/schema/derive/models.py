"""Pydantic models: what ingest validates with and the API answers with."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model

from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import EntityType, Property, Relation, ValueType


def literal(type: ValueType) -> Any:
    """The Python type of a value, with what narrows it. Strict: a year is a number, not its digits."""
    if type.choices:
        return Literal[type.choices]
    return Annotated[
        type.python, Field(pattern=type.pattern, ge=type.lowest, le=type.highest, allow_inf_nan=None)
    ]


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


def validate(entity: str, properties: Mapping[str, Any]) -> None:
    """Check a record's properties; raises pydantic's ``ValidationError``. Lists count as many values."""
    ready = {name: tuple(value) if isinstance(value, list) else value for name, value in properties.items()}
    _adapter(entity).validate_python(ready)


def validate_link(relation: str, properties: Mapping[str, Any]) -> None:
    """Check the properties of a link; raises pydantic's ``ValidationError``."""
    if properties:
        link_model(RELATIONS[relation]).model_validate(dict(properties))
