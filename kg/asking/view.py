"""What a process keeps in mind of a graph between questions, so that most of them need nothing more of it."""

import gc
from threading import Event, Lock, Thread
from time import monotonic
from weakref import WeakKeyDictionary

from kg.asking import lookup
from kg.asking.documents import Documents, InGraph, InMemory
from kg.asking.lookup import Found
from kg.errors import IndexUnusableError, KgError
from kg.graph.driver import Graph
from kg.graph.standing import Standing
from kg.matching.offer import Offer
from kg.queries.core import Subject
from kg.search import Index, Manifest, Request, current
from kg.settings import Settings

# Seconds between two looks in the background, at least: no graph changes faster than anybody could ask.
LEAST = 0.05

# Seconds that a look that is under way is waited for when there shall be no more.
PATIENCE = 10

# Names whose meaning is kept until the graph changes.
NAMES = 20_000

# Which field of the index has the names of an entity.
_FIELDS = {"Parameter": "parameter", "Product": "product", "Technique": "technique", "Instrument": "instrument",
           "Institution": "institution"}  # fmt: skip


class View:
    """A graph as one process sees it: where it stands, the index that stands there too, the names that questions use. Where it
    stands is looked at again after ``settings.graph_poll`` by the question that comes then; in the background once the view is
    kept ``warm``. Threads may share it."""

    def __init__(self, graph: Graph, settings: Settings) -> None:
        self._graph, self._settings = graph, settings
        self._lock = Lock()
        self._standing: Standing | None = None
        self._looked = 0.0
        self._index = Index(settings.home)
        self._manifest: Manifest | None = None
        self._names: dict[tuple[Subject, str], Found] = {}
        self._documents: tuple[str, InMemory] | None = None
        self._end: Event | None = None

    @property
    def graph(self) -> Graph:
        return self._graph

    @property
    def standing(self) -> Standing:
        """Where the graph stands, or stood a moment ago."""
        held = self._standing
        fresh = self._end is not None or monotonic() - self._looked < self._settings.graph_poll.total_seconds()
        return held if held is not None and fresh else self._look()

    def _look(self) -> Standing:
        with self._lock:
            standing = Standing.of(self._graph)
            if self._standing is None or standing.mark != self._standing.mark:
                self._names = {}
            self._standing, self._looked = standing, monotonic()
        return standing

    def search_manifest(self) -> Manifest:
        """What the search index holds; ``IndexUnusableError`` where there is none, or a damaged one."""
        return self._index.manifest()

    @property
    def index(self) -> Index | None:
        """The search index, where it holds just what the graph does."""
        if not self._settings.search_index:
            return None
        try:
            manifest = self._index.manifest()
        except IndexUnusableError:
            return None
        if manifest is not self._manifest:  # it was built a moment ago, after a run
            self._manifest = manifest
            self._look()
        return self._index if current(manifest, self.standing) else None

    def about(self, request: Request, most: int) -> list[Offer] | None:
        """The capabilities that a request is about, from the index; None where the graph has to be asked."""
        index = self.index
        try:
            return index.about(request, most) if index else None
        except IndexUnusableError:  # damaged since it was opened: /ready and `kg index status` say so
            return None

    @property
    def documents(self) -> Documents:
        """Standards and editions: in memory where they have been read since the graph changed."""
        return self._held_documents() or InGraph(self._graph)

    def _held_documents(self) -> InMemory | None:
        held = self._documents
        return held[1] if held is not None and held[0] == self.standing.mark else None

    def find(self, subject: Subject, text: str) -> Found:
        """What a name means: ids."""
        names = self._names
        found = self._known(subject, text)
        if found is None:
            found = lookup.find(self._graph, self.documents, subject, text)
            if len(names) < NAMES:
                names[subject, text] = found
        return found

    def _known(self, subject: Subject, text: str) -> Found | None:
        """What a name means among those that capabilities have, or that were looked up; None where the graph has to be asked."""
        if subject.by == "name" and all(each in _FIELDS for each in subject.entities) and (index := self.index):
            values = dict.fromkeys(value for entity in subject.entities for name in subject.names(text)
                                   for value in index.named(_FIELDS[entity], name))  # fmt: skip
            if values:
                names = tuple(value.zh or value.en or value.key for value in values)
                return Found(tuple(value.key for value in values), names=names)
        if subject.by in ("standard", "document") and (documents := self._held_documents()):
            found = lookup.meant(documents, text, alone=subject.by == "document")
            if found.ids:
                return found
        return self._names.get((subject, text)) if self.standing else None

    @property
    def warm(self) -> bool:
        """Whether what is in memory is kept as the graph is."""
        return self._end is not None and self._standing is not None

    def keep_warm(self) -> None:
        """From now on look at the graph in the background, and hold standards in memory, read again when it has changed."""
        if self._end is None:
            self._end = Event()
            self._watching = Thread(target=self._watch, args=(self._end,), daemon=True, name="view")
            self._watching.start()

    def close(self) -> None:
        """Look at the graph no more unless a question comes."""
        if self._end is not None:
            self._end.set()
            self._end = None
            self._watching.join(PATIENCE)

    def _watch(self, end: Event) -> None:
        while not end.is_set():
            try:
                mark = self._look().mark
                if (index := self.index) is not None:
                    index.prepare()
                if self._documents is None or self._documents[0] != mark:
                    self._documents = mark, InMemory.of(self._graph)
                    gc.collect()
                    gc.freeze()  # else every full collection looks at all standards: a sixth of a second
            except (
                KgError,
                OSError,
            ):  # the engine is gone, or the disk does not give the index: whoever asks next is told so
                self._standing = None
            end.wait(max(self._settings.graph_poll.total_seconds(), LEAST))


class NeedsGraph(Exception):
    """A question cannot be answered from memory and the index alone."""


class Glance(View):
    """A view that never waits for the graph: ``NeedsGraph`` where it would have to be asked."""

    def __init__(self, view: View) -> None:
        self.__dict__.update(view.__dict__)
        if self._standing is None or self._end is None:
            raise NeedsGraph

    @property
    def graph(self) -> Graph:
        raise NeedsGraph

    @property
    def index(self) -> Index:
        try:
            manifest = self._index.manifest()
        except IndexUnusableError:
            raise NeedsGraph from None
        if not self._settings.search_index or not current(manifest, self.standing):
            raise NeedsGraph
        return self._index

    @property
    def documents(self) -> Documents:
        if (held := self._held_documents()) is None:
            raise NeedsGraph
        return held

    def find(self, subject: Subject, text: str) -> Found:
        if (found := self._known(subject, text)) is None:
            raise NeedsGraph
        return found


_views: WeakKeyDictionary[Graph, dict[int, View]] = WeakKeyDictionary()
_making = Lock()


def view_of(graph: Graph, settings: Settings) -> View:
    """The view of a connected graph: one for as long as the graph is."""
    with _making:
        views = _views.setdefault(graph, {})
        if id(settings) not in views:  # a view keeps its settings: no other ones get their id
            views[id(settings)] = View(graph, settings)
        return views[id(settings)]
