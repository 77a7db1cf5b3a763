"""Asking: from a question and its parameters to an answer with its reasons. The same for the API and the command line."""

import base64
import binascii
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError

from kg.asking import holdings, words
from kg.asking.answer import Answer, Meta, SourceRead, Total, Why, counted
from kg.asking.candidates import MOST, Asking, cards
from kg.asking.engines import Group, Wanted, answers
from kg.asking.judge import judge
from kg.asking.requiring import beyond
from kg.asking.suggest import near
from kg.asking.view import Glance, NeedsGraph, View, view_of
from kg.errors import UsageError, did_you_mean
from kg.graph.driver import Graph
from kg.graph.standing import Standing
from kg.matching.requirement import Requirement
from kg.queries import QUESTIONS, Question
from kg.queries.core import Asked
from kg.settings import Settings


def question(name: str) -> Question:
    """The question of that name; ``UsageError`` with the nearest one when there is none."""
    if name not in QUESTIONS:
        raise UsageError(
            f"unknown question '{name}'.{did_you_mean(name, QUESTIONS)} 'kg ask --help' lists all {len(QUESTIONS)}."
        )
    return QUESTIONS[name]


def ask(graph: Graph, settings: Settings, name: str, given: Mapping[str, Any]) -> Answer:
    """Answer a named question. ``UsageError`` for parameters that are wrong; an empty answer is an answer."""
    return _asked(view_of(graph, settings), settings, name, given)


def ask_at_once(graph: Graph, settings: Settings, name: str, given: Mapping[str, Any]) -> Answer | None:
    """The same from what is in memory and in the index, in about a millisecond; None where the graph has to be waited for."""
    try:
        return _asked(Glance(view_of(graph, settings)), settings, name, given)
    except NeedsGraph:
        return None


def _asked(view: View, settings: Settings, name: str, given: Mapping[str, Any]) -> Answer:
    began = time.monotonic()
    asked = question(name)
    params = parameters(asked, given)
    page = Page.of(params, settings)
    as_of = params.as_of or date.today()
    asking = Asking.of(view, asked, params, as_of)
    if asking.missing:
        body = _Body([], [], Total(value=0, exact=True), asking.missing)
    else:
        shape = {"rows": _rows, "capabilities": _capabilities, "holdings": _holdings}[asked.shape]
        body = shape(view, asking, page)
    cursor = page.next(body.total.value)
    meta = _meta(view.standing, asked, body)
    took = round((time.monotonic() - began) * 1000, 1)
    said = params.model_dump(mode="json", exclude_unset=True, exclude={"as_of"}) | {"limit": page.limit}
    return Answer(items=body.items, unknown=body.unknown, total=body.total, why=body.why, next=cursor, facets=body.facets,
                  meta=Meta(question=name, asked=said, as_of=as_of, took_ms=took, engine=body.engine, **meta))  # fmt: skip


