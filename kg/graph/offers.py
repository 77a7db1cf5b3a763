"""The stream of capabilities: each with all that the graph holds of it, flat, as a verdict needs it."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any

from kg.graph.driver import Graph
from kg.graph.neighbours import Neighbours, Related
from kg.matching.offer import Cited, Offer, Place, Printed

# Capabilities that are read at a time: the stream holds two windows of them.
WINDOW = 4_000

# A relation comes as one text `RELATION⇥id⇥use`: a list of three values takes twice as long to come over.
_ROWS = """
    WITH c ORDER BY c.id LIMIT $most
    RETURN collect([c.id, c.activity, c.source, c.covers, c.where, c.performed_by, c.available_to, c.flexible, c.valid_from,
                    c.valid_to, c.status,
                    c.name_zh, c.name_en, c.item, c.field, c.cited, c.cited_title, c.note, c.range_text, c.uncertainty_text, c.record,
                    [(c)-[r]-(x) WHERE x.ended_run IS NULL | type(r) + '\t' + x.id + '\t' + coalesce(r.use, '')]]) AS found
"""
_AFTER = f"MATCH (c:Capability) WHERE c.id > $after AND c.ended_run IS NULL {_ROWS}"
_NAMED = f"UNWIND $ids AS id MATCH (c:Capability {{id: id}}) WHERE c.ended_run IS NULL {_ROWS}"

Rows = list[list[Any]]


def offers(graph: Graph, ids: Iterable[str] | None = None) -> Iterator[Offer]:
    """All capabilities that are not ended, in the order of their ids; or those of them that ``ids`` name. What several
    capabilities share is read once: memory grows with institutions, methods and parameters, not with capabilities."""
    known = Neighbours(graph)
    for rows in _after(graph) if ids is None else _named(graph, ids):
        related = [_related(row[-1]) for row in rows]
        known.meet(related, {row[2] for row in rows})
        for row, relations in zip(rows, related, strict=True):
            yield _offer(row, relations, known)


def _after(graph: Graph) -> Iterator[Rows]:
    def following(rows: Rows) -> dict[str, Any] | None:
        return {"after": rows[-1][0]} if len(rows) == WINDOW else None

    return _windows(graph, _AFTER, {"after": ""}, following)


def _named(graph: Graph, ids: Iterable[str]) -> Iterator[Rows]:
    rest = iter(sorted(set(ids)))

    def following(_: Rows) -> dict[str, Any] | None:
        some = list(islice(rest, WINDOW))
        return {"ids": some} if some else None

    return _windows(graph, _NAMED, following([]), following)


def _windows(
    graph: Graph, cypher: str, first: dict[str, Any] | None, following: Callable[[Rows], dict[str, Any] | None]
) -> Iterator[Rows]:
    """Windows of rows; while one is worked on, the engine reads the next."""

    def read(parameters: dict[str, Any]) -> Rows:
        return list(graph.read(cypher, {**parameters, "most": WINDOW})[0]["found"])

    with ThreadPoolExecutor(1) as thread:
        under_way = thread.submit(read, first) if first else None
        while under_way:
            rows = under_way.result()
            parameters = following(rows)
            under_way = thread.submit(read, parameters) if parameters else None
            yield rows


def _related(texts: Iterable[str]) -> Related:
    """Ids of a capability's neighbours by relation, in the order of the ids; what it USES, with how."""
    relations: Related = {}
    for text in sorted(texts):
        relation, id, use = text.split("\t")
        relations.setdefault(relation, []).append((id, use) if relation == "USES" else id)
    return relations


def _offer(row: list[Any], relations: Related, known: Neighbours) -> Offer:
    id, activity, source, covers, where, performed_by, available_to, flexible, start, end, status, *printed, _ = row
    get = relations.get
    owner = known.institutions[relations["OFFERS"][0]]
    (covering,) = get("COVERS", ())[:1] or (None,)
    scope = known.scopes.get(covering) if covering else None
    uses = [(known.methods[method], use) for method, use in get("USES", ())]
    return Offer(
        id, owner.thing, owner.kind, activity, covers, tuple(where or ()), performed_by, available_to, flexible,
        places=_places(get("AT"), owner.sites, known.sites),
        grant=scope.grant if scope else None,
        valid_from=start or (scope.valid_from if scope else None),
        valid_to=end or (scope.valid_to if scope else None),
        status=status,
        periods=known.periods(get("HAS_STATUS", ())),
        parameters=known.things("MEASURES", get("MEASURES", ())),
        products=known.things("APPLIES_TO", get("APPLIES_TO", ())),
        techniques=known.things("BY_TECHNIQUE", get("BY_TECHNIQUE", ())),
        instruments=tuple(known.instruments[each] for each in get("PERFORMED_WITH", ())),
        methods=tuple(_cited(method.cited, use) for method, use in uses),
        classified=known.classified(tuple(get("CLASSIFIED_BY", ())), tuple(method.classes for method, _ in uses)),
        extents=tuple(known.extents[each] for each in get("HAS_EXTENT", ())),
        uncertainties=tuple(known.uncertainties[each] for each in get("HAS_UNCERTAINTY", ())),
        limits=tuple(known.limits[each] for each in get("HAS_LIMIT", ())),
        restrictions=tuple(known.restrictions[each] for each in get("RESTRICTED_BY", ())),
        scope=covering, source=source, observed_on=known.observed(source), printed=_printed(*printed),
    )  # fmt: skip


def _printed(*values: Any) -> Printed:
    zh, en, items, field, cited, title, note, span, doubt, records = values
    return Printed(zh, en, tuple(items or ()), field, cited, title, note, span, doubt, tuple(records or ()))


def _cited(method: Cited, use: str) -> Cited:
    return method._replace(use=use) if use and use != method.use else method


def _places(named: list[Any] | None, sites: tuple[str, ...], known: dict[str, Place]) -> tuple[Place, ...]:
    """The living sites of its institution that a capability names; where it names none, the institution's only one."""
    if named is None:
        return (known[sites[0]],) if len(sites) == 1 else ()
    return tuple(known[each] for each in named if each in sites)
