"""An answer that was saved: which question it answers, asked how, of which day, and its entries, so that it is asked again or compared."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from kg.asking import entries
from kg.asking.answer import Answer
from kg.asking.entries import Entry
from kg.errors import DataError
from kg.queries import QUESTIONS
from kg.queries.days import Day

# Questions beside the named ones, and where their answers have what they list.
MATCH = "match"
SCOPES = ("check-scope", "in-scope")


class _Meta(BaseModel):
    question: str
    asked: dict[str, Any]
    as_of: Day
    run: str | None = None


@dataclass(frozen=True)
class Saved:
    """``asked``: the parameters of the question. ``part_of``: the parts of the answer (None: all of it) of which it holds some entries
    only, so that what it lacks may be on another page."""

    question: str
    asked: Mapping[str, Any]
    as_of: date
    run: str | None
    entries: Sequence[Entry]
    part_of: frozenset[str | None]


def parsed(text: str, where: str) -> Any:
    """The JSON of an answer; ``where`` names it in the error."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{where} is no answer: it is no JSON of one object ({error}).") from error


def saved(answer: Any, where: str) -> Saved:
    """An answer in plain values. ``DataError`` for what is none, or was saved before answers kept their question."""
    if not isinstance(answer, Mapping) or not isinstance(answer.get("meta"), Mapping):
        raise DataError(f"{where} is no answer: it has no 'meta'. 'kg ask … --json' prints one.")
    try:
        meta = _Meta.model_validate(answer["meta"])
        if meta.question in QUESTIONS:
            found = Answer.model_validate(answer)
            listed = entries.of_answer(found, QUESTIONS[meta.question])
            part_of = frozenset[str | None]({None} if _is_page(found) else ())
        elif meta.question == MATCH:
            listed, part_of = entries.of_match(answer)
        elif meta.question in SCOPES:
            listed, part_of = entries.of_scope(answer), frozenset()
        else:
            raise DataError(f"{where} answers '{meta.question[:40]}', and there is no such question.")
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(map(str, first["loc"]))
        raise DataError(f"{where} is no answer: {at}: {first['msg'].removeprefix('Value error, ')}.") from error
    return Saved(meta.question, meta.asked, meta.as_of, meta.run, listed, part_of)


def _is_page(found: Answer) -> bool:
    """Whether there is more than the answer holds: other pages, or more of what is unknown than a page shows."""
    most = found.meta.asked.get("limit", 0)
    full = isinstance(most, int) and len(found.unknown) >= most
    return found.next is not None or "cursor" in found.meta.asked or full or not found.total.exact
