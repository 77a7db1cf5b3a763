"""Is this institution in scope for these items on that day? Item by item, with the evidence: the question of a tender."""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

from kg.asking import words
from kg.asking.answer import Why
from kg.asking.ask import parameters
from kg.asking.candidates import Asking, cards
from kg.asking.ids import shared
from kg.asking.requiring import requirement
from kg.asking.summary import Candidate, Judge
from kg.asking.terms import title
from kg.asking.view import View, view_of
from kg.errors import NotFoundError, UsageError
from kg.graph.driver import Graph
from kg.graph.offers import offers
from kg.matching.offer import Offer
from kg.matching.reason import STATUSES
from kg.matching.requirement import Within
from kg.matching.verdict import plain
from kg.queries.core import Subject
from kg.queries.named.who_can_test import WHO_CAN_TEST
from kg.search import Chosen, Request
from kg.settings import Settings

T = TypeVar("T")

MOST = 1_000
# Capabilities of an institution that are looked at.
ALL = 1_000_000
_INSTITUTION = Subject("institution", ("Institution",))
# What the question says for all of its items.
ASKED = frozenset({"as_of", "limit", "cursor", "by", "facets", "include", "exclude"})
# What may be several in one cell, with semicolons between.
_SEVERAL = ("scheme", "classification")


class Item(NamedTuple):
    """One item: what was said of it, the parameters of ``who-can-test`` that it makes; ``stated``: the uncertainty of a result."""

    said: Mapping[str, Any]
    params: Any
    stated: Within | None = None


def check_scope(
    graph: Graph, settings: Settings, institution: str, items: Sequence[Mapping[str, Any]], as_of: date
) -> dict[str, Any]:
    """The best capability of an institution (by id or name) for each item, with its verdict; ``items`` are parameters of
    ``who-can-test``, with an ``id`` if they have one. ``NotFoundError`` for an institution that is not in the graph."""
    found = held_against(graph, settings, institution, each_read("item", items, _item), as_of)
    return told(found, "check-scope", institution=institution, items=items)


def told(found: dict[str, Any], question: str, **asked: Any) -> dict[str, Any]:
    """An answer with the question that it answers: what it is asked again by."""
    return found | {"meta": {"question": question, "asked": asked, **found["meta"]}}


def each_read(one: str, said: Sequence[Mapping[str, Any]], read: Callable[[Mapping[str, Any]], Item]) -> list[Item]:
    """What ``read`` makes of each; ``one``: what each is called where something is wrong with it."""
    if not said or len(said) > MOST:
        raise UsageError(f"a scope is checked for 1 to {MOST} {one}s; there are {len(said)}.")
    items = [_numbered(f"{one} {number}", read, each) for number, each in enumerate(said, 1)]
    if twice := shared((f"{one} {number}", each.get("id")) for number, each in enumerate(said, 1)):
        raise UsageError(twice)
    return items


def held_against(
    graph: Graph, settings: Settings, institution: str, items: Sequence[Item], as_of: date
) -> dict[str, Any]:
    """The answer to ``check_scope`` for items that are read."""
    began = time.monotonic()
    view = view_of(graph, settings)
    found = view.find(_INSTITUTION, institution)
    if not found.ids:
        raise NotFoundError(words.not_found("institution", institution, found).words_en)
    held = _capabilities(view, found.ids, as_of)
    checked = [_numbered(f"item {number}", _check, view, item, held, as_of) for number, item in enumerate(items, 1)]
    counts = Counter(each["status"] for each in checked)
    return {
        "institutions": [{"id": id, "name": name} for id, name in zip(found.ids, found.names, strict=True)],
        "items": checked,
        "counts": {status: counts[status] for status in STATUSES},
        "meta": {"as_of": as_of.isoformat(), "run": view.standing.finished, "capabilities": len(held), "held": "in the data held",
                 "took_ms": round((time.monotonic() - began) * 1000, 1)},
    }  # fmt: skip


