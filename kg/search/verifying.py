"""Is the index what it was written as, and does it say what the graph says?"""

from collections.abc import Iterator, Sequence

from kg.graph.driver import Graph
from kg.graph.offers import offers
from kg.graph.standing import Standing
from kg.search.building import behind, current
from kg.search.generations import Generations
from kg.search.opened import Opened


def _more(files: Sequence[str]) -> str:
    return f" (and {len(files) - 1} more)" if len(files) > 1 else ""


def verify(generations: Generations, graph: Graph, most: int) -> Iterator[str]:
    """What is wrong with the index, in words: files that are not what was written, runs that it does not have, capabilities
    that it lacks, holds too many of, or tells otherwise than the graph. ``most``: how many are compared, evenly spread; 0:
    all. ``IndexUnusableError`` when it cannot even be opened."""
    number = generations.number()
    if number is None:
        yield "there is no search index; 'kg index build' makes one"
        return
    manifest = generations.manifest(number)
    if wrong := generations.compare(manifest):
        yield f"not what was written: '{wrong[0]}'{_more(wrong)}; 'kg index build --whole' writes the files anew"
        return
    standing = Standing.of(graph)
    if not current(manifest, standing):
        late = behind(manifest, standing)
        first = f", first {late[0]}" if late else ", and others that the graph has not"
        yield f"it has not the changes of {len(late)} runs{first}; 'kg index build' adds them"
        return
    yield from _compared(Opened(generations.path(number), manifest.sources), graph, most)


def _compared(index: Opened, graph: Graph, most: int) -> Iterator[str]:
    rows = graph.read("MATCH (c:Capability) WHERE c.ended_run IS NULL RETURN count(c) AS n ORDER BY n LIMIT 1")
    if (there := int(rows[0]["n"])) != len(index):
        yield f"it holds {len(index):,} capabilities, the graph {there:,}; 'kg index build --whole' reads them anew"
    step = max(1, there // most) if most else 1
    ids = graph.stream("MATCH (c:Capability) WHERE c.ended_run IS NULL RETURN c.id AS id ORDER BY id")
    some = [row["id"] for number, row in enumerate(ids) if number % step == 0]
    other = [
        offer.id
        for offer in offers(graph, some)
        if (place := index.find(offer.id)) is None or index.offers([place]) != [offer]
    ]
    if other:
        yield (f"{len(other)} of {len(some):,} capabilities are told otherwise than by the graph, first '{other[0]}'; "
               "'kg index build --whole' reads them anew")  # fmt: skip
