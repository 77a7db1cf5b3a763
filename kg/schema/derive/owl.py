"""The ontology (OWL): every entity a class, every property and relation a property, with words in en and zh.

What is ours is defined, with domain and range. Of a published term we say only how and where we use it
(``skos:scopeNote``, ``schema:domainIncludes``): its meaning is not ours to narrow.
"""

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, SDO, SKOS, XSD, BNode, Graph, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import EntityType, Property, Relation, Words
from kg.schema.derive.rdf import classes, new_graph, rdf_list, say
from kg.schema.prefixes import KG

# How it is said of a term of ours, and of a published one.
DOMAIN = (RDFS.domain, SDO.domainIncludes)
RANGE = (RDFS.range, SDO.rangeIncludes)


def ontology() -> Graph:
    """Every entity as an OWL class, every property and relation as an OWL property, with words in en and zh."""
    graph = new_graph()
    about = URIRef(KG.removesuffix("#"))
    graph.add((about, RDF.type, OWL.Ontology))
    graph.add((about, DCTERMS.license, URIRef("https://www.apache.org/licenses/LICENSE-2.0")))
    say(graph, about, DCTERMS.title, Words("Capability Graph ontology", "能力图谱本体"))
    for entity in SCHEMA.values():
        _declare(graph, entity, OWL.Class)
        for wider in entity.within:
            graph.add((URIRef(entity.iri), RDFS.subClassOf, URIRef(wider)))
    for p, carriers in _carriers():
        _declare(graph, p, OWL.DatatypeProperty)
        _reach(graph, p.iri, *DOMAIN, carriers)
        _reach(graph, p.iri, *RANGE, [URIRef(str(XSD) + p.type.xsd)])
    for relation in RELATIONS.values():
        _declare(graph, relation, OWL.ObjectProperty)
        _reach(graph, relation.iri, *DOMAIN, classes(ends.start for ends in relation.ends))
        _reach(graph, relation.iri, *RANGE, classes(ends.end for ends in relation.ends))
    return graph


def _declare(graph: Graph, declared: EntityType | Property | Relation, kind: Node) -> None:
    about, ours = URIRef(declared.iri), declared.iri.startswith(KG)
    graph.add((about, RDF.type, kind))
    if ours:
        graph.add((about, RDFS.isDefinedBy, URIRef(KG.removesuffix("#"))))
    say(graph, about, RDFS.label, declared.label)
    say(graph, about, SKOS.definition if ours else SKOS.scopeNote, declared.doc)
    if not isinstance(declared, EntityType):
        graph += [(about, RDFS.subPropertyOf, URIRef(wider)) for wider in declared.within]


def _carriers() -> Iterator[tuple[Property, list[URIRef]]]:
    """Each property once, with the classes that carry it; what a relation carries is said of its statement."""
    found: dict[str, tuple[Property, dict[URIRef, None]]] = {}
    for entity in SCHEMA.values():
        for p in entity.all_properties[1:]:
            found.setdefault(p.name, (p, {}))[1][URIRef(entity.iri)] = None
    for relation in RELATIONS.values():
        for p in relation.properties:
            found.setdefault(p.name, (p, {}))[1][RDF.Statement] = None
    for p, carriers in found.values():
        yield p, list(carriers)


def _reach(graph: Graph, iri: str, ours: URIRef, theirs: URIRef, classes: list[URIRef]) -> None:
    about = URIRef(iri)
    if not iri.startswith(KG):
        graph += [(about, theirs, each) for each in classes]
    elif len(classes) == 1:
        graph.add((about, ours, classes[0]))
    else:
        union = BNode()
        graph += [(about, ours, union), (union, RDF.type, OWL.Class),
                  (union, OWL.unionOf, rdf_list(graph, classes))]  # fmt: skip
