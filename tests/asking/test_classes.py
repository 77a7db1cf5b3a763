"""Classes in questions, on a graph that is classified at random: the index, the Cypher and a plain count say the same."""

import random
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kg.asking import ask
from kg.graph import Graph
from kg.search import Generations, build, verify
from kg.settings import Settings

DAY = "2026-11-23"
SYSTEMS = {"ICS": "ics", "CCS": "ccs", "KCDB": "kcdb"}
# Three levels of each, and one class that stands alone; some without a name.
CLASSES = [
    f"{system}-{code}" for system in SYSTEMS.values() for code in ("91", "91.1", "91.2", "91.1.1", "91.1.2", "92")
]
BROADER = {id: id.rpartition(".")[0] for id in CLASSES if "." in id}
# The sample has two of its own.
ABOVE = {**BROADER, "ics-77.040.10": "ics-77.040"}


@pytest.fixture(scope="module")
def classified(restored_world: Callable[[], Graph], settings: Settings) -> Iterator[Graph]:
    """The sample world with classes of three kinds on editions, on standards and on capabilities."""
    graph = restored_world()
    graph.write(
        """
        UNWIND $classes AS row
        CREATE (k:Classification {id: row.id, system: row.system, code: row.code, name_en: row.name, key_en: toLower(replace(row.name, " ", ""))})
        """,
        {"classes": [{"id": id, "system": id.partition("-")[0].upper(), "code": id.partition("-")[2],
                      "name": None if id.endswith("2") else f"Class {id}"} for id in CLASSES]},
    )  # fmt: skip
    graph.write("UNWIND $pairs AS pair MATCH (a:Classification {id: pair[0]}), (b:Classification {id: pair[1]}) CREATE (a)-[:BROADER]->(b)",
                {"pairs": [list(pair) for pair in BROADER.items()]})  # fmt: skip
    r = random.Random(5)
    for label, share, systems in (
        ("StandardEdition", 0.5, ("ics", "ccs")),
        ("Standard", 0.15, ("ics",)),
        ("Capability", 0.1, ("kcdb",)),
    ):
        rows = graph.read(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id LIMIT 2000")
        some = [class_ for class_ in CLASSES if class_.partition("-")[0] in systems]
        pairs = [[row["id"], id] for row in rows if r.random() < share for id in r.sample(some, r.choice((1, 1, 2)))]
        assert pairs
        graph.write(f"UNWIND $pairs AS pair MATCH (n:{label} {{id: pair[0]}}), (k:Classification {{id: pair[1]}}) CREATE (n)-[:CLASSIFIED_BY]->(k)",
                    {"pairs": pairs})  # fmt: skip
    # What is ended classifies nothing any more.
    graph.write(
        "MATCH (e:StandardEdition)-[:CLASSIFIED_BY]->() WITH DISTINCT e ORDER BY e.id LIMIT 3 SET e.ended_run = 'x'"
    )
    build(Generations(settings.home), graph)
    yield graph
    shutil.rmtree(settings.home / "search")
    graph.write("MATCH (k:Classification) WHERE k.id IN $ids DETACH DELETE k", {"ids": CLASSES})


def above(id: str) -> set[str]:
    return {id} | (above(ABOVE[id]) if id in ABOVE else set())


@pytest.fixture(scope="module")
def of_capability(classified: Graph) -> dict[str, tuple[set[str], list[set[str]]]]:
    """Of each capability its own classes, and those of each thing that it cites, by a walk of their own."""
    edges: defaultdict[str, set[str]] = defaultdict(set)
    for row in classified.read("""MATCH (n)-[:CLASSIFIED_BY]->(k) WHERE n.ended_run IS NULL
                                  RETURN n.id AS id, k.id AS class ORDER BY id, class LIMIT 9999"""):  # fmt: skip
        edges[row["id"]] |= above(row["class"])
    editions: defaultdict[str, set[str]] = defaultdict(set)
    for row in classified.read("MATCH (e)-[:EDITION_OF]->(s) RETURN e.id AS e, s.id AS s ORDER BY e LIMIT 9999"):
        editions[row["s"]].add(row["e"])
        editions[row["e"]].add(row["s"])
    cited: dict[str, list[set[str]]] = defaultdict(list)
    for row in classified.read("""MATCH (c:Capability)-[:USES]->(m) OPTIONAL MATCH (m)-[:DEFINED_BY]->(d)
                                  RETURN c.id AS id, d.id AS document ORDER BY id, m.id LIMIT 9999"""):  # fmt: skip
        document = row["document"]
        near = {document, *editions[document]} if document else set()
        cited[row["id"]].append(set().union(*(edges.get(each, set()) for each in near)))
    rows = classified.read("MATCH (c:Capability) RETURN c.id AS id ORDER BY id LIMIT 9999")
    return {row["id"]: (edges.get(row["id"], set()), cited[row["id"]]) for row in rows}


def status(of: tuple[set[str], list[set[str]]], wanted: set[str]) -> str:
    own, cited = of
    if any(wanted & each for each in (own, *cited)):
        return "met"
    for system in {id.partition("-")[0] for id in wanted}:
        in_system = [any(id.startswith(f"{system}-") for id in each) for each in cited]
        if not any(id.startswith(f"{system}-") for id in own) and not (in_system and all(in_system)):
            return "unknown"
    return "unmet"


def everything(graph: Graph, settings: Settings, given: dict[str, Any]) -> Any:
    asked = {"as_of": DAY, "by": "capability", "validity": "any", "available_to": "any", "activity": "any", "limit": 400,
             "facets": ["classification"], **given}  # fmt: skip
    return ask(graph, settings, "who-can-test", asked)


def ids(items: list[dict[str, Any]]) -> set[str]:
    return {item["capability"]["id"] for item in items}


def of_class(item: dict[str, Any]) -> str:
    return next(str(each["status"]) for each in item["reasons"] if each["constraint"] == "classification")


def test_random_classes_alone_and_with_a_product(
    classified: Graph, settings: Settings, of_capability: dict[str, tuple[set[str], list[set[str]]]]
) -> None:
    """Alone they find; with something else they are held against it, and what is unknown stands apart."""
    plain = settings.model_copy(update={"search_index": False})
    r = random.Random(11)
    seen: set[str] = set()
    product = ids(everything(classified, settings, {"product": "金属材料"}).items)
    product |= ids(everything(classified, settings, {"product": "金属材料"}).unknown)
    assert product
    for _ in range(25):
        wanted = set(r.sample(CLASSES, r.choice((1, 1, 2, 3))))
        for about in ({}, {"product": "金属材料"}):
            given = {**about, "classification": sorted(wanted)}
            by_index, by_graph = everything(classified, settings, given), everything(classified, plain, given)
            assert (by_index.meta.engine, by_graph.meta.engine) == ("index", "graph")
            for part in ("items", "unknown", "why", "total", "facets"):
                assert getattr(by_index, part) == getattr(by_graph, part), (given, part)
            told = {item["capability"]["id"]: of_class(item) for item in (*by_index.items, *by_index.unknown)}
            among = product if about else set(of_capability)
            expected = {id: status(of_capability[id], wanted) for id in among}
            for id, found in told.items():
                assert found == expected[id], (given, id)
            some = {id for id, each in expected.items() if each == "met" or (about and each == "unknown")}
            assert told.keys() == some, given
            out = sum(each == "unmet" for each in expected.values()) if about else 0
            assert by_index.why.left_out.get("classification", 0) == out
            seen |= set(expected.values())
    assert seen == {"met", "unknown", "unmet"}


def test_the_facet_counts_every_class_with_what_lies_in_it(
    classified: Graph, settings: Settings, of_capability: dict[str, tuple[set[str], list[set[str]]]]
) -> None:
    """Its own selection does not narrow it."""
    for given in ({"product": "金属材料"}, {"product": "金属材料", "classification": ["ics-91.1"]}):
        found = everything(classified, settings, given)
        among = everything(classified, settings, {"product": "金属材料"})
        expected: dict[str, int] = defaultdict(int)
        for id in ids(among.items):
            for each in set().union(*of_capability[id][1], of_capability[id][0]):
                expected[each] += 1
        told = {each["value"]: each["capabilities"] for each in found.facets["classification"]}
        assert told == dict(expected)
        assert told["ics-91"] > told["ics-91.1.1"]
        assert (
            next(each for each in found.facets["classification"] if each["value"] == "ics-91.1.1")["name_en"]
            == "Class ics-91.1.1"
        )


def test_a_class_by_its_code_with_its_system_or_by_its_name(classified: Graph, settings: Settings) -> None:
    same = ids(everything(classified, settings, {"classification": ["ICS 91.1"]}).items)
    assert same
    for said in ("ics-91.1", "91.1", "Class ics-91.1", "ＩＣＳ　91.1"):
        assert ids(everything(classified, settings, {"classification": [said]}).items) == same
    assert ids(everything(classified, settings, {"classification": ["KCDB 91.1"]}).items) != same
    why = everything(classified, settings, {"classification": ["91.1", "99.99"]}).why
    assert (why.kind, why.unknown) == ("not-in-graph", {"classification": "99.99"})


def test_the_index_says_what_the_graph_says(classified: Graph, settings: Settings) -> None:
    assert list(verify(Generations(settings.home), classified, 0)) == []
