"""Every question on the engine: its plan uses the indexes, and it only reads."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from kg.asking.documents import AROUND
from kg.graph import Graph
from kg.queries import QUESTIONS
from kg.settings import Settings

STATEMENTS = {name: question.cypher for name, question in QUESTIONS.items()} | {"documents": AROUND}

# What a plan should not hold, unless the reason is stated here.
COSTLY = ("AllNodesScan", "NodeByLabelScan", "CartesianProduct", "DirectedAllRelationshipsScan", "RelationshipTypeScan")
EXCEPTIONS = {
    ("instruments", "NodeByLabelScan"): "words may stand anywhere in five properties, and with none of its parameters "
    "it lists all instruments: a few thousand nodes, read once",
    (
        "replaced-since",
        "DirectedRelationshipTypeScan",
    ): "every replacement is looked at: the day that counts is one of three, and "
    "there are tens of thousands of them at most, read once",
    ("holders-of-superseded", "DirectedRelationshipTypeScan"): "the same, when nothing narrows it",
    ("paths", "CartesianProduct"): "of two things, each found by its id: one by one",
}

pytestmark = pytest.mark.usefixtures("world")


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].split("@")[0]
    for child in plan.get("children", []):
        yield from operators(child)


def given(cypher: str) -> dict[str, Any]:
    """A value for each parameter: a planner needs none, the engine wants them stated."""
    values: dict[str, Any] = dict.fromkeys(re.findall(r"\$(\w+)", cypher))
    return values | {name: ["x"] for name in values if name == "ids" or name.endswith("_ids")} | {"most": 10}


@pytest.mark.parametrize("name", STATEMENTS)
def test_the_plan_uses_indexes(name: str, graph: Graph) -> None:
    found = set(operators(graph.plan(STATEMENTS[name], given(STATEMENTS[name]))))
    costly = {operator for operator in found if operator.endswith(COSTLY) or "AllNodes" in operator}
    assert {operator for operator in costly if (name, operator) not in EXCEPTIONS} == set()


def test_every_exception_is_still_one(graph: Graph, settings: Settings) -> None:
    if settings.engine_lock != Settings.model_fields["engine_lock"].default:
        pytest.skip("exceptions are those of the oldest engine: the planner of a newer one may need fewer")
    for name, operator in EXCEPTIONS:
        assert operator in set(operators(graph.plan(STATEMENTS[name], given(STATEMENTS[name]))))


@pytest.mark.parametrize("name", STATEMENTS)
def test_the_plan_has_no_writing_operator(name: str, graph: Graph) -> None:
    writing = re.compile(r"Create|Merge|Set(Prop|Label|Node|Rel)|Delete|Remove|Lock")
    assert [o for o in operators(graph.plan(STATEMENTS[name], given(STATEMENTS[name]))) if writing.search(o)] == []


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_node_is_found_by_a_label(name: str) -> None:
    """A first node of a pattern without a label would be any node; a variable that is bound needs none."""
    cypher = re.sub(r"'[^']*'", "''", STATEMENTS[name])
    labelled = set(re.findall(r"\((\w+):\w", cypher))
    for statement in re.findall(r"\bMATCH\s+(?:\w+\s*=\s*\w+\(\s*)?\((\w*)(:?)", cypher):
        variable, colon = statement
        assert colon or variable in labelled, f"{name} matches ({variable}) without a label"


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_inner_list_is_bounded_or_counted(name: str) -> None:
    """A COLLECT over a dense node would fill the memory of the reader: each has an order and a limit."""
    text = STATEMENTS[name]
    for start in (match.end() for match in re.finditer(r"COLLECT \{", text)):
        depth, end = 1, start
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        assert re.search(r"ORDER BY .*LIMIT \d+\s*\}$", text[start:end], re.DOTALL), text[start:end]
