"""Facets: exact counts by the values of a field, of capabilities and of distinct institutions."""

from collections.abc import Callable
from heapq import nsmallest
from typing import TYPE_CHECKING

import numpy as np

from kg.search.fields import FIELDS
from kg.search.found import Count, Counted
from kg.search.ranges import PARTLY, UNKNOWN
from kg.search.request import Chosen, Facet
from kg.search.store import Array, distinct

if TYPE_CHECKING:
    from kg.search.answering import Judged


def counted(judged: "Judged", facet: Facet) -> Counted:
    """The counts of one facet; what the request chose of its field does not narrow them."""
    field, part = judged.index.field(facet.field), FIELDS[facet.field].name
    mask = judged.worst_without(facet.field) <= (UNKNOWN if facet.apart else PARTLY)
    institutions, of = judged.found.owners
    values, lengths = field.of_part.of_all(judged.found.part(part)[mask])
    capabilities = np.bincount(values, minlength=1)
    there = np.flatnonzero(capabilities)
    pairs = values.astype(np.int64) * len(institutions) + np.repeat(of[mask], lengths)
    distinct_institutions = np.bincount(distinct(pairs) // max(len(institutions), 1), minlength=1)
    first = foremost(capabilities, there, facet.most, field.keys.__getitem__)
    chosen = {
        key
        for each in judged.request.constraints
        if isinstance(each, Chosen) and each.field == facet.field and not each.exclude
        for key in each.values
    }
    shown = ((field.value(number), number) for number in first)
    return Counted(
        tuple(
            Count(value, int(capabilities[n]), int(distinct_institutions[n]), value.key in chosen) for value, n in shown
        ),
        len(there),
    )


def foremost(counts: Array, there: Array, most: int, key: Callable[[int], str]) -> list[int]:
    """The values that have the greatest counts, the greatest first; of equal ones those of the first keys."""
    if len(there) > most > 0:
        least = np.partition(counts[there], len(there) - most)[len(there) - most]
        sure, tied = there[counts[there] > least], there[counts[there] == least]
        first = [*sure.tolist(), *nsmallest(most - len(sure), tied.tolist(), key=key)]
    else:
        first = there.tolist() if most else []
    return sorted(first, key=lambda number: (-counts[number], key(number)))
