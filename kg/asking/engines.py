"""What answers a question about capabilities: the search index where it is there and has all runs, else the graph, slower and the same."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kg.asking.candidates import Asking, by_graph, grouped
from kg.asking.requiring import requirement
from kg.asking.summary import Candidate, Judge, Summary
from kg.asking.view import View
from kg.errors import IndexUnusableError
from kg.matching.closeness import CLOSENESS
from kg.matching.offer import Offer
from kg.matching.requirement import Requirement
from kg.search import Counted, Facet, Found, Index, requested
from kg.search.fields import FIELDS

# Values of a facet that are shown.
VALUES = 20


@dataclass(frozen=True)
class Wanted:
    """A page: which groups (institutions, or single capabilities), how many of those that stand apart, which facets."""

    skip: int
    limit: int
    apart: int
    by_institution: bool
    facets: Sequence[str] = ()


class Group(NamedTuple):
    """The best capability of an institution, and how many of it answer, or stand apart."""

    best: Candidate
    capabilities: int


@dataclass(frozen=True)
class Answers:
    """A page of an answer: ``total`` groups in all, ``exact`` unless counting stopped; ``engine``: index or graph."""

    asked: Requirement
    summary: Summary
    groups: Sequence[Group]
    apart: Sequence[Group]
    total: int
    exact: bool
    engine: str
    facets: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def answers(view: View, asking: Asking, wanted: Wanted) -> Answers:
    """The answer by the index; by the graph where there is no index, or it is behind, damaged, or not asked for (``search_index``)."""
    asked = requirement(view.documents, asking.params, asking.found, asking.as_of)
    index = view.index if asked.about is not None else None
    if index is None:
        return _by_graph(view, asking, asked, wanted)
    try:
        return _by_index(index, asked, wanted)
    except IndexUnusableError:  # damaged since it was opened: /ready and `kg index status` say so
        return _by_graph(view, asking, asked, wanted)


def _by_index(index: Index, asked: Requirement, wanted: Wanted) -> Answers:
    """``activity`` is counted for the `why`, with what stands apart; asked for as a facet too, it is counted once more without."""
    facets = [Facet(name, VALUES) for name in wanted.facets if name != "activity"]
    found = index.answer(requested(
        asked, skip=wanted.skip, limit=wanted.limit, apart=wanted.apart, grouped=wanted.by_institution,
        facets=(*facets, Facet("activity", VALUES, apart=True)),
    ))  # fmt: skip
    counts = dict(found.facets)
    if "activity" in wanted.facets:
        counts |= index.answer(requested(asked, limit=0, facets=(Facet("activity", VALUES),))).facets
    judge = Judge(asked)
    groups, apart = ([Group(judge.candidate(group.members[0].offer), group.capabilities) for group in groups]
                     for groups in (found.groups, found.apart))  # fmt: skip
    return Answers(
        asked, _summary(asked, found), groups, apart,
        found.institutions if wanted.by_institution else found.capabilities, True, "index",
        {name: _facet(counts[name]) for name in wanted.facets},
    )  # fmt: skip


def _summary(asked: Requirement, found: Found) -> Summary:
    activities = {count.value.key: count.institutions for count in found.facets["activity"].values}
    closeness: dict[str, int] = (
        {CLOSENESS[rank]: n for rank, n in sorted(found.by_rank.items())} if asked.standard else {}
    )
    return Summary(
        found.capabilities, found.institutions, found.restricted, found.apart_capabilities, found.apart_institutions,
        found.by_state, found.institutions_by_state, dict(sorted(activities.items())), closeness, found.left_out, found.latest_reading,
    )  # fmt: skip


def _facet(counted: Counted) -> list[dict[str, Any]]:
    return [
        _count(count.value.key, count.value.zh, count.value.en, count.capabilities, count.institutions)
        for count in counted.values
    ]


def _count(key: str, zh: str | None, en: str | None, capabilities: int, institutions: int) -> dict[str, Any]:
    return {"value": key, "name_zh": zh, "name_en": en, "capabilities": capabilities, "institutions": institutions}


def _by_graph(view: View, asking: Asking, asked: Requirement, wanted: Wanted) -> Answers:
    held = by_graph(view, asking, asked)
    found = held.found
    groups, apart = (_groups(some, wanted.by_institution) for some in (found.answering, found.apart))
    judged = [*found.answering, *found.apart, *found.out]
    return Answers(
        asked, found.summary, groups[wanted.skip : wanted.skip + wanted.limit], apart[: wanted.apart], len(groups), held.exact,
        "graph", {name: _counted(judged, name) for name in wanted.facets},
    )  # fmt: skip


def _groups(candidates: Sequence[Candidate], by_institution: bool) -> list[Group]:
    """Candidates by institution, or each alone."""
    return [
        Group(some[0], len(some)) for some in (grouped(candidates) if by_institution else [[c] for c in candidates])
    ]


def _counted(judged: Iterable[Candidate], name: str) -> list[dict[str, Any]]:
    """A facet, counted one by one: its own selection does not narrow it."""
    capabilities: dict[str, int] = {}
    institutions: dict[str, set[str]] = {}
    names: dict[str, tuple[str | None, str | None]] = {}
    for each in judged:
        if all(reason.status in ("met", "partly") for reason in each.verdict.deciding if reason.constraint != name):
            for key, zh, en in dict.fromkeys(_values(name)(each.offer)):
                capabilities[key] = capabilities.get(key, 0) + 1
                institutions.setdefault(key, set()).add(each.offer.institution.id)
                names[key] = (zh, en)
    ordered = sorted(capabilities, key=lambda key: (-capabilities[key], key))[:VALUES]
    return [_count(key, *names[key], capabilities[key], len(institutions[key])) for key in ordered]


def _values(name: str) -> Callable[[Offer], Iterable[Any]]:
    part = FIELDS[name]
    return lambda offer: part.fields[name](part.of(offer))
