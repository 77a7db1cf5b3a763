"""What is built from the graph: brought up after a run, and how far each has come."""

from collections.abc import Callable
from typing import Any

from kg.asking.view import view_of
from kg.errors import IndexUnusableError, KgError
from kg.graph.driver import Graph
from kg.graph.standing import Standing
from kg.search import Generations, behind, current, update
from kg.settings import Settings


def refresh(graph: Graph, settings: Settings, say: Callable[[str], None], progress: Callable[[str, int], None]) -> None:
    """Bring the search index up to the graph, if there is one. What goes wrong is said and fails nothing: the graph answers."""
    generations = Generations(settings.home)
    if not settings.search_index:
        return
    try:
        if generations.number() is not None:
            update(generations, graph, progress)
    except (KgError, OSError) as error:
        say(f"the search index was not brought up ({error}); the graph answers, slower. 'kg index build' tries again.")


def search_state(graph: Graph, settings: Settings) -> dict[str, Any]:
    """The search index: ``current``, ``behind`` by so many runs, ``absent``, ``damaged``, or ``off``; and the run that it was built from."""
    if not settings.search_index:
        return {"state": "off", "run": None, "behind": 0}
    generations = Generations(settings.home)
    try:
        number = generations.number()
        if number is None:
            return {"state": "absent", "run": None, "behind": 0}
        manifest = generations.manifest(number)
        generations.check(manifest)
        view_of(graph, settings).search_manifest()
    except IndexUnusableError:
        return {"state": "damaged", "run": None, "behind": 0}
    standing = Standing.of(graph)
    state = "current" if current(manifest, standing) else "behind"
    return {"state": state, "run": manifest.run, "behind": len(behind(manifest, standing))}
