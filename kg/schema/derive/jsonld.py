"""JSON-LD: the context of our words, and a record as a document under it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import Property
from kg.schema.derive import NOTICE
from kg.schema.prefixes import KG, XSD, thing
from kg.schema.record import Record

# Only what JSON has no form of its own for is given a type: a typed year would read the text "2019" as a number.
TYPED = ("double", "date", "dateTime", "anyURI")


def context() -> dict[str, Any]:
    """The context: entities, properties and relations by the names they have in the graph.

    ``ValueError`` when one name means two things. A name it does not know becomes a term of our namespace, where the
    closed shapes refuse it, rather than nothing.
    """
    terms: dict[str, Any] = {"@version": 1.1, "@vocab": KG, "id": "@id"}
    for name, meaning in _terms():
        if terms.setdefault(name, meaning) != meaning:
            raise ValueError(f"{name!r} means {terms[name]} in one place and {meaning} in another")
    head = {name: terms.pop(name) for name in ("@version", "@vocab", "id")}
    return {"//": NOTICE, "@context": head | dict(sorted(terms.items()))}


def document(record: Record, base: str) -> dict[str, Any]:
    """A record as JSON-LD, without its context; ``base`` is the address under which things have their IRIs.

    A value of another type than declared is written as what it is, for the shapes to refuse.
    """
    entity = SCHEMA[record.entity]
    found: dict[str, Any] = {"id": thing(base, entity.slug, record.id), "@type": entity.name}
    declared = {p.name: p for p in entity.all_properties}
    for name, value in record.properties.items():
        if value is not None:
            found[name] = _written(declared.get(name), value)
    backward: dict[str, list[dict[str, str]]] = {}
    for link in record.links:
        end = {"id": thing(base, SCHEMA[link.entity].slug, link.id), "@type": link.entity}
        into = found if RELATIONS[link.relation].stated_by == "start" else backward
        into.setdefault(link.relation, []).append(end)
    return found | ({"@reverse": backward} if backward else {})


def _terms() -> Iterator[tuple[str, Any]]:
    carried: Mapping[str, tuple[Property, ...]] = {
        **{entity.name: entity.all_properties[1:] for entity in SCHEMA.values()},
        **{relation.name: relation.properties for relation in RELATIONS.values()},
    }
    for entity in SCHEMA.values():
        yield entity.name, entity.iri
    for relation in RELATIONS.values():
        yield relation.name, {"@id": relation.iri, "@type": "@id", "@container": "@set"}
    for properties in carried.values():
        for p in properties:
            typed = {"@type": XSD + p.type.xsd} if p.type.xsd in TYPED else {}
            yield p.name, {"@id": p.iri} | typed | ({"@container": "@set"} if p.many else {})


def _written(p: Property | None, value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_written(p, each) for each in value]
    plain = value.isoformat() if isinstance(value, date) else value
    typed = p is not None and p.type.xsd in TYPED
    if p is not None and (typed or isinstance(value, date)) and not _fits(p.type.python, value):
        return {"@value": plain, "@type": XSD + _NATIVE.get(type(value), "string")}
    return plain


_NATIVE = {bool: "boolean", int: "integer", float: "double", date: "date", datetime: "dateTime"}


def _fits(python: type, value: Any) -> bool:
    """Whether a value has the declared type itself: a truth value is no number here, nor a moment a day."""
    return type(value) in ((int, float) if python is float else (python,))
