"""Every question's example is answered by the sample world."""

from datetime import date

import pytest

from kg.asking import ask
from kg.asking.view import view_of
from kg.graph import Graph
from kg.queries import QUESTIONS
from kg.settings import Settings


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_example_has_an_answer(name: str, world: Graph, settings: Settings) -> None:
    question = QUESTIONS[name]
    found = ask(world, settings, name, dict(question.example) | {"as_of": date(2026, 11, 23)})
    assert found.items, found.why.words_en
    assert (found.why.kind, found.total.exact) == ("answered", True)
    assert found.total.value >= len(found.items)
    assert (found.meta.question, found.meta.as_of) == (name, date(2026, 11, 23))


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_row_type_says_what_the_engine_returns(name: str, world: Graph, settings: Settings) -> None:
    """Rows of every question, also of those that asking judges before they become items, are of the declared type."""
    question = QUESTIONS[name]
    ids: dict[str, list[str]] = {}
    for subject in question.subjects:
        given = question.example.get(subject.parameter, [])
        texts = given if isinstance(given, list) else [given]
        ids[f"{subject.parameter}_ids"] = [
            id for text in texts for id in view_of(world, settings).find(subject, text).ids
        ]
    values = question.params.model_validate(question.example).model_dump()
    rows = world.read(question.cypher, values | ids | {"as_of": date(2026, 11, 23), "most": settings.page_size})
    assert rows
    for row in rows:
        question.row.model_validate(row)
