"""What a text that is being typed may become: names of what capabilities have, by the index, or by the graph, slower and the same."""

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, Field

from kg.asking.view import Glance, NeedsGraph, View, view_of
from kg.errors import IndexUnusableError, TooLargeError, UsageError, did_you_mean
from kg.graph.driver import Graph
from kg.search import Suggested
from kg.search.beginnings import BEGINS, WHOLE, WORDS, Typed
from kg.search.fields import Value
from kg.search.suggesting import Cited, best
from kg.settings import Settings

# What may be suggested, and of the things among it their type and how capabilities relate to them.
_THINGS = {
    "parameter": ("Parameter", "MEASURES"), "product": ("Product", "APPLIES_TO"), "technique": ("Technique", "BY_TECHNIQUE"),
    "institution": ("Institution", "OFFERS"), "instrument": ("Instrument", "PERFORMED_WITH"),
}  # fmt: skip
FIELDS = (*_THINGS, "standard")
MOST = 50

# Other things that are told where a question has no answer.
NEAR = 5

_FITS: dict[int, Literal["whole", "begins", "words"]] = {WHOLE: "whole", BEGINS: "begins", WORDS: "words"}


class Suggestion(BaseModel):
    """A thing that capabilities have."""

    field: str = Field(description="What it is: the parameter of who-can-test that takes it.", examples=["parameter"])
    id: str = Field(description="Its id.", examples=["parameter-50d1d8f2b067da34"])
    name_zh: str | None = Field(description="Its name in Chinese.", examples=["抗拉强度"])
    name_en: str | None = Field(
        description="Its name in English; the designation of a standard.", examples=["Tensile strength"]
    )
    capabilities: int = Field(description="How many capabilities have it: exact.", examples=[12])
    fits: Literal["whole", "begins", "words"] = Field(
        description="The text is a name of it, begins one, or its words are in one.", examples=["begins"]
    )


class Basis(BaseModel):
    """What suggestions rest on."""

    run: str | None = Field(description="The latest finished run of the graph.", examples=["nabl-run-1"])
    engine: str = Field(description="What answered: the search index, or the graph.", examples=["index"])
    took_ms: float = Field(description="Milliseconds that it took.", examples=[0.5])


class Suggestions(BaseModel):
    """Things that a text may become, the best first."""

    items: list[Suggestion] = Field(description="Those that fit best, of these those that most capabilities have.")
    meta: Basis = Field(description="What they rest on.")


def suggest(graph: Graph, settings: Settings, text: str, fields: Iterable[str] = (), limit: int = 10) -> Suggestions:
    """What a text may become, of some of ``FIELDS`` (all where none is named), at most ``limit``. ``UsageError`` for an
    empty text and for an unknown field; ``TooLargeError`` for a text that is no name any more."""
    return _suggested(view_of(graph, settings), settings, text, fields, limit)


def suggest_at_once(
    graph: Graph, settings: Settings, text: str, fields: Iterable[str] = (), limit: int = 10
) -> Suggestions | None:
    """The same from the index, in about a millisecond; None where the graph has to be waited for."""
    try:
        return _suggested(Glance(view_of(graph, settings)), settings, text, fields, limit)
    except NeedsGraph:
        return None


def _suggested(view: View, settings: Settings, text: str, fields: Iterable[str], limit: int) -> Suggestions:
    began = time.monotonic()
    _check(text, settings.text_length_max, limit)
    wanted = _wanted(fields)
    found, engine = _by_index(view, wanted, text, limit), "index"
    if found is None:
        found, engine = best(_by_graph(view.graph, wanted, text, limit), limit), "graph"
    items = [Suggestion(field=each.field, id=each.value.key, name_zh=each.value.zh, name_en=each.value.en,
                        capabilities=each.capabilities, fits=_FITS[each.fits]) for each in found]  # fmt: skip
    took = round((time.monotonic() - began) * 1000, 2)
    return Suggestions(items=items, meta=Basis(run=view.standing.finished, engine=engine, took_ms=took))


