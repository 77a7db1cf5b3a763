"""What a table says of a claim in brackets behind a standard: its degree, its extent, the day from which it holds."""

import re
from typing import Any

from kg.ingest.dates import partial
from kg.ingest.row import RowError
from kg.ingest.sources.table.words import lookup
from kg.schema.core import PARTIAL_DATE, Property, Relation
from kg.schema.folding import fold

_BRACKETS = re.compile(r"(?P<name>.*\S)\s*[(（](?P<said>[^()（）]+)[)）]\s*", re.DOTALL)


def claim(relation: Relation, text: str) -> tuple[str, dict[str, Any]]:
    """The text without those brackets, and what they say; brackets that say nothing of the kind are part of the text
    (`IS 302 (Part 1)`). What is not claimed by sources has no properties."""
    if not relation.claimed:
        return text, {}
    found = _BRACKETS.fullmatch(text)
    said: dict[str, Any] = {}
    for word in re.split("[,，]", found["said"]) if found else []:
        name, value = _said(relation, word.strip())
        if name is None:
            return text, {"known": "stated"}
        said[name] = value
    return (found["name"] if found else text), {**said, "known": "stated"}


def _said(relation: Relation, word: str) -> tuple[str | None, Any]:
    for of in relation.properties:
        if of.type.choices and of.name != "known":
            words = {fold(key): ours for key, ours in lookup(of.name, of.type.choices).words.items()}
            if fold(word) in words:
                return of.name, words[fold(word)]
        elif of.type is PARTIAL_DATE and (day := _day(of, word)):
            return of.name, day
    return None, None


def _day(of: Property, word: str) -> str | None:
    """A day or a month; a year alone is more likely an edition's."""
    try:
        return partial(of.name, word) if re.search(r"[0-9]\D+[0-9]", word) else None
    except RowError:
        return None
