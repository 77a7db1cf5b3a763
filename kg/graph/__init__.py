"""The graph: ``connect`` gives the one driver of this process."""

from collections.abc import Callable

from kg.errors import EngineError
from kg.graph.driver import RETRY_EMBEDDED, Graph
from kg.graph.embedded import Server
from kg.graph.migrate import migrate
from kg.settings import Settings

__all__ = ["Graph", "Server", "connect"]


def connect(settings: Settings, *, start: bool = True, say: Callable[[str], None] = lambda _: None) -> Graph:
    """Connect to the external server of the settings, else to the embedded one (started unless ``start`` is
    false), and bring the database to the schema. ``EngineError`` says what to do when that fails."""
    graph = _external(settings) if settings.neo4j_uri else _embedded(settings, start, say)
    try:
        graph.verify()
        migrate(graph)
    except BaseException:
        graph.close()
        raise
    return graph


def _external(settings: Settings) -> Graph:
    password = settings.neo4j_password.get_secret_value()
    return Graph(settings.neo4j_uri, settings.neo4j_user, password, settings.neo4j_database, settings.query_timeout)


def _embedded(settings: Settings, start: bool, say: Callable[[str], None]) -> Graph:
    server = Server(settings, say)
    state = server.state()
    if start:
        state, started = server.start()
        if started:
            say("the graph engine now runs and stays running; 'kg db stop' stops it")
    if state is None:
        raise EngineError("the graph engine does not run; 'kg db start' starts it.")
    return Graph(state.uri, "neo4j", server.password(), "neo4j", settings.query_timeout, RETRY_EMBEDDED)
