"""The shapes (SHACL): what a record must be, with the same verdict as the pydantic models and the loader."""

import sys
from collections.abc import Iterator

from rdflib import RDF, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import EntityType, Property, Relation, ValueType
from kg.schema.derive.rdf import classes, new_graph, rdf_list, say
from kg.schema.prefixes import KG


def shapes() -> Graph:
    """A closed shape for each entity, a property shape (named, so that no blank node moves) for all that it may have."""
    graph = new_graph()
    graph += [(_LINE_BREAK, RDF.type, SH.NodeShape), (_LINE_BREAK, SH.pattern, Literal(r"[\r\n]"))]
    for entity in SCHEMA.values():
        shape = URIRef(f"{KG}{entity.name}Shape")
        graph += [
            (shape, RDF.type, SH.NodeShape),
            (shape, SH.targetClass, URIRef(entity.iri)),
            (shape, SH.nodeKind, SH.IRI),
            (shape, SH.pattern, Literal(f"/id/{entity.slug}/{_inside(entity.property('id').type)}$")),
            (shape, SH.closed, Literal(True)),
            (shape, SH.ignoredProperties, rdf_list(graph, [RDF.type])),
        ]
        for p in entity.all_properties[1:]:
            _property_shape(graph, shape, p)
        for relation in RELATIONS.values():
            _relation_shapes(graph, shape, entity, relation)
    return graph


# Python lets ``$`` match before a last line break, which is where a validator written in it would let one pass.
_LINE_BREAK = URIRef(f"{KG}LineBreakShape")


def _property_shape(graph: Graph, owner: URIRef, p: Property) -> None:
    shape = URIRef(f"{owner}-{p.name}")
    graph += [(owner, SH.property, shape), (shape, RDF.type, SH.PropertyShape), (shape, SH.path, URIRef(p.iri)),
              (shape, SH.datatype, URIRef(str(XSD) + p.type.xsd))]  # fmt: skip
    say(graph, shape, SH.name, p.label)
    _count(graph, shape, p.required, p.many)
    for how, limit in _facets(p.type):
        graph.add((shape, how, limit))
    if p.type.choices:
        graph.add((shape, SH["in"], rdf_list(graph, map(Literal, p.type.choices))))


def _facets(type: ValueType) -> Iterator[tuple[URIRef, Node]]:
    if type.pattern:
        yield SH.pattern, Literal(type.pattern)
    if type.one_line:
        yield SH["not"], _LINE_BREAK
    if type.highest == sys.float_info.max:
        # Any finite number. Turtle would round that bound; of all numbers INF and NaN alone are written without a digit.
        yield SH.pattern, Literal("[0-9]")
        return
    datatype = URIRef(str(XSD) + type.xsd)
    for how, limit in ((SH.minInclusive, type.lowest), (SH.maxInclusive, type.highest)):
        if limit is not None:
            yield how, Literal(type.python(limit), datatype=datatype)


def _inside(type: ValueType) -> str:
    return (type.pattern or ".+").removeprefix("^").removesuffix("$")


def _count(graph: Graph, shape: URIRef, required: bool, many: bool) -> None:
    if required:
        graph.add((shape, SH.minCount, Literal(1)))
    if not many:
        graph.add((shape, SH.maxCount, Literal(1)))


def _relation_shapes(graph: Graph, owner: URIRef, entity: EntityType, relation: Relation) -> None:
    """The far ends of what leaves the entity are of the declared classes; what its own record states is counted."""
    leaves = [ends.end for ends in relation.ends if ends.start == entity.name]
    stated = [ends.start for ends in relation.ends if ends.end == entity.name and relation.stated_by == "end"]
    if leaves:
        shape = _path_shape(graph, owner, relation.name, URIRef(relation.iri), leaves)
        if relation.stated_by == "start":
            _count(graph, shape, relation.required, relation.many)
    if stated:
        inverse = BNode()
        graph.add((inverse, SH.inversePath, URIRef(relation.iri)))
        shape = _path_shape(graph, owner, f"{relation.name}-inverse", inverse, stated)
        _count(graph, shape, relation.required, relation.many)


def _path_shape(graph: Graph, owner: URIRef, name: str, path: Node, entities: list[str]) -> URIRef:
    shape = URIRef(f"{owner}-{name}")
    graph += [(owner, SH.property, shape), (shape, RDF.type, SH.PropertyShape), (shape, SH.path, path)]
    _ends(graph, shape, entities)
    return shape


def _ends(graph: Graph, shape: URIRef, entities: list[str]) -> None:
    declared = classes(entities)
    if len(declared) == 1:
        graph.add((shape, SH["class"], declared[0]))
        return
    each = [URIRef(f"{KG}Is{name}Shape") for name in dict.fromkeys(entities)]
    for one, cls in zip(each, declared, strict=True):
        graph += [(one, RDF.type, SH.NodeShape), (one, SH["class"], cls)]
    graph.add((shape, SH["or"], rdf_list(graph, each)))
