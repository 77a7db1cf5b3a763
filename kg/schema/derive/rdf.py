"""RDF graphs of ours, and Turtle that is the same byte for byte each time."""

from collections.abc import Iterable

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.schema import SCHEMA
from kg.schema.core import Words
from kg.schema.derive import NOTICE
from kg.schema.prefixes import PREFIXES


def turtle(graph: Graph) -> str:
    """The graph as text, under the notice that it is generated."""
    return f"# {NOTICE}\n\n{graph.serialize(format='turtle').strip()}\n"


def new_graph() -> Graph:
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def say(graph: Graph, about: Node, how: Node, words: Words) -> None:
    graph += [(about, how, Literal(words.en, lang="en")), (about, how, Literal(words.zh, lang="zh"))]


def classes(names: Iterable[str]) -> list[URIRef]:
    return [URIRef(SCHEMA[name].iri) for name in dict.fromkeys(names)]


def rdf_list(graph: Graph, items: Iterable[Node]) -> Node:
    """An RDF list. Written inside its one owner, it moves nothing in the Turtle."""
    return Collection(graph, BNode(), list(items)).uri