def near(view: View, named: Mapping[str, Mapping[str, Collection[str]]]) -> list[dict[str, str]]:
    """Other things that capabilities have, whose names have the words of what a question names (by parameter and text: ids)."""
    found: list[dict[str, str]] = []
    for field in ("parameter", "product", "technique"):
        for text, ids in named.get(field, {}).items():
            most = NEAR + len(ids)
            rows = _by_index(view, [field], text, most)
            some = best(_by_graph(view.graph, [field], text, most), most) if rows is None else rows
            others = [each.value for each in some if each.value.key not in ids][:NEAR]
            type, _ = _THINGS[field]
            found += [{"type": type, "id": key, "name": zh or en or key} for key, zh, en in others]
    return found


def _check(text: str, most: int, limit: int) -> None:
    if not text.strip():
        raise UsageError("text is empty; say how a name begins.")
    if len(text) > most:
        raise TooLargeError(f"text has {len(text):,} characters; at most {most:,} (KG_TEXT_LENGTH_MAX).")
    if not 1 <= limit <= MOST:
        raise UsageError(f"limit is from 1 to {MOST}; it was {limit}.")


def _wanted(fields: Iterable[str]) -> Sequence[str]:
    """The fields that are named, each alone or several with commas between."""
    named = [name.strip() for each in fields for name in each.split(",")]
    strange = next((name for name in named if name not in FIELDS), None)
    if strange is not None:
        raise UsageError(
            f"field has no '{strange[:60]}'.{did_you_mean(strange, FIELDS)} There are: {', '.join(FIELDS)}."
        )
    return list(dict.fromkeys(named)) or FIELDS


def _by_index(view: View, fields: Sequence[str], text: str, most: int) -> list[Suggested] | None:
    index = view.index
    try:
        return index.suggest(fields, text, most) if index else None
    except IndexUnusableError:  # damaged since it was opened: /ready and `kg index status` say so
        return None


def _by_graph(graph: Graph, fields: Iterable[str], text: str, most: int) -> Iterator[Suggested]:
    typed = Typed(text)
    for field in fields:
        if field == "standard":
            yield from Cited(_cited(graph)).suggested(text, most)
        elif typed.words:
            for value, capabilities in _named(graph, field, typed):
                if fits := typed.fits(value):
                    yield Suggested(field, value, capabilities, fits)


def _named(graph: Graph, field: str, typed: Typed) -> Iterator[tuple[Value, int]]:
    """Things of which the names hold all words somewhere, with their capabilities."""
    entity, relation = _THINGS[field]
    rows = graph.stream(
        f"""
        MATCH (n:{entity}) WHERE n.ended_run IS NULL AND all(word IN $words WHERE n.key_zh CONTAINS word OR n.key_en CONTAINS word)
        WITH n, COUNT {{ MATCH (n)-[:{relation}]-(c:Capability) WHERE c.ended_run IS NULL RETURN DISTINCT c }} AS capabilities
        WHERE capabilities > 0
        RETURN n.id AS id, n.name_zh AS zh, n.name_en AS en, capabilities AS capabilities
        """,
        {"words": typed.words},
    )
    return ((Value(row["id"], row["zh"], row["en"]), row["capabilities"]) for row in rows)


def _cited(graph: Graph) -> Iterator[tuple[Value, int]]:
    """All standards and editions that capabilities cite, with how many do."""
    rows = graph.stream(
        """
        MATCH (c:Capability)-[:USES]->(m:TestMethod)-[:DEFINED_BY]->(d) WHERE c.ended_run IS NULL AND m.ended_run IS NULL
        RETURN d.id AS id, d.designation AS designation, count(DISTINCT c) AS capabilities
        """
    )
    return ((Value(row["id"], None, row["designation"]), row["capabilities"]) for row in rows)
