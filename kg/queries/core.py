"""A question the graph answers: its words, its parameters, its Cypher, its rows and an example, in one value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from kg.queries.days import Day
from kg.schema.core import Words, require_words

_PARAMETER = re.compile(r"\$(\w+)")
_ALIAS = re.compile(r"\bAS\s+(\w+)\s*(?:,|$)", re.IGNORECASE | re.MULTILINE)
_WRITE = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|LOAD\s+CSV|FOREACH)\b", re.IGNORECASE)

# What every question is given beside its own parameters: the day, how far to look, how far a count is exact.
PROVIDED = frozenset({"as_of", "most"})

Shape = Literal["rows", "capabilities", "holdings"]


_NESTED = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]|\([^()]*\)")


def _outermost(cypher: str) -> str:
    """The statement without what stands in brackets."""
    while (shorter := _NESTED.sub("", cypher)) != cypher:
        cypher = shorter
    return cypher


class Frozen(BaseModel):
    """Base of parameters and rows: frozen, and strange names are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Asked(Frozen):
    """Parameters that every question has."""

    as_of: Day | None = Field(
        None, description="The day the answer is about; today when left out.", examples=["2019-05-15"]
    )
    limit: int | None = Field(None, ge=1, description="Most items of a page.", examples=[20])
    cursor: str | None = Field(None, description="Where the page begins: 'next' of the page before.", examples=["MjA"])


@dataclass(frozen=True)
class Subject:
    """A parameter that names things of the graph. Asking finds them first and passes their ids on as
    ``<parameter>_ids``; a name that is not in the graph is answered as such, with near ones.

    ``by``: ``standard`` reads a designation, and one without a year means all editions; ``document`` means the named
    thing alone; ``class`` takes a code of the ICS, the CCS or the KCDB; ``region`` wants one region; ``name`` takes all of that name, or an id;
    ``thing`` is ``type/id`` or a name of any type; ``scheme`` is a word that accreditations state.
    ``ending``: what many write at the end of such a name and many leave out."""

    parameter: str
    entities: tuple[str, ...]
    by: Literal["name", "standard", "document", "class", "region", "thing", "scheme"] = "name"
    many: bool = False
    ending: str = ""

    def names(self, text: str) -> tuple[str, ...]:
        """The names that mean the same as a text: without the ending, and with it."""
        bare = text.strip().removesuffix(self.ending)
        return (bare, bare + self.ending) if bare and self.ending else (text,)


@dataclass(frozen=True)
class Question:
    """Checked when it is built, so a wrong declaration cannot be imported.

    ``shape`` says what the Cypher's rows are: ``rows`` are the items themselves; ``capabilities`` are candidates that
    asking judges, counts and pages before it fetches the cards of one page; ``holdings`` are standards held by
    institutions, which asking judges and hands to ``arrange``.
    ``judged``: parameters that asking holds against the rows; the Cypher knows nothing of them.
    ``key``: the columns that tell one item from another, over time too; the first one of the row where it is left out.
    """

    name: str
    title: Words
    doc: Words
    params: type[Asked]
    row: type[BaseModel]
    cypher: str
    example: Mapping[str, Any]
    subjects: tuple[Subject, ...] = ()
    shape: Shape = "rows"
    judged: frozenset[str] = frozenset()
    key: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_words(self.name, self.title)
        require_words(self.name, self.doc)
        self._check_parameters()
        returned = set(_ALIAS.findall(_outermost(self.cypher).rpartition("RETURN")[2].partition("ORDER BY")[0].strip()))
        if returned != set(self.row.model_fields):
            raise ValueError(f"{self.name}: columns {sorted(returned ^ set(self.row.model_fields))} do not agree")
        if _WRITE.search(self.cypher):
            raise ValueError(f"{self.name}: a question only reads")
        if strange := set(self.key) - returned:
            raise ValueError(f"{self.name}: {sorted(strange)} of its key are no columns")
        for clause in ("ORDER BY", "LIMIT $most"):
            if clause not in self.cypher:
                raise ValueError(f"{self.name}: no {clause}")
        self.params.model_validate(self.example)

    @property
    def told_apart_by(self) -> tuple[str, ...]:
        return self.key or (next(iter(self.row.model_fields)),)

    def _check_parameters(self) -> None:
        own = set(self.params.model_fields) - set(Asked.model_fields)
        subjects = {subject.parameter for subject in self.subjects}
        if strange := (subjects | self.judged) - own:
            raise ValueError(f"{self.name}: {sorted(strange)} are no parameters")
        expected = {f"{p}_ids" for p in subjects - self.judged} | (own - subjects - self.judged)
        used = set(_PARAMETER.findall(self.cypher)) - PROVIDED
        if used != expected:
            raise ValueError(f"{self.name}: parameters {sorted(used ^ expected)} do not agree with the Cypher")
        for parameter in own:
            field = self.params.model_fields[parameter]
            if not field.description or not field.examples:
                raise ValueError(f"{self.name}: parameter {parameter!r} needs a description and an example")
