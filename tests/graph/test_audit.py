"""The audit: silent on a sound graph, and finds each kind of fault that Neo4j Community lets in."""

import json

import pytest

from kg.graph import Graph
from kg.graph.audit import audit
from tests.conftest import Kg, empty

SOUND = """
    CREATE (s:Source {id: 'made-up', source: 'made-up', name_en: 'Made up', hash: 'h'})
    CREATE (i:Institution {id: 'one', kind: 'laboratory', name_en: 'One', key_en: 'one', hash: 'h'})
    CREATE (c:Capability {id: 'c1', activity: 'testing', source: 'made-up', hash: 'h', first_run: 'r'})
    CREATE (i)-[:OFFERS {first_run: 'r'}]->(c)
    CREATE (m:TestMethod {id: 'm1', verbatim: 'GB/T 228.1', hash: 'h'})
    CREATE (m)-[:STATED_BY {hash: 'h', first_run: 'r'}]->(s)
    CREATE (c)-[:USES {use: 'method', first_run: 'r'}]->(m)
    CREATE (w:Standard {id: 'en-1', designation: 'EN 1', hash: 'h'})-[:STATED_BY {hash: 'h', first_run: 'r'}]->(s)
    CREATE (w)-[:ADOPTS {degree: 'unknown', known: 'derived', rule: 'number', source: 'made-up', first_run: 'r'}]->(w)
    CREATE (:Run {id: 'r', outcome: 'finished', source: 'made-up'})
    """

# What is done to the sound graph, and the finding that it must give: check, subject, some words of the problem.
FAULTS = {
    "required property absent": (
        "MATCH (n:Capability) REMOVE n.activity",
        ("property", "Capability.activity", "required")),
    "choice not in the list": (
        "MATCH (n:Capability) SET n.activity = 'guessing'", ("property", "Capability.activity", "testing")),
    "text where a date belongs": (
        "MATCH (n:Capability) SET n.valid_to = '2026-01-01'", ("property", "Capability.valid_to", "date")),
    "undeclared property": (
        "MATCH (n:Capability) SET n.phone = '1'", ("property", "Capability.phone", "not permitted")),
    "undeclared value on a relation": (
        "MATCH ()-[r:USES]->() SET r.use = 'whim'", ("property", "USES.use", "method")),
    "undeclared property of a relation": (
        "MATCH ()-[r:OFFERS]->() SET r.price = 1", ("property", "OFFERS.price", "not permitted")),
    "undeclared label": ("CREATE (:Laboratory {id: 'x'})", ("label", "Laboratory", "not declared")),
    "two labels": ("MATCH (n:Capability) SET n:Site", ("label", "Capability:Site", "exactly one")),
    "no label": ("CREATE ({id: 'x'})", ("label", "", "exactly one")),
    "undeclared relation": (
        "MATCH (a:Institution), (b:Capability) CREATE (a)-[:LIKES]->(b)",
        ("relation", "LIKES", "not declared")),
    "relation the wrong way": (
        "MATCH (a:Institution), (b:Capability) CREATE (b)-[:OFFERS]->(a)",
        ("ends", "OFFERS", "from Capability to Institution")),
    "capability of nobody": (
        "MATCH ()-[r:OFFERS]->() DELETE r", ("required", "Capability", "without a living OFFERS")),
    "capability of an institution that ended": (
        "MATCH (n:Institution) SET n.ended_run = 'r'", ("required", "Capability", "without a living OFFERS")),
    "two institutions": (
        "MATCH (c:Capability) CREATE (:Institution {id: 'two', kind: 'laboratory', name_en: 'Two', hash: 'h'})-[:OFFERS]->(c)",
        ("one only", "Capability", "more than one OFFERS")),
    "named but never written": (
        "CREATE (:Institution {id: 'stub'})", ("half written", "Institution", "never written")),
    "stated by nobody": (
        "MATCH (:TestMethod)-[r:STATED_BY]->() SET r.ended_run = 'r'", ("source", "TestMethod", "no source")),
    "index dropped": ("DROP INDEX institution_key_zh", ("schema", "institution_key_zh", "gone")),
}  # fmt: skip


@pytest.fixture
def sound(empty_graph: Graph) -> Graph:
    empty(empty_graph)
    empty_graph.write(SOUND)
    return empty_graph


def test_a_sound_graph_has_no_findings(sound: Graph) -> None:
    assert audit(sound) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(sound: Graph, fault: str) -> None:
    statement, (check, subject, words) = FAULTS[fault]
    sound.apply(statement)
    try:
        found = [each for each in audit(sound) if (each.check, each.subject) == (check, subject)]
    finally:
        sound.apply("CREATE INDEX institution_key_zh IF NOT EXISTS FOR (n:Institution) ON (n.key_zh)")
        sound.apply("CALL db.awaitIndexes(60)")
    assert len(found) == 1
    assert words in found[0].problem
    assert found[0].count == 1


def test_what_has_ended_owes_nothing(sound: Graph) -> None:
    sound.write("MATCH (i:Institution)-[o:OFFERS]->(c:Capability) SET c.ended_run = 'r' DELETE o")
    assert audit(sound) == []


def test_examples_are_few_and_the_count_is_whole(sound: Graph) -> None:
    sound.write("UNWIND range(1, 12) AS n CREATE (:Institution {id: 'stub-' + n})")
    [finding] = audit(sound)
    assert finding.count == 12
    assert len(finding.examples) == 5


def test_the_command_tells_and_fails(sound: Graph, kg: Kg) -> None:
    clean = kg("audit", "--json")
    assert (clean.returncode, json.loads(clean.stdout)) == (0, {"findings": []})
    sound.write("MATCH (n:Capability) REMOVE n.activity")
    faulty = kg("audit", "--json")
    assert faulty.returncode == 1
    [finding] = json.loads(faulty.stdout)["findings"]
    assert finding == {"check": "property", "subject": "Capability.activity", "problem": "Field required",
                       "count": 1, "examples": ["c1"]}  # fmt: skip
    assert "Capability.activity" in kg("audit").stdout
