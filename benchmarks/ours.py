"""The search index asked the questions of the benchmark of matching: in process, by requests in plain values."""

from typing import Any

from benchmarks.asked import FACETS, PAGE, Answer, Asked, Wanted
from kg.matching.validity import STANDING
from kg.quantities import Extent, Interval
from kg.search import Chosen, Facet, Index, Request, Span


class Ours:
    """The index of one KG_HOME."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def answer(self, asked: Asked) -> Answer:
        found = self._index.answer(request(asked))
        page = [(group.institution.key, group.capabilities) for group in found.groups]
        facets = {name: [(each.value.key, each.capabilities, each.institutions) for each in counted.values]
                  for name, counted in found.facets.items()}  # fmt: skip
        return Answer(page, found.institutions, found.capabilities, facets)


def request(asked: Asked) -> Request:
    """The question as the index takes it."""
    about = [Chosen(name, (value,)) for name in ("standard", "product", "activity") if (value := getattr(asked, name))]
    places = (Chosen("region", (asked.region,)),) if asked.region else ()
    spans = (_span(asked.wanted),) if asked.wanted else ()
    return Request(
        asked.as_of, tuple(about), " ".join(asked.words), (*places, *spans), limit=PAGE,
        states=STANDING | {"unknown"} if asked.undated else STANDING,
        facets=tuple(Facet(name, PAGE) for name in FACETS) if asked.facets else (),
    )  # fmt: skip


def _span(wanted: Wanted) -> Span:
    """Covered whole or not at all, as the peers have it."""
    si = Interval(wanted.lo, wanted.hi)

    def judge(extents: tuple[Extent, ...]) -> Any:
        own = [e.si for e in extents if e.role == "measurand" and e.dimension == wanted.dimension
               and e.kind in (wanted.kind, None) and e.si and not e.si_points]  # fmt: skip
        return ("met", 1.0) if any(si_of.contains(si) for si_of in own) else ("unmet", 0.0)

    return Span("range", wanted.dimension, wanted.kind, si, judge)
