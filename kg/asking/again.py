"""A saved answer asked again, as of today or of another day: the same question with its parameters, on the graph as it is now."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kg.asking.answer import Answer
from kg.asking.ask import ask
from kg.asking.demand import demand
from kg.asking.in_scope import in_scope
from kg.asking.match import match
from kg.asking.saved import MATCH, Saved
from kg.asking.scope import check_scope
from kg.errors import DataError, EngineError
from kg.graph.driver import Graph
from kg.graph.standing import Standing
from kg.queries import QUESTIONS
from kg.settings import Settings

# How often the pages of an answer are read anew because the graph has changed meanwhile.
ATTEMPTS = 3


def again(
    graph: Graph, settings: Settings, saved: Saved, as_of: date, today: date, *, whole: bool = True
) -> Answer | dict[str, Any]:
    """The answer of another day. Of a question with pages, whichever was saved, all of them; or the first, as long as a page may be,
    unless ``whole``."""
    if saved.question in QUESTIONS:
        given = {name: value for name, value in saved.asked.items() if name not in ("limit", "cursor")}
        given |= {"as_of": as_of, "limit": settings.page_size_max}
        first = ask(graph, settings, saved.question, given)
        return _whole(graph, settings, first, given) if whole and first.next is not None else first
    if saved.question == MATCH:
        return match(graph, settings, demand(saved.asked, as_of))
    name = "results" if saved.question == "in-scope" else "items"
    institution, items = saved.asked.get("institution"), saved.asked.get(name)
    if not isinstance(institution, str) or not isinstance(items, list) or not all(isinstance(i, dict) for i in items):
        raise DataError(f"the answer does not say its institution and {name}; it cannot be asked again.")
    if saved.question == "in-scope":
        return in_scope(graph, settings, institution, items, as_of, today)
    return check_scope(graph, settings, institution, items, as_of)


def _whole(graph: Graph, settings: Settings, first: Answer, given: Mapping[str, Any]) -> Answer:
    """All pages, of one state of the graph: read anew where a run has begun or ended between two of them. ``EngineError`` where that
    goes on."""
    for _ in range(ATTEMPTS):
        mark = Standing.of(graph).mark
        first = page = ask(graph, settings, first.meta.question, given)
        items = list(first.items)
        while page.next is not None:
            page = ask(graph, settings, first.meta.question, {**given, "cursor": page.next})
            items += page.items
        if Standing.of(graph).mark == mark:
            return first.model_copy(update={"items": items, "next": None})
    raise EngineError(
        f"the graph changed while the pages of the answer were read, {ATTEMPTS} times; ask again when no run is under way."
    )
