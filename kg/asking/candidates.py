"""Candidates of a question about capabilities: found by what it names, held against all that it asks, shown as cards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from kg.asking import words
from kg.asking.answer import Why
from kg.asking.card import card
from kg.asking.requiring import requirement
from kg.asking.summary import Candidate, Sorted, sort
from kg.asking.view import View
from kg.graph.driver import Graph
from kg.graph.offers import offers
from kg.matching.requirement import Requirement
from kg.queries import Question
from kg.queries.core import Asked
from kg.search import requested

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
    def of(cls, view: View, question: Question, params: Any, as_of: date) -> "Asking":
        """Find everything that the parameters name."""
        subjects: Subjects = {}
        for subject in question.subjects:
            value = getattr(params, subject.parameter)
            subjects[subject.parameter] = {}
            for text in (value if subject.many else [value]) if value is not None else []:
                found = view.find(subject, text)
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


def candidates(view: View, asking: Asking) -> Held:
    """All candidates held against the requirement that the parameters make, one by one: taken from the index, or from the graph."""
    asked = requirement(view.documents, asking.params, asking.found, asking.as_of)
    found = view.about(requested(asked), MOST) if asked.about is not None else None
    if found is None:
        return by_graph(view, asking, asked)
    return Held(asked, sort(asked, found), len(found) < MOST)


def by_graph(view: View, asking: Asking, asked: Requirement) -> Held:
    """The same from the graph alone."""
    ids = {"standard_ids": list(asked.standard.fits)} if asked.standard else {}
    rows = asking.rows(view.graph, **ids)
    return Held(asked, sort(asked, offers(view.graph, [row["capability"] for row in rows])), len(rows) < MOST)


def grouped(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Candidates by institution, both in the order of the best."""
    groups: dict[str, list[Candidate]] = {}
    for each in candidates:
        groups.setdefault(each.offer.institution.id, []).append(each)
    return list(groups.values())


def cards(view: View, candidates: Iterable[Candidate], asked: Requirement) -> list[dict[str, Any]]:
    """The cards of candidates, in their order, each with its reasons."""
    sources = view.standing.sources
    return [card(each, asked, sources) for each in candidates]
