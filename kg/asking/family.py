"""The standards around those that a question names: their editions, what replaced them, what adopts them."""

from collections.abc import Iterable

from kg.asking.documents import MOST, Documents
from kg.matching.closeness import LONGEST, Claim, Closeness, Family

# How many steps from what was asked for a match can lie.
_REACH: dict[Closeness, int] = {
    "exact": 0,
    "edition": 1,
    "standard": 2,
    "current": LONGEST,
    "equivalent": LONGEST,
    "comparable": LONGEST,
}


def family(documents: Documents, ids: Iterable[str], match: Closeness) -> Family:
    """The family of some standards or editions, as far as ``match`` needs it."""
    found = Family()
    frontier = list(dict.fromkeys(ids))
    claims: dict[Claim, None] = {}
    for step in range(_REACH[match] + 1):
        if not frontier or len(found.documents) >= MOST:
            break
        nearby: dict[str, None] = {}
        for document, editions, claimed in documents.around(frontier):
            found.documents[document.id] = document
            claims |= dict.fromkeys(claimed)
            nearby |= dict.fromkeys([*editions, *(end for claim in claimed for end in (claim.start, claim.end))])
        frontier = [id for id in nearby if id not in found.documents] if step < _REACH[match] else []
    found.claims = list(claims)
    return found
