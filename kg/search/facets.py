"""Facets: exact counts by the values of a field, of capabilities and of distinct institutions."""

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
    first = there[_most(capabilities[there], facet.most)]
    chosen = {
        key
        for each in judged.request.constraints
        if isinstance(each, Chosen) and each.field == facet.field and not each.exclude
        for key in each.values
    }
    shown = ((field.value(number), number) for number in first.tolist())
    return Counted(
        tuple(
            Count(value, int(capabilities[n]), int(distinct_institutions[n]), value.key in chosen) for value, n in shown
        ),
        len(there),
    )


def _most(counts: Array, most: int) -> Array:
    """Where the greatest counts are, the greatest first; of equal ones the first."""
    keys = np.arange(len(counts)) - counts.astype(np.int64) * (len(counts) + 1)
    some = np.argpartition(keys, most)[:most] if most < len(keys) else np.arange(len(keys))
    return some[np.argsort(keys[some])]
