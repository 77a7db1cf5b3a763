"""Building the index: whole from the stream of capabilities, or only what runs have changed since."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import IndexUnusableError
from kg.graph.driver import Graph
from kg.graph.offers import offers
from kg.graph.standing import Standing
from kg.matching.offer import Offer
from kg.search import changes
from kg.search.documents import ROOM, Collected, Documents, Kept
from kg.search.fields import FIELDS, NAMED, PARTS, Value
from kg.search.generations import FORMAT, Generations, Manifest, share
from kg.search.opened import Opened
from kg.search.store import Array, save
from kg.search.table import Filling, Table
from kg.search.timeline import Timeline
from kg.search.wordindex import write

Progress = Callable[[str, int], None]

# A tail of more documents than this, and than a twentieth of the base, is made part of the base by a whole build.
TAIL = 20_000
TAIL_SHARE = 20

# One document in so many is read back before a generation is put in use.
SAMPLED = 997


def _manifest(standing: Standing, number: int, files: dict[str, Any], documents: int, tail: int) -> Manifest:
    """What a generation holds. Where the graph stands is looked at before anything is read: what a run writes after that is
    found by the next update."""
    run = list(standing.ended)[-1] if standing.ended else ""
    return Manifest(FORMAT, number, run, standing.ended, standing.observed, documents, tail, files)


def build(generations: Generations, graph: Graph, progress: Progress = lambda *_: None) -> Manifest:
    """Build a generation whole from the graph and put it in use."""
    standing = Standing.of(graph)
    return build_from(generations, standing, offers(graph), progress)


def build_from(
    generations: Generations, standing: Standing, stream: Iterable[Offer], progress: Progress = lambda *_: None
) -> Manifest:
    """Build a generation from a stream of capabilities in the order of their ids, and put it in use."""
    with generations.building() as folder:
        return _built(folder, generations, standing, stream, progress)


def _built(
    folder: Path, generations: Generations, standing: Standing, stream: Iterable[Offer], progress: Progress
) -> Manifest:
    fillings = {part.name: Filling(part) for part in PARTS}
    base = Collected(fillings)
    sample: list[Offer] = []
    base.add(_sampled(_told(stream, progress), sample))
    progress("writing the index", len(base))
    tables = {name: filling.filled() for name, filling in fillings.items()}
    documents = base.documents(tables)
    documents.save(folder / "base")
    Collected(fillings).beside(documents, tables).save(folder / "tail")
    save(folder, "dead", np.zeros(len(base), bool))
    periods = tables["period"]
    _tables(folder, tables, Timeline.of((periods.value(number) for number in range(len(periods))), standing.observed))
    write(folder / "words", _names(fillings))
    _compare(folder, standing, sample, len(base))
    return generations.publish(folder, {}, lambda number, files: _manifest(standing, number, files, len(base), 0))


def _sampled(stream: Iterable[Offer], sample: list[Offer]) -> Iterator[Offer]:
    """The stream, of which each so many-th goes to the sample too."""
    for number, offer in enumerate(stream):
        if number % SAMPLED == 0:
            sample.append(offer)
        yield offer


def _compare(folder: Path, standing: Standing, sample: Iterable[Offer], documents: int) -> None:
    """Open what was built and hold it to what it was built from."""
    opened = Opened(folder, standing.observed)
    same = all((place := opened.find(offer.id)) and opened.offers([place]) == [offer] for offer in sample)
    if len(opened) != documents or not same:
        raise IndexUnusableError("what was built is not what was read; the index in use stays. Is the disk sound?")


def update(generations: Generations, graph: Graph, progress: Progress = lambda *_: None) -> Manifest:
    """Bring the index up to what runs have changed since it was built; build it whole where there is none that can be read,
    or where much of it has changed. The generation in use when nothing has."""
    before = _usable(generations)
    if before is not None and current(before, Standing.of(graph)):
        return before
    with generations.building() as folder:
        before = _usable(generations)  # another process may have been faster
        standing = Standing.of(graph)
        if before is not None and _of_this_graph(before, standing):
            changed = changes.changed(graph, behind(before, standing))
            if len(changed) + before.tail <= max(TAIL, before.capabilities // TAIL_SHARE) and len(changed) < ROOM:
                return updated(folder, generations, before, standing, changed, _told(offers(graph, changed), progress))
        return _built(folder, generations, standing, offers(graph), progress)


def current(manifest: Manifest, standing: Standing) -> bool:
    """Whether a generation holds just what the graph does."""
    return manifest.runs == {id: run.started for id, run in standing.runs.items()}


def behind(manifest: Manifest, standing: Standing) -> list[str]:
    """The runs of the graph that a generation has not all changes of: all of them, where it has others that the graph has not
    (it was made from another graph, or from this one before an older state was brought back)."""
    held = manifest.runs if _of_this_graph(manifest, standing) else {}
    return [id for id in standing.runs if id not in held]


def _of_this_graph(manifest: Manifest, standing: Standing) -> bool:
    """Whether the graph has all runs of a generation."""
    return all(id in standing.runs and standing.runs[id].started == began for id, began in manifest.runs.items())


def _usable(generations: Generations) -> Manifest | None:
    try:
        number = generations.number()
        manifest = generations.manifest(number) if number is not None else None
        if manifest:
            generations.check(manifest)
    except IndexUnusableError:
        return None  # it is built anew, which is what the error would ask for
    return manifest


def updated(
    folder: Path,
    generations: Generations,
    before: Manifest,
    standing: Standing,
    changed: set[str],
    stream: Iterable[Offer],
) -> Manifest:
    """Put a generation in use that has the ``changed`` capabilities (ids) as the stream of those that are left has them, and
    all others as the generation before."""
    source = generations.path(before.generation)
    opened = Opened(source, before.sources)
    base, tail = opened.layers
    dead = _dead(base, opened.dead, changed)
    kept = np.array([number for number, id in enumerate(tail.ids) if id not in changed], np.int64)
    fillings = {name: Filling(table.part, table) for name, table in opened.tables.items()}
    fresh = Collected(fillings)
    sample: list[Offer] = []
    fresh.add(_sampled(stream, sample))
    tables = {name: filling.filled() for name, filling in fillings.items()}
    fresh.beside(base, tables, Kept(tail, kept)).save(folder / "tail")
    save(folder, "dead", dead)
    _tables(folder, tables, _timeline(opened, tables["period"], standing.observed))
    shared = _shared(before, source, folder)
    if names := list(_names(fillings)):
        write(folder / "words", names, replaced=True)
    size = len(fresh) + len(kept)
    documents = int(np.count_nonzero(~dead)) + size
    _compare(folder, standing, sample, documents)
    return generations.publish(
        folder, shared, lambda number, files: _manifest(standing, number, files, documents, size)
    )


def _shared(before: Manifest, source: Path, folder: Path) -> Mapping[str, tuple[int, int]]:
    """Take over the files that stay as they are: the base, and of the words what is never written twice."""
    shared = {name: told for name, told in before.files.items() if name.startswith(("base/", "words/"))}
    for name in shared:
        if name.endswith(("meta.json", ".managed.json", ".lock")):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes((source / name).read_bytes())
        else:
            share(source / name, folder / name)
    return {name: told for name, told in shared.items() if not name.endswith((".json", ".lock"))}


def _dead(base: Documents, before: Array, changed: Iterable[str]) -> Array:
    dead = np.array(before)
    numbers = [number for id in changed if (number := base.number(id)) is not None]
    dead[numbers] = True
    return dead


def _tables(folder: Path, tables: Mapping[str, Table], timeline: Timeline) -> None:
    (folder / "parts").mkdir()
    for table in tables.values():
        table.save(folder / "parts")
    for name, array in timeline._asdict().items():
        save(folder, f"timeline.{name}", array)


def _timeline(before: Opened, periods: Table, sources: Mapping[str, date | None]) -> Timeline:
    """The states of all periods: of new ones, and of those whose source was read on another day, they are found anew."""
    again = [name for name, day in sources.items() if before.observed.get(name) != day]
    source = periods.fields["source"]
    size = len(before.tables["period"])
    numbers = np.union1d(source.parts.of_all(source.find(again))[0], np.arange(size, len(periods)))
    return before.timeline.replaced(numbers, Timeline.of((periods.value(int(number)) for number in numbers), sources))


def _names(fillings: Mapping[str, Filling]) -> Iterator[tuple[str, int, Value]]:
    """Names that the index of words does not have yet."""
    for name in NAMED:
        filling = fillings[FIELDS[name].name].fields[name]
        yield from ((name, number, value) for number, value in filling.named())


def _told(stream: Iterable[Offer], progress: Progress) -> Iterator[Offer]:
    for done, offer in enumerate(stream, 1):
        if done % 5000 == 0:
            progress("reading capabilities", done)
        yield offer
