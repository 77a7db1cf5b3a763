"""What a process keeps in mind of a graph between questions, so that most of them need nothing more of it."""

from threading import Lock, Thread
from time import monotonic
from weakref import WeakKeyDictionary

from kg.asking import lookup
from kg.asking.documents import Documents, InGraph, InMemory
from kg.asking.lookup import Found
from kg.errors import IndexUnusableError, KgError
from kg.graph.driver import Graph
from kg.graph.standing import Standing
from kg.queries.core import Subject
from kg.search import Index, current
from kg.settings import Settings

# Names whose meaning is kept until the graph changes.
NAMES = 20_000

# Which field of the index has the names of an entity.
_FIELDS = {"Parameter": "parameter", "Product": "product", "Technique": "technique", "Instrument": "instrument",
           "Institution": "institution"}  # fmt: skip


class View:
    """A graph as one process sees it: where it stands (looked at again after ``settings.graph_poll``), the index that stands
    there too, the names that questions use. Threads may share it."""

    def __init__(self, graph: Graph, settings: Settings) -> None:
        self.graph, self._settings = graph, settings
        self._lock = Lock()
        self._standing: Standing | None = None
        self._looked = 0.0
        self._index = Index(settings.home)
        self._generation: int | None = None
        self._names: dict[tuple[Subject, str], Found] = {}
        self._in_graph = InGraph(graph)
        self._in_memory: tuple[str, InMemory] | None = None
        self._warming: Thread | None = None
        self._keeps_warm = False

    @property
    def standing(self) -> Standing:
        """Where the graph stands, or stood a moment ago."""
        held = self._standing
        if held is not None and monotonic() - self._looked < self._settings.graph_poll.total_seconds():
            return held
        with self._lock:
            standing = Standing.of(self.graph)
            if held is None or standing.mark != held.mark:
                self._names = {}
            self._standing, self._looked = standing, monotonic()
        if self._keeps_warm:
            self._warm(standing.mark)
        return standing

    @property
    def index(self) -> Index | None:
        """The search index, where it holds just what the graph does."""
        if not self._settings.search_index:
            return None
        try:
            manifest = self._index.manifest()
        except IndexUnusableError:
            return None
        if manifest.generation != self._generation:  # built a moment ago, and the graph has just been written
            self._looked, self._generation = 0.0, manifest.generation
        return self._index if current(manifest, self.standing) else None

    @property
    def documents(self) -> Documents:
        """Standards and editions: in memory where they have been read since the graph changed."""
        held, standing = self._in_memory, self.standing
        return held[1] if held is not None and held[0] == standing.mark else self._in_graph

    def find(self, subject: Subject, text: str) -> Found:
        """What a name means: ids."""
        if (found := self._indexed(subject, text)) is not None:
            return found
        names = self._names if self.standing else {}
        found = names.get((subject, text))
        if found is None:
            found = lookup.find(self.graph, self.documents, subject, text)
            if len(names) < NAMES:
                names[subject, text] = found
        return found

    def _indexed(self, subject: Subject, text: str) -> Found | None:
        """What a name means among what capabilities have; None where the graph has to be asked."""
        index = self.index if subject.by == "name" and all(each in _FIELDS for each in subject.entities) else None
        if index is None:
            return None
        found = [value for entity in subject.entities for value in index.named(_FIELDS[entity], text)]
        if not found:
            return None
        return Found(
            tuple(value.key for value in found), names=tuple(value.zh or value.en or value.key for value in found)
        )

    def keep_warm(self) -> None:
        """Hold standards in memory from now on, read again in the background whenever the graph has changed."""
        self._keeps_warm = True
        self._warm(self.standing.mark)

    def _warm(self, mark: str) -> None:
        with self._lock:
            held, thread = self._in_memory, self._warming
            if (held is None or held[0] != mark) and (thread is None or not thread.is_alive()):
                self._warming = Thread(target=self._read, args=(mark,), daemon=True, name="standards")
                self._warming.start()

    def _read(self, mark: str) -> None:
        try:
            self._in_memory = mark, InMemory.of(self.graph)
        except KgError:  # the engine is gone, which the next question says; until then the graph is asked one by one
            self._in_memory = None


_views: WeakKeyDictionary[Graph, dict[int, View]] = WeakKeyDictionary()
_making = Lock()


def view_of(graph: Graph, settings: Settings) -> View:
    """The view of a connected graph: one for as long as the graph is."""
    with _making:
        views = _views.setdefault(graph, {})
        if id(settings) not in views:  # a view keeps its settings: no other ones get their id
            views[id(settings)] = View(graph, settings)
        return views[id(settings)]