def _item(said: Mapping[str, Any]) -> Item:
    if wrong := sorted(ASKED & set(said)):
        raise UsageError(f"'{wrong[0]}' is not an item's to say.")
    return Item(said, params({name: value for name, value in said.items() if name != "id"}))


def params(said: Mapping[str, Any]) -> Any:
    """The parameters of ``who-can-test`` that an item makes; of a table's cells, so that an empty one says nothing."""
    given = {name: value for name, value in said.items() if value not in (None, "")}
    for name in _SEVERAL:
        if isinstance(given.get(name), str):
            given[name] = [part.strip() for part in given[name].split(";")]
    try:
        return parameters(WHO_CAN_TEST, given)
    except UsageError as error:
        raise UsageError(str(error).removeprefix("who-can-test: ")) from error


def _capabilities(view: View, institutions: Sequence[str], as_of: date) -> list[Offer]:
    """All that institutions offer: from the index, or from the graph."""
    held = view.about(Request(as_of, (Chosen("institution", institutions),)), ALL)
    if held is not None:
        return held
    rows = view.graph.read(
        """
        UNWIND $ids AS id
        MATCH (:Institution {id: id})-[:OFFERS]->(c:Capability)
        WHERE c.ended_run IS NULL
        RETURN DISTINCT c.id AS id ORDER BY id LIMIT $most
        """,
        {"ids": list(institutions), "most": ALL},
    )
    return list(offers(view.graph, [row["id"] for row in rows]))


def _numbered(which: str, do: Callable[..., T], *given: Any) -> T:
    try:
        return do(*given)
    except UsageError as error:
        raise UsageError(f"{which}: {error}") from error


def _check(view: View, item: Item, held: Sequence[Offer], as_of: date) -> dict[str, Any]:
    said = {"id": item.said.get("id"), "asked": {name: value for name, value in item.said.items() if name != "id"}}
    asking = Asking.of(view, WHO_CAN_TEST, item.params, as_of)
    if asking.missing:
        return said | {
            "status": "unmet",
            "words": _words(asking.missing),
            "capability": None,
            "reasons": [],
            "evidence": None,
        }
    # Whom it serves is for the tender to say: a body that serves its own organisation may be bidding to that.
    asked = replace(requirement(view.documents, item.params, asking.found, as_of), any_customer=True)
    if item.stated:
        asked = replace(asked, uncertainty=item.stated)
    found = list(map(Judge(asked).candidate, held))
    best = min(found, key=lambda each: (*_nearest(each), each.rank), default=None)
    if best is None:
        nothing = {"en": "it states no capability", "zh": "未陈述任何能力"}
        return said | {"status": "unmet", "words": nothing, "capability": None, "reasons": [], "evidence": None}
    (card,) = cards(view, [best], asked)
    told = {
        "status": best.verdict.status,
        "capability": card["capability"],
        "reasons": [plain(r) for r in best.verdict.reasons],
    }
    return said | told | {"words": _told(best), "evidence": card["evidence"]}


def _nearest(each: Candidate) -> tuple[int, int, int]:
    failed = [reason for reason in each.verdict.deciding if reason.status != "met"]
    unmet = sum(reason.status == "unmet" for reason in failed)
    return STATUSES.index(each.verdict.status), unmet, len(failed)


def _words(why: Why) -> dict[str, str]:
    return {"en": why.words_en, "zh": why.words_zh}


def _told(best: Candidate) -> dict[str, str]:
    """What decides: the worst of its reasons, in words."""
    failed = [reason for reason in best.verdict.deciding if reason.status == best.verdict.status != "met"]
    if not failed:
        return {"en": "in scope", "zh": "在范围内"}
    return {"en": "; ".join(f"{r.constraint}: {r.words.en}" for r in failed),
            "zh": "；".join(f"{title(r.constraint, 'zh')}：{r.words.zh}" for r in failed)}  # fmt: skip