def parameters(asked: Question, given: Mapping[str, Any]) -> Any:
    """The question's parameters, checked; ``UsageError`` names the first wrong one."""
    known = asked.params.model_fields
    if strange := sorted(set(given) - set(known)):
        raise UsageError(f"{asked.name} has no parameter '{strange[0]}'.{did_you_mean(strange[0], known)}")
    if blank := next((key for key, value in given.items() if isinstance(value, str) and not value.strip()), None):
        raise UsageError(f"{asked.name}: {blank} is empty; leave it out, or say what is meant.")
    try:
        return asked.params.model_validate({key: value for key, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"{asked.name}{f': {where}' if where else ''}: {first['msg'].removeprefix('Value error, ')}"
        ) from error


@dataclass(frozen=True)
class _Body:
    items: list[dict[str, Any]]
    unknown: list[dict[str, Any]]
    total: Total
    why: Why
    facets: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    engine: str = "graph"


@dataclass(frozen=True)
class Page:
    """Which items are wanted: ``skip`` and ``limit``, from a cursor."""

    skip: int
    limit: int

    @classmethod
    def of(cls, params: Asked, settings: Settings) -> "Page":
        limit = params.limit or settings.page_size
        if limit > settings.page_size_max:
            raise UsageError(f"limit is at most {settings.page_size_max} (KG_PAGE_SIZE_MAX); it was {limit}")
        return cls(_skip(params.cursor), limit)

    def next(self, total: int) -> str | None:
        """Cursor of the page after this one, None on the last."""
        after = self.skip + self.limit
        return base64.urlsafe_b64encode(str(after).encode()).decode().rstrip("=") if after < total else None

    def cut(self, rows: list[Any]) -> list[Any]:
        return rows[self.skip : self.skip + self.limit]


def _skip(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        skip = int(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        raise UsageError(f"cursor '{cursor[:40]}' is none of ours; take 'next' of the page before") from None
    if skip < 0:
        raise UsageError("a cursor points forward")
    return skip


def _rows(view: View, asking: Asking, page: Page) -> _Body:
    rows = asking.rows(view.graph)
    total = Total(value=len(rows), exact=len(rows) < MOST)
    if rows:
        why = Why(kind="answered", words_en=counted(len(rows), "item", "items"), words_zh=f"{len(rows)} 项")
    else:
        why = Why(kind="nothing", words_en="nothing of that kind in the data held", words_zh="所持数据中没有")
    return _Body(
        [asking.question.row.model_validate(row).model_dump() for row in page.cut(rows)],
        [],
        total,
        why,
    )


def _capabilities(view: View, asking: Asking, page: Page) -> _Body:
    """A page of institutions, each with its best capability, or of capabilities; with cards."""
    by_institution = asking.params.by == "institution"
    wanted = Wanted(
        page.skip,
        page.limit,
        page.limit if page.skip == 0 else 0,
        by_institution,
        getattr(asking.params, "facets", None) or (),
    )
    found = answers(view, asking, wanted)
    asked, summary = found.asked, found.summary
    items, unknown = (_cards(view, groups, asked, by_institution) for groups in (found.groups, found.apart))
    why = words.of_capabilities(summary, asked)
    if asked.standard and not summary.by_validity and not summary.left_out:
        why = words.less_close(
            why, beyond(view.graph, view.documents, asking.found["standard"], asking.as_of, asked.standard)
        )
    if not summary.capabilities and not summary.apart:
        why = words.also(why, near(view, asking.found))
    return _Body(items, unknown, Total(value=found.total, exact=found.exact), why, found.facets, found.engine)


def _cards(view: View, groups: Sequence[Group], asked: Requirement, by_institution: bool) -> list[dict[str, Any]]:
    """A card of the best capability of each group; of an institution also how many it has."""
    found = cards(view, [group.best for group in groups], asked)
    if by_institution:
        found = [item | {"capabilities": group.capabilities} for item, group in zip(found, groups, strict=True)]
    return found


def _holdings(view: View, asking: Asking, page: Page) -> _Body:
    params = asking.params
    rows = asking.rows(view.graph)
    judged = judge(
        rows,
        asking.as_of,
        activity=params.activity,
        any_validity=params.validity == "any",
        any_customer=params.available_to == "any",
    )
    items = holdings.ARRANGED[asking.question.name](judged, asking.found)
    return _Body(
        page.cut(items),
        [],
        Total(value=len(items), exact=len(rows) < MOST),
        holdings.why(judged, items),
    )


def _meta(standing: Standing, asked: Question, body: _Body) -> dict[str, Any]:
    """The run the graph stands at, and the sources behind the items (of holdings: all that hold scopes)."""
    used = {item["evidence"]["source"] for item in (*body.items, *body.unknown) if "evidence" in item}
    used |= {item["source"] for item in body.items if "source" in item}
    known = [
        SourceRead(source=id, observed_on=told.observed_on, completeness=told.completeness)
        for id, told in standing.sources.items()
    ]
    behind = [source for source in known if source.source in used or asked.shape == "holdings"]
    samples = any(source.completeness != "register" for source in (behind or known))
    return {"sources": behind, "run": standing.finished, "held": "in the data held" if samples else "in the register"}
