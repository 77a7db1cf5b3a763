"""What an answer says of each thing, whatever the question: what two answers are compared by."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel

from kg.asking.answer import Answer
from kg.matching.validity import Printed
from kg.queries import Question

# What of a capability is compared beside the constraints.
_FACTS = ("valid_from", "valid_to", "status", "range_text", "uncertainty_text", "cited", "note")


class Reason(BaseModel):
    """A reason of an answer, as far as it is compared."""

    constraint: str
    status: str
    offered: str = ""
    words: dict[str, str] = {}


class _Thing(BaseModel):
    id: str
    name_zh: str | None = None
    name_en: str | None = None


class _Card(BaseModel):
    institution: _Thing
    capability: dict[str, Any]
    status: str
    reasons: list[Reason]
    evidence: dict[str, Any] = {}
    restrictions: list[dict[str, Any]] = []
    capabilities: int | None = None


class _Miss(BaseModel):
    institution: _Thing
    capability: str
    failed: list[Reason]


class _Requirement(BaseModel):
    """A requirement of a demand; of a joined one its parts."""

    id: str
    status: str
    institutions: dict[str, int]
    candidates: list[_Card] = []
    misses: list[_Miss] = []
    parts: list["_Requirement"] = []


class _Covering(BaseModel):
    institution: _Thing
    covers: list[str]


class _Smallest(BaseModel):
    institutions: list[_Covering]
    uncovered: list[str]


class _Matched(BaseModel):
    requirements: list[_Requirement]
    smallest: _Smallest


class _Checked(BaseModel):
    id: str | None = None
    asked: dict[str, Any]
    status: str
    capability: dict[str, Any] | None
    reasons: list[Reason]
    evidence: dict[str, Any] | None


class _Scope(BaseModel):
    items: list[_Checked]


@dataclass(frozen=True)
class Entry:
    """``part``: of which part of the question (a requirement of a demand); None of one that has none. ``answers``: whether it is an
    answer, not a near miss. ``near``: of its reasons only those are known that failed. ``printed``: the dates that it shows."""

    part: str | None
    id: str
    name_zh: str | None = None
    name_en: str | None = None
    status: str | None = None
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    answers: bool = True
    near: bool = False
    printed: Printed | None = None

    @property
    def key(self) -> tuple[str | None, str]:
        return self.part, self.id


def of_answer(answer: Answer, question: Question) -> list[Entry]:
    """Institutions or capabilities with their reasons; of other questions the rows. An institution of which one capability answers
    and of another something is not known is one that answers."""
    if question.shape != "capabilities":
        return [_row(item, question.told_apart_by) for item in answer.items]
    alone = answer.meta.asked.get("by", question.params.model_fields["by"].default) == "capability"
    found: dict[str, Entry] = {}
    for item in (*answer.items, *answer.unknown):
        entry = _card(_Card.model_validate(item), None, alone=alone)
        found.setdefault(entry.id, entry)
    return list(found.values())


def row_id(item: Mapping[str, Any], key: tuple[str, ...]) -> str:
    """What tells a row from the others of its answer."""
    told = [item.get(name) for name in key]
    return " ".join(
        each if isinstance(each, str) else json.dumps(each, ensure_ascii=False, sort_keys=True) for each in told
    )


def _row(item: Mapping[str, Any], key: tuple[str, ...]) -> Entry:
    id = row_id(item, key)
    zh, en = item.get("name_zh"), item.get("name_en")
    name = item.get("designation")
    return Entry(None, id, zh or name, en or name, facts={k: v for k, v in item.items() if k not in key})


def _card(card: _Card, part: str | None, *, alone: bool = False) -> Entry:
    """``alone``: a capability by itself; else the best one of an institution."""
    capability = card.capability
    own = {} if alone else {"capability": capability.get("id"), "capabilities": card.capabilities}
    facts = own | _facts(capability, card.evidence, card.restrictions)
    id = str(capability.get("id")) if alone else card.institution.id
    return Entry(part, id, card.institution.name_zh, card.institution.name_en, card.status, _by_name(card.reasons), facts,
                 printed=_printed(capability, card.evidence))  # fmt: skip


def _facts(
    capability: Mapping[str, Any], evidence: Mapping[str, Any], restrictions: list[dict[str, Any]]
) -> dict[str, Any]:
    limits = sorted(str(each.get("verbatim")) for each in restrictions)
    return {name: capability.get(name) for name in _FACTS} | {
        "accreditation": evidence.get("accreditation"),
        "restrictions": limits,
    }


def _by_name(reasons: list[Reason]) -> dict[str, Reason]:
    return {reason.constraint: reason for reason in reasons}


class _Dates(BaseModel):
    valid_from: date | None = None
    valid_to: date | None = None
    status: str | None = None
    observed_on: date | None = None


def _printed(capability: Mapping[str, Any], evidence: Mapping[str, Any]) -> Printed:
    dates = _Dates.model_validate({**capability, "observed_on": evidence.get("observed_on")})
    return Printed(dates.valid_from, dates.valid_to, None, dates.status, dates.observed_on)


def of_match(answer: Mapping[str, Any]) -> tuple[list[Entry], frozenset[str | None]]:
    """Each requirement, its candidates and nearest misses, and who is in the smallest set; with the requirements of which not all
    candidates are shown."""
    found = _Matched.model_validate(answer)
    listed = [entry for each in found.requirements for entry in _requirement(each)]
    some = {one.id for one in _flat(found.requirements) if not one.parts and len(one.candidates) < _answering(one)}
    chosen = [Entry("smallest", c.institution.id, c.institution.name_zh, c.institution.name_en, facts={"covers": c.covers})
              for c in found.smallest.institutions]  # fmt: skip
    uncovered = Entry("smallest", "", facts={"uncovered": found.smallest.uncovered})
    return [*listed, uncovered, *chosen], frozenset(some)


def _flat(requirements: list[_Requirement]) -> Iterator[_Requirement]:
    for each in requirements:
        yield each
        yield from _flat(each.parts)


def _answering(one: _Requirement) -> int:
    return sum(n for status, n in one.institutions.items() if status != "unmet")


def _requirement(one: _Requirement) -> Iterator[Entry]:
    yield Entry(one.id, "", status=one.status, facts={"institutions": one.institutions})
    shown = {card.institution.id for card in one.candidates}
    yield from (_card(card, one.id) for card in one.candidates)
    for miss in one.misses:
        if miss.institution.id not in shown:
            yield Entry(one.id, miss.institution.id, miss.institution.name_zh, miss.institution.name_en, "unmet",
                        _by_name(miss.failed), {"capability": miss.capability}, answers=False, near=True)  # fmt: skip
    for part in one.parts:
        yield from _requirement(part)


def of_scope(answer: Mapping[str, Any]) -> list[Entry]:
    """Each item of a list that one institution was held against, by its id; by its number where it has none of its own."""
    listed: list[Entry] = []
    for number, item in enumerate(_Scope.model_validate(answer).items, 1):
        name = "; ".join(str(value) for value in item.asked.values() if value)
        capability = item.capability or {}
        facts = {"capability": capability.get("id")} | _facts(capability, item.evidence or {}, [])
        listed.append(Entry(None, item.id or str(number), name, name, item.status, _by_name(item.reasons), facts))
    return listed
