"""A saved answer asked again, as of today or of another day: the same question with its parameters, on the graph as it is now."""

from datetime import date
from typing import Any

from kg.asking.answer import Answer
from kg.asking.ask import ask
from kg.asking.demand import demand
from kg.asking.in_scope import in_scope
from kg.asking.match import match
from kg.asking.saved import MATCH, Saved
from kg.asking.scope import check_scope
from kg.errors import DataError
from kg.graph.driver import Graph
from kg.queries import QUESTIONS
from kg.settings import Settings


def again(graph: Graph, settings: Settings, saved: Saved, as_of: date, today: date) -> Answer | dict[str, Any]:
    """The answer of another day. Of a question with pages all of them, whichever was saved."""
    if saved.question in QUESTIONS:
        return _all_pages(graph, settings, saved, as_of)
    if saved.question == MATCH:
        return match(graph, settings, demand(saved.asked, as_of))
    name = "results" if saved.question == "in-scope" else "items"
    institution, items = saved.asked.get("institution"), saved.asked.get(name)
    if not isinstance(institution, str) or not isinstance(items, list) or not all(isinstance(i, dict) for i in items):
        raise DataError(f"the answer does not say its institution and {name}; it cannot be asked again.")
    if saved.question == "in-scope":
        return in_scope(graph, settings, institution, items, as_of, today)
    return check_scope(graph, settings, institution, items, as_of)


def _all_pages(graph: Graph, settings: Settings, saved: Saved, as_of: date) -> Answer:
    given = {name: value for name, value in saved.asked.items() if name not in ("limit", "cursor")}
    given |= {"as_of": as_of, "limit": settings.page_size_max}
    first = page = ask(graph, settings, saved.question, given)
    items = list(first.items)
    while page.next is not None:
        page = ask(graph, settings, saved.question, given | {"cursor": page.next})
        items += page.items
    return first.model_copy(update={"items": items, "next": None})
