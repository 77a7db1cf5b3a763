"""Suggesting: what a text that is being typed may become, of what capabilities have, the best first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.schema.identity import readable
from kg.search.beginnings import BEGINS, WHOLE, Typed
from kg.search.facets import foremost
from kg.search.fields import Value
from kg.standards import Catalogue, Known, reading, suggest

if TYPE_CHECKING:
    from kg.search.opened import Opened


# Texts whose standards are kept.
TEXTS_KEPT = 1024


class Suggested(NamedTuple):
    """A value of a field, with how many capabilities have it; ``fits``: how well, see ``beginnings``."""

    field: str
    value: Value
    capabilities: int
    fits: int


def best(found: Iterable[Suggested], most: int) -> list[Suggested]:
    """Those that fit best, of these those that most capabilities have; of equal ones in the order of fields and ids."""
    return nsmallest(most, found, key=lambda each: (-each.fits, -each.capabilities, each.field, each.value.key))


class Cited:
    """The standards and editions that capabilities cite, with how many do: suggested by their designations."""

    def __init__(self, documents: Iterable[tuple[Value, int]]) -> None:
        counts = {value.key: (value, count) for value, count in documents}
        catalogue = Catalogue(Known(value.key, value.en or value.key, value.key) for value, _ in counts.values())
        # ``GB`` begins half of them.
        self.suggested = lru_cache(TEXTS_KEPT)(partial(_cited, catalogue, counts))


def _cited(catalogue: Catalogue, counts: Mapping[str, tuple[Value, int]], text: str, most: int) -> list[Suggested]:
    """Those whose designation, or number, begins like a text."""
    meant = {readable(text), *(citation.key for citation in reading(text).citations[:1])}
    found = suggest(catalogue, text, len(counts))
    fitting = (Suggested("standard", *counts[each.id], WHOLE if each.id in meant else BEGINS) for each in found)
    return best(fitting, most)


def suggestions(index: "Opened", fields: Sequence[str], text: str, most: int) -> list[Suggested]:
    """What a text may become, of several fields."""
    typed = Typed(text)
    named = [each for name in fields if name != "standard" for each in _suggested(index, name, typed, most)]
    return best([*named, *(index.cited.suggested(text, most) if "standard" in fields else ())], most)


def _suggested(index: "Opened", name: str, typed: Typed, most: int) -> Iterator[Suggested]:
    """The best of one field."""
    field, capabilities = index.field(name), index.capabilities(name)
    assert field.beginnings is not None  # fields of names have them
    fits = field.beginnings.fits(typed, len(field.keys), field.value)
    there = np.flatnonzero((fits > 0) & (capabilities > 0))
    for number in foremost(fits.astype(np.int64) << 40 | capabilities, there, most, field.keys.__getitem__):
        yield Suggested(name, field.value(number), int(capabilities[number]), int(fits[number]))
