"""Asking: from a question and its parameters to an answer with its reasons. The same for the API and the command line."""

import base64
import binascii
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from kg.asking import holdings, words
from kg.asking.answer import Answer, Meta, SourceRead, Total, Why, counted
from kg.asking.judge import judge
from kg.asking.lookup import find
from kg.asking.requiring import beyond, requirement
from kg.asking.summary import Candidate, sort
from kg.errors import UsageError, did_you_mean
from kg.graph.driver import Graph
from kg.graph.offers import offers
from kg.matching.constraints.citing import closest
from kg.matching.requirement import Requirement
from kg.matching.verdict import plain
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
    if missing:
        body = _Body([], [], Total(value=0, exact=True), missing)
    else:
        shape = {"rows": _rows, "capabilities": _capabilities, "holdings": _holdings}[asked.shape]
        body = shape(graph, Asking(asked, params, found, as_of, page))
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
    as_of: date
    page: Page

    def rows(self, graph: Graph, **ids: Sequence[str]) -> list[dict[str, Any]]:
        """What the question's Cypher returns; ``ids`` in the place of those that the parameters were found to be."""
        params = self.params.model_dump()
        values = {key: value for key, value in params.items() if key not in Asked.model_fields}
        known = {
            f"{parameter}_ids": [id for each in found.values() for id in each]
            for parameter, found in self.found.items()
        }
        return graph.read(self.question.cypher, {**values, **known, **ids, "as_of": self.as_of, "most": MOST})


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
            if not found.ids and not (subject.many and asked.shape == "holdings"):
                return {}, words.not_found(subject.parameter, text, found)
            subjects[subject.parameter][text] = found.ids
    return subjects, None


def _rows(graph: Graph, asking: Asking) -> _Body:
    rows = asking.rows(graph)
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


def _capabilities(graph: Graph, asking: Asking) -> _Body:
    """Candidates held against the requirement, one by one; a page of institutions (or of capabilities) with cards."""
    asked = requirement(graph, asking.params, asking.found, asking.as_of)
    ids = {"standard_ids": list(asked.standard.fits)} if asked.standard else {}
    rows = asking.rows(graph, **ids)
    found = sort(asked, offers(graph, [row["capability"] for row in rows]))
    groups = _groups(found.answering) if asking.params.by == "institution" else [[each] for each in found.answering]
    total = Total(value=len(groups), exact=len(rows) < MOST)
    page = asking.page.cut(groups)
    apart = found.apart[: asking.page.limit] if asking.page.skip == 0 else []
    items, unknown = _cards(graph, [group[0] for group in page], asked), _cards(graph, apart, asked)
    if asking.params.by == "institution":
        items = [item | {"capabilities": len(group)} for item, group in zip(items, page, strict=True)]
    why = words.of_capabilities(found.summary, asked)
    if not rows and asked.standard:
        why = words.less_close(why, beyond(graph, asking.found["standard"], asking.as_of, asked.standard))
    return _Body(items, unknown, total, why)


def _groups(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Candidates by institution, both in the order of the best."""
    groups: dict[str, list[Candidate]] = {}
    for each in candidates:
        groups.setdefault(each.offer.institution.id, []).append(each)
    return list(groups.values())


def _cards(graph: Graph, candidates: Sequence[Candidate], asked: Requirement) -> list[dict[str, Any]]:
    """The cards of candidates, in their order, each with its reasons."""
    ids = [each.offer.id for each in candidates]
    if not ids:
        return []
    cards = {card["id"]: card for card in graph.read(CARD, {"ids": ids, "as_of": asked.as_of, "most": len(ids)})}
    return [_item(cards[each.offer.id], each, asked) for each in candidates if each.offer.id in cards]


def _item(card: dict[str, Any], found: Candidate, asked: Requirement) -> dict[str, Any]:
    valid = next(reason for reason in found.verdict.reasons if reason.constraint == "validity")
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
        "status": found.verdict.status,
        "rank": found.rank._asdict(),
        **{key: card[key] for key in ("methods", "parameters", "products", "restrictions", "regions")},
        "reasons": [plain(reason) for reason in found.verdict.reasons],
        "evidence": evidence,
        "technical_fit": _fit(found, asked),
    }


def _fit(found: Candidate, asked: Requirement) -> dict[str, Any] | None:
    """How what it cites leads to the standard asked for: the path as data and in words."""
    fit = closest(asked.standard, found.offer.methods) if asked.standard else None
    if fit is None:
        return None
    return asdict(fit) | {"path": [step._asdict() for step in fit.path], "words": fit.words._asdict()}


def _holdings(graph: Graph, asking: Asking) -> _Body:
    params = asking.params
    rows = asking.rows(graph)
    judged = judge(
        rows,
        asking.as_of,
        activity=params.activity,
        any_validity=params.validity == "any",
        any_customer=params.available_to == "any",
    )
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
