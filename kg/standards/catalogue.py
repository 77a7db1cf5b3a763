"""A catalogue of standards in memory: what a designation may mean, found by its key, by its work, by how it begins."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Known(NamedTuple):
    """A standard, or an edition of one. ``id``: the key of its designation; ``work``: that of the standard (its own, for
    a standard); ``standing``: as its publisher says; ``document``: edition, amendment, draft, …"""

    id: str
    designation: str
    work: str
    year: int | None = None
    standing: str | None = None
    document: str | None = None

    @property
    def is_edition(self) -> bool:
        return self.id != self.work


_LETTERS = re.compile(r"[^0-9]+")
_STANDING = {"current": 0, None: 1, "unknown": 1, "draft": 2, "superseded": 3, "withdrawn": 3}


def _nearest(edition: Known) -> tuple[bool, int, int, str]:
    another = edition.document not in ("edition", None)
    return another, _STANDING[edition.standing], -(edition.year or 0), edition.id


class Catalogue:
    """Not changed once it is built; finding one thing takes microseconds, whatever its size."""

    def __init__(self, things: Iterable[Known]) -> None:
        self._by_id = {thing.id: thing for thing in things}
        self._editions: dict[str, list[Known]] = {}
        for thing in self._by_id.values():
            if thing.is_edition:
                self._editions.setdefault(thing.work, []).append(thing)
        for editions in self._editions.values():
            editions.sort(key=_nearest)
        self._works = sorted((thing.id, thing.id) for thing in self._by_id.values() if not thing.is_edition)
        self._numbers = sorted((_LETTERS.sub("", work, count=1), work) for work, _ in self._works)

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, id: str) -> Known | None:
        """The standard or edition of that key."""
        return self._by_id.get(id)

    def editions(self, work: str) -> Sequence[Known]:
        """The editions of a standard, and after them its supplements, drafts and other forms: of each those that stand
        first, then what is not known to stand, from the newest."""
        return self._editions.get(work, ())

    def beginning(self, key: str) -> Iterator[Known]:
        """Standards of which the key begins like this, in the order of their keys; of digits, those of which the number
        does."""
        names = self._numbers if key[:1].isdigit() else self._works
        for place in range(bisect_left(names, (key, "")), len(names)):
            name, work = names[place]
            if not name.startswith(key):
                return
            yield self._by_id[work]
