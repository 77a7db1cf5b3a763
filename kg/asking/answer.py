"""An answer: items, how many there are, why there are not more, and what it rests on. One shape for every question."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal[
    "answered",
    "none-valid",
    "unknown-only",
    "none-offered",
    "none-here",
    "none-of-kind",
    "none-so",
    "own-organisation",
    "other-activities",
    "not-in-graph",
    "ambiguous",
    "nothing",
]


NAME_LENGTH = 80


class Part(BaseModel):
    """Base of the parts of an answer."""

    model_config = ConfigDict(frozen=True)


class Total(Part):
    """How many items there are in all; ``exact`` is false when counting stopped."""

    value: int = Field(description="Number of items in all pages.", examples=[79])
    exact: bool = Field(description="Whether that is all of them.", examples=[True])


class Why(Part):
    """Why the answer has the size it has. Counts are of capabilities, before paging."""

    kind: Kind = Field(description="What kind of answer it is.", examples=["answered"])
    words_en: str = Field(description="The same in English.", examples=["79 institutions"])
    words_zh: str = Field(description="The same in Chinese.", examples=["79 家机构"])
    institutions: int | None = Field(None, description="Distinct institutions that answer.", examples=[79])
    by_validity: dict[str, int] = Field(
        {}, description="Capabilities by validity on the day.", examples=[{"valid": 89}]
    )
    by_activity: dict[str, int] = Field(
        {}, description="Institutions by activity, all activities.", examples=[{"inspection": 79}]
    )
    by_closeness: dict[str, int] = Field(
        {}, description="Answering capabilities by how close what they cite is.", examples=[{"exact": 5, "edition": 2}]
    )
    restricted: int | None = Field(None, description="Answering capabilities with a restriction.", examples=[83])
    left_out: dict[str, int] = Field({}, description="Capabilities left out, by reason.", examples=[{"region": 3}])
    near: list[dict[str, Any]] = Field([], description="Things of similar names.", examples=[[]])
    unknown: dict[str, str] = Field({}, description="Parameters whose thing is not in the graph.", examples=[{}])


class SourceRead(Part):
    """A source behind the answer."""

    source: str = Field(description="Its name.", examples=["cnas-inspection"])
    observed_on: date | None = Field(None, description="When its publisher was last read.", examples=["2019-05-22"])
    completeness: str | None = Field(None, description="register or sample.", examples=["sample"])


class Meta(Part):
    """What the answer rests on."""

    question: str = Field(description="The question asked.", examples=["who-can-test"])
    asked: dict[str, Any] = Field(
        description="Its parameters, and how many items a page has: what it is asked again by.",
        examples=[{"standard": "GB/T 228.1-2021", "limit": 50}],
    )
    as_of: date = Field(description="The day it is about.", examples=["2019-05-15"])
    run: str | None = Field(None, description="The latest finished run of the graph.", examples=["nabl-run-1"])
    took_ms: float = Field(description="Milliseconds that it took.", examples=[12.5])
    engine: str = Field("graph", description="What answered: the search index, or the graph.", examples=["index"])
    sources: list[SourceRead] = Field([], description="Sources behind the items.")
    held: str | None = Field(
        None, description="What 'nobody' and 'only one' are said of.", examples=["in the data held"]
    )


class Answer(Part):
    """One page of an answer."""

    items: list[dict[str, Any]] = Field(description="The items of this page.")
    unknown: list[dict[str, Any]] = Field(
        [], description="Items of which something is not known: neither yes nor no. On the first page only."
    )
    total: Total
    why: Why
    facets: Mapping[str, list[dict[str, Any]]] = Field(
        {},
        description="Counts by the values of what was asked to be counted: capabilities and distinct institutions, exact.",
    )
    next: str | None = Field(None, description="Cursor of the next page, null on the last.", examples=[None])
    meta: Meta


def counted(number: int, one: str, many: str) -> str:
    """``1 institution``, ``79 institutions``."""
    return f"{number:,} {one if number == 1 else many}"


def listed(things: Sequence[Mapping[str, Any]]) -> str:
    """Names of things, for a sentence. Some registers print a paragraph as the name of a parameter: of that, its beginning."""
    names = (str(thing["name"]) for thing in things)
    return ", ".join(name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1].rstrip()}…" for name in names)
