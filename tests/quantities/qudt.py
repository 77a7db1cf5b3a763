"""What QUDT says of units and kinds of quantity, to hold our own tables against.

A value in a unit is ``(value + offset) × multiplier`` in the coherent SI unit of the same dimension. QUDT writes a
multiplier of zero where there is no such factor (decibels, pH, international units): it is ``None`` here.
"""

import lzma
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

QUDT = Namespace("http://qudt.org/schema/qudt/")
KIND = Namespace("http://qudt.org/vocab/quantitykind/")


class Unit(NamedTuple):
    """A unit that QUDT has not deprecated; ``kinds`` are IRIs, the narrower ones of each among them."""

    iri: str
    multiplier: Decimal | None
    offset: Decimal
    dimension: str
    kinds: frozenset[str]


class Qudt:
    """Units by UCUM code (two QUDT units may share one), and the dimension vector of each kind of quantity by its IRI."""

    def __init__(self, folder: Path) -> None:
        self._graph = Graph()
        for file in ("qudt_units.ttl.xz", "qudt_quantitykinds.ttl.xz"):
            self._graph.parse(data=lzma.decompress((folder / file).read_bytes()), format="turtle")
        self._same, self._narrower = self._narrowings()
        self.kinds: Mapping[str, str] = {str(kind): self._dimension(kind) for kind in self._current(QUDT.QuantityKind)}
        self.units: Mapping[str, list[Unit]] = self._by_code()

    def _by_code(self) -> dict[str, list[Unit]]:
        found = defaultdict(list)
        for node in self._current(QUDT.Unit):
            for code in self._graph.objects(node, QUDT.ucumCode):
                found[str(code)].append(self._unit(node))
        return dict(found)

    def _unit(self, node: Node) -> Unit:
        said = self._graph.objects(node, QUDT.unitForQuantityKind)
        return Unit(
            str(node),
            self._number(node, QUDT.conversionMultiplier) or None,
            self._number(node, QUDT.conversionOffset),
            self._dimension(node),
            frozenset(str(kind) for kind in self._with_narrower(set(said))),
        )

    def _current(self, kind: Node) -> Iterator[Node]:
        nodes = sorted(self._graph.subjects(RDF.type, kind), key=str)
        return (node for node in nodes if (node, QUDT.deprecated, None) not in self._graph)

    def _number(self, node: Node, predicate: Node) -> Decimal:
        return Decimal(str(self._graph.value(node, predicate) or 0))

    def _dimension(self, node: Node) -> str:
        return str(self._graph.value(node, QUDT.hasDimensionVector)).rsplit("/", 1)[-1]

    def _narrowings(self) -> tuple[Mapping[Node, set[Node]], Mapping[Node, set[Node]]]:
        same, narrower = defaultdict(set), defaultdict(set)
        for one, other in self._graph.subject_objects(QUDT.exactMatch):
            same[one].add(other)
            same[other].add(one)
        for narrow, wide in self._graph.subject_objects(QUDT.specializationOf):
            narrower[wide].add(narrow)
        return same, narrower

    def _with_narrower(self, kinds: set[Node]) -> set[Node]:
        """Pa is listed for ForcePerArea only: Pressure specializes it, so Pa is a unit of pressure."""
        found: set[Node] = set()
        while kinds:
            found |= kinds
            kinds = {
                near for kind in kinds for near in (*self._same.get(kind, ()), *self._narrower.get(kind, ()))
            } - found
        return found
