"""Namespaces: one home for every IRI the project writes."""

KG = "https://w3id.org/capability-graph/ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "kg": KG,
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "quantitykind": "http://qudt.org/vocab/quantitykind/",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sosa": "http://www.w3.org/ns/sosa/",
    "ssn": "http://www.w3.org/ns/ssn/",
    "ssns": "http://www.w3.org/ns/ssn/systems/",
    "xsd": XSD,
}


def kg(local: str) -> str:
    """IRI of a term of our own namespace."""
    return KG + local


def term(curie: str) -> str:
    """Expand ``prefix:local``; ``KeyError`` for a prefix that is not in ``PREFIXES``."""
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


def thing(base: str, slug: str, id: str) -> str:
    """IRI of a thing in the graph: ``{base}/id/{type}/{id}``."""
    return f"{base.rstrip('/')}/id/{slug}/{id}"


def curie(iri: str) -> str:
    """``prefix:local`` of an IRI of one of the ``PREFIXES``; of any other, the IRI itself."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
