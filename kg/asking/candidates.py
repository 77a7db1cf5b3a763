"""Candidates of a question about capabilities: found by what it names, held against all that it asks, shown as cards."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, NamedTuple

from kg.asking import words
from kg.asking.answer import Why
from kg.asking.lookup import find
from kg.asking.requiring import requirement
from kg.asking.summary import Candidate, Sorted, sort
from kg.graph.driver import Graph
from kg.graph.offers import offers
from kg.matching.constraints.citing import closest
from kg.matching.requirement import Requirement
from kg.matching.verdict import plain
from kg.queries import Question
from kg.queries.card import CARD
from kg.queries.core import Asked

# What each text of each parameter was found to be: ids.
Subjects = dict[str, dict[str, tuple[str, ...]]]

# Candidates that are judged at most; beyond it a total is a lower bound, and says so.
MOST = 200_000


@dataclass(frozen=True)
class Asking:
    """A question being asked: its parameters, what they named, the day. ``missing``: why there is no answer, where something that
    they name is not in the graph."""

    question: Question
    params: Any
    found: Subjects
    as_of: date
    missing: Why | None = None

    @classmethod
    def of(cls, graph: Graph, question: Question, params: Any, as_of: date) -> "Asking":
        """Find everything that the parameters name."""
        subjects: Subjects = {}
        for subject in question.subjects:
            value = getattr(params, subject.parameter)
            subjects[subject.parameter] = {}
            for text in (value if subject.many else [value]) if value is not None else []:
                found = find(graph, subject, text)
                if not found.ids and not (subject.many and question.shape == "holdings"):
                    return cls(question, params, {}, as_of, words.not_found(subject.parameter, text, found))
                subjects[subject.parameter][text] = found.ids
        return cls(question, params, subjects, as_of)

    def rows(self, graph: Graph, **ids: Sequence[str]) -> list[dict[str, Any]]:
        """What the question's Cypher returns; ``ids`` in the place of those that the parameters were found to be."""
        params = self.params.model_dump()
        values = {key: value for key, value in params.items() if key not in Asked.model_fields}
        known = {
            f"{parameter}_ids": [id for each in found.values() for id in each]
            for parameter, found in self.found.items()
        }
        return graph.read(self.question.cypher, {**values, **known, **ids, "as_of": self.as_of, "most": MOST})


class Held(NamedTuple):
    """The requirement, the candidates held against it, and whether these are all there are."""

    asked: Requirement
    found: Sorted
    exact: bool


def candidates(graph: Graph, asking: Asking, asked: Requirement | None = None) -> Held:
    """Candidates held against the requirement (that of the parameters, unless it is given), one by one."""
    asked = asked or requirement(graph, asking.params, asking.found, asking.as_of)
    ids = {"standard_ids": list(asked.standard.fits)} if asked.standard else {}
    rows = asking.rows(graph, **ids)
    return Held(asked, sort(asked, offers(graph, [row["capability"] for row in rows])), len(rows) < MOST)


def grouped(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Candidates by institution, both in the order of the best."""
    groups: dict[str, list[Candidate]] = {}
    for each in candidates:
        groups.setdefault(each.offer.institution.id, []).append(each)
    return list(groups.values())


def cards(graph: Graph, candidates: Sequence[Candidate], asked: Requirement) -> list[dict[str, Any]]:
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
