"""Asking: from a question and its parameters to an answer with its reasons. The same for the API and the command line."""

import base64
import binascii
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from typing import Any

from pydantic import ValidationError

from kg.asking import holdings, words
from kg.asking.answer import Answer, Meta, SourceRead, Total, Why, counted
from kg.asking.close import Close
from kg.asking.judge import judge, state_of
from kg.asking.lookup import find
from kg.errors import UsageError, did_you_mean
from kg.graph.driver import Graph
from kg.matching.verdict import Requirement, reasons
from kg.queries import QUESTIONS, Question
from kg.queries.card import CARD
from kg.queries.core import Asked
from kg.settings import Settings

# What each text of each parameter was found to be: ids.
Subjects = dict[str, dict[str, tuple[str, ...]]]

# Candidates that are judged at most; beyond it a total is a lower bound, and says so.
MOST = 200_000


def question(name: str) -> Question:
    """The question of that name; ``UsageError`` with the nearest one when there is none."""
    if name not in QUESTIONS:
        raise UsageError(
            f"unknown question '{name}'.{did_you_mean(name, QUESTIONS)} 'kg ask --help' lists all {len(QUESTIONS)}."
        )
    return QUESTIONS[name]


def ask(graph: Graph, settings: Settings, name: str, given: Mapping[str, Any]) -> Answer:
    """Answer a named question. ``UsageError`` for parameters that are wrong; an empty answer is an answer."""
    began = time.monotonic()
    asked = question(name)
    params = parameters(asked, given)
    page = Page.of(params, settings)
    as_of = params.as_of or date.today()
    found, missing = _subjects(graph, asked, params)
    ids = {f"{parameter}_ids": [id for each in known.values() for id in each] for parameter, known in found.items()}
    close = _close(graph, params, ids, as_of)
    ids |= {"standard_ids": list(close.documents)} if close.documents else {}
    if missing:
        body = _Body([], [], Total(value=0, exact=True), missing)
    else:
        values = {key: value for key, value in params.model_dump().items() if key not in Asked.model_fields}
        rows = graph.read(asked.cypher, {**values, **ids, "as_of": as_of, "most": MOST})
        shape = {"rows": _rows, "capabilities": _capabilities, "holdings": _holdings}[asked.shape]
        body = shape(graph, Asking(asked, params, found, close, as_of, page), rows)
    cursor = page.next(body.total.value)
    meta = _meta(graph, asked, body)
    took = round((time.monotonic() - began) * 1000, 1)
    return Answer(items=body.items, unknown=body.unknown, total=body.total, why=body.why, next=cursor,
                  meta=Meta(question=name, as_of=as_of, took_ms=took, **meta))  # fmt: skip


def parameters(asked: Question, given: Mapping[str, Any]) -> Any:
    """The question's parameters, checked; ``UsageError`` names the first wrong one."""
    known = asked.params.model_fields
    if strange := sorted(set(given) - set(known)):
        raise UsageError(f"{asked.name} has no parameter '{strange[0]}'.{did_you_mean(strange[0], known)}")
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


@dataclass(frozen=True)
class Asking:
    """A question being asked: its parameters, what they named, the day, the page."""

    question: Question
    params: Any
    found: Subjects
    close: Close
    as_of: date
    page: Page


def _close(graph: Graph, params: Any, ids: Mapping[str, list[str]], as_of: date) -> Close:
    """What is close enough to the standard asked for, where a question lets one say how close it has to be."""
    asked = ids.get("standard_ids", [])
    if not asked or "match" not in type(params).model_fields:
        return Close()
    return Close.to(graph, params.standard, asked, as_of, params.match)


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


def _subjects(graph: Graph, asked: Question, params: Any) -> tuple[Subjects, Why | None]:
    """Ids of everything that the parameters name; or why there is no answer without them."""
    subjects: Subjects = {}
    for subject in asked.subjects:
        value = getattr(params, subject.parameter)
        subjects[subject.parameter] = {}
        for text in (value if subject.many else [value]) if value is not None else []:
            found = find(graph, subject, text)
            if not found.ids and not subject.many:
                return {}, words.not_found(subject.parameter, text, found)
            subjects[subject.parameter][text] = found.ids
    return subjects, None


def _rows(_: Graph, asking: Asking, rows: list[dict[str, Any]]) -> _Body:
    total = Total(value=len(rows), exact=len(rows) < MOST)
    if rows:
        why = Why(kind="answered", words_en=counted(len(rows), "item", "items"), words_zh=f"{len(rows)} 项")
    else:
        why = Why(kind="nothing", words_en="nothing of that kind in the data held", words_zh="所持数据中没有")
    return _Body(
        [asking.question.row.model_validate(row).model_dump() for row in asking.page.cut(rows)],
        [],
        total,
        why,
    )


