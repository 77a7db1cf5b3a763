"""``/v1/diff``: what changed between two answers to a question."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from kg.asking.difference import difference
from kg.asking.saved import saved
from kg.settings import Settings


class Answers(BaseModel):
    """Two answers to one question, whole, as they were given."""

    model_config = ConfigDict(extra="forbid")

    before: dict[str, Any] = Field(description="An answer that was saved.", examples=[{}])
    after: dict[str, Any] = Field(description="Another answer to the same question.", examples=[{}])


class Differing(BaseModel):
    """What changed. An entry is an institution, a capability, a requirement, an item or a row, with its status before and after and
    its ``changes``: each a ``constraint`` or a ``property``, with what it was ``before`` and is ``after``."""

    question: str = Field(description="The question that both answer.", examples=["who-can-test"])
    words: dict[str, str] = Field(
        description="The counts in words, in English and Chinese.", examples=[{"en": "1 new"}]
    )
    counts: dict[str, int] = Field(description="Entries by how they changed.", examples=[{"new": 1}])
    new: list[dict[str, Any]] = Field(description="Only the second answer has them.")
    gone: list[dict[str, Any]] = Field(description="Only the first answer has them.")
    changed: list[dict[str, Any]] = Field(description="Both have them, and something of them changed.")
    unknown: list[dict[str, Any]] = Field(
        description="One answer has them, and the other is a page that may lack what another page has."
    )
    same: list[dict[str, Any]] = Field(description="Both have them, and nothing changed.")
    asked: dict[str, Any] = Field(description="Parameters that the two were not asked with alike.", examples=[{}])
    before: dict[str, Any] = Field(description="Day and run of the first answer, and whether it is whole.")
    after: dict[str, Any] = Field(description="Day and run of the second answer, and whether it is whole.")


def router(_: Settings) -> APIRouter:
    routes = APIRouter(prefix="/v1", tags=["questions"])
    routes.post("/diff", summary="What changed between two answers? 两个答案之间有何变化？", response_model=Differing)(
        _diff
    )
    return routes


def _diff(answers: Answers) -> dict[str, Any]:
    """Which institutions, capabilities or rows are new, gone, changed and the same, and which constraint made it so. The answers are
    those of ``/v1/ask``, ``/v1/match``, ``/v1/check-scope`` or ``/v1/in-scope``, on whichever days."""
    return difference(saved(answers.before, "before"), saved(answers.after, "after"))
