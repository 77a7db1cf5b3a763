"""The graph: ``connect`` gives the one driver of this process."""

from collections.abc import Callable

from kg.errors import EngineError
from kg.graph.driver import Graph
from kg.graph.embedded import Server
from kg.graph.migrate import migrate
from kg.settings import Settings

__all__ = ["Graph", "Server", "connect"]


def connect(settings: Settings, *, start: bool = True, say: Callable[[str], None] = lambda _: None) -> Graph:
    """Connect to the external server of the settings, else to the embedded one (started unless ``start`` is false),
    and bring the database to the schema. ``EngineError`` says what to do when that fails."""
    if settings.neo4j_uri:
        user, password = settings.neo4j_user, settings.neo4j_password.get_secret_value()
        graph = Graph(settings.neo4j_uri, user, password, settings.neo4j_database, settings.query_timeout)
    else:
        graph = _embedded(settings, start, say)
    try:
        graph.verify()
        migrate(graph)
    except BaseException:
        graph.close()
        raise
    return graph


def _embedded(settings: Settings, start: bool, say: Callable[[str], None]) -> Graph:
    server = Server(settings, say)
    state, started = server.state(), False
    if state is None:
        if not start:
            raise EngineError("the graph engine does not run; 'kg db start' starts it.")
        state, started = server.start()
    if started:
        say("the graph engine now runs and stays running; 'kg db stop' stops it")
    return Graph(state.uri, "neo4j", server.password(), "neo4j", settings.query_timeout)