def _capabilities(graph: Graph, asking: Asking, rows: list[dict[str, Any]]) -> _Body:
    params, as_of, page = asking.params, asking.as_of, asking.page
    activity, kind = params.activity, getattr(params, "kind", None)
    judged = judge(rows, as_of, kind=kind, **_chosen(params))
    ordered = sorted(judged.standing, key=partial(_rank, asking))
    total = Total(value=len(ordered), exact=len(rows) < MOST)
    apart = judged.unknown[: page.limit] if page.skip == 0 else []
    items, unknown = (_cards(graph, chosen, asking) for chosen in (page.cut(ordered), apart))
    why = words.of_capabilities(judged, activity, as_of)
    if not rows and asking.close.asked:
        why = words.less_close(why, asking.close.beyond(graph, as_of))
    by_closeness = asking.close.count(judged.standing)
    return _Body(items, unknown, total, why.model_copy(update={"by_closeness": by_closeness}))


def _rank(asking: Asking, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """The closest first, then what stands, then what is not restricted."""
    return asking.close.rank(row), _RANK[state_of(row, asking.as_of)], row["restricted"], row["capability"]


def _chosen(params: Any) -> dict[str, Any]:
    """What every question about capabilities lets the asker choose."""
    return {
        "activity": params.activity,
        "any_validity": params.validity == "any",
        "any_customer": params.available_to == "any",
    }


_RANK = {"valid": 0, "in-date": 1, "unknown": 2, "ran-out": 3, "suspended": 4, "not-yet": 5, "withdrawn": 6}


def _cards(graph: Graph, rows: list[Mapping[str, Any]], asking: Asking) -> list[dict[str, Any]]:
    """The cards of candidates, in their order, each with its reasons."""
    ids = [row["capability"] for row in rows]
    if not ids:
        return []
    cards = {card["id"]: card for card in graph.read(CARD, {"ids": ids, "as_of": asking.as_of, "most": len(ids)})}
    return [_item(cards[row["capability"]], row, asking) for row in rows if row["capability"] in cards]


def _item(card: dict[str, Any], row: Mapping[str, Any], asking: Asking) -> dict[str, Any]:
    params = asking.params
    wanted = {name: getattr(params, name, None) for name in ("parameter", "product", "region", "kind")}
    fit = asking.close.fit(row)
    required = Requirement(asking.as_of, params.activity, **wanted, standards=(fit.designation,) if fit else ())
    found = (*asking.close.reasons(row, card), *reasons(required, card))
    valid = next(reason for reason in found if reason.constraint == "validity")
    evidence = card["evidence"] | {
        "validity": valid.offered,
        "validity_en": valid.words.en,
        "validity_zh": valid.words.zh,
    }
    named = {key: card[key] for key in ("id", "name_zh", "name_en", "activity", "covers", "items", "where", "performed_by",
                                        "available_to", "field", "flexible", "cited", "cited_title", "note", "range_text",
                                        "uncertainty_text", "valid_from", "valid_to", "status")}  # fmt: skip
    return {
        "institution": card["institution"],
        "capability": named,
        **{key: card[key] for key in ("methods", "parameters", "products", "restrictions", "regions")},
        "reasons": [asdict(reason) | {"words": reason.words._asdict()} for reason in found],
        "evidence": evidence,
        "technical_fit": asking.close.told(row),
    }


def _holdings(_: Graph, asking: Asking, rows: list[dict[str, Any]]) -> _Body:
    params = asking.params
    judged = judge(rows, asking.as_of, **_chosen(params))
    items = holdings.ARRANGED[asking.question.name](judged, asking.found)
    return _Body(
        asking.page.cut(items),
        [],
        Total(value=len(items), exact=len(rows) < MOST),
        holdings.why(judged, items),
    )


def _meta(graph: Graph, asked: Question, body: _Body) -> dict[str, Any]:
    """The run the graph stands at, and the sources behind the items (of holdings: all that hold scopes)."""
    rows = graph.read(
        """
        MATCH (s:Source)
        RETURN s.id AS source, s.observed_on AS observed_on, s.completeness AS completeness,
               COLLECT { MATCH (r:Run {source: s.id}) WHERE r.outcome = 'finished'
                         RETURN r {.id, .finished} ORDER BY r.finished DESC LIMIT 1 }[0] AS run
        ORDER BY source LIMIT 1000
        """
    )
    used = {item["evidence"]["source"] for item in (*body.items, *body.unknown) if "evidence" in item}
    used |= {item["source"] for item in body.items if "source" in item}
    known = [SourceRead(**{k: row[k] for k in ("source", "observed_on", "completeness")}) for row in rows]
    behind = [source for source in known if source.source in used or asked.shape == "holdings"]
    latest = max((row["run"] for row in rows if row["run"]), key=lambda run: (run["finished"], run["id"]), default=None)
    samples = any(source.completeness != "register" for source in (behind or known))
    return {
        "sources": behind,
        "run": latest and latest["id"],
        "held": "in the data held" if samples else "in the register",
    }
