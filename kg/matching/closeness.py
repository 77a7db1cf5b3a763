"""How close a standard that a scope cites is to the one that was asked for, and by which path of editions, replacements
and adoptions. The degrees of adoption are those of ISO/IEC Guide 21-1: an identical adoption answers for its original; a
modified one is comparable; an edition is another document, however little has changed.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Literal, NamedTuple, get_args

from kg.schema.core import Words

Closeness = Literal["exact", "edition", "standard", "current", "equivalent", "comparable"]
CLOSENESS: tuple[Closeness, ...] = get_args(Closeness)

# A path of more steps connects what nobody would call comparable any more.
LONGEST = 5
MODIFIED_MOST = 2


class Document(NamedTuple):
    """A standard (``work`` is its own id) or an edition of one. Days are partial: a year, a month or a day."""

    id: str
    designation: str
    work: str
    standing: str | None = None
    published: str | None = None
    implemented: str | None = None
    withdrawn: str | None = None

    @property
    def is_edition(self) -> bool:
        return self.id != self.work


class Claim(NamedTuple):
    """What one source says of two documents: ``REPLACES`` or ``ADOPTS``, from the newer or the adopting one."""

    relation: Literal["REPLACES", "ADOPTS"]
    start: str
    end: str
    degree: str | None = None
    extent: str | None = None
    effective: str | None = None
    known: str | None = None
    source: str | None = None


Way = Literal["edition-of", "has-edition", "replaced-by", "replaces", "adopts", "adopted-by"]


class Step(NamedTuple):
    """One step of a path, read from what the scope cites towards what was asked for."""

    start: str
    way: Way
    end: str
    degree: str | None = None
    extent: str | None = None
    effective: str | None = None
    known: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Fit:
    """A document that answers for the one asked for: how closely, by which path, in words."""

    document: str
    designation: str
    closeness: Closeness
    path: tuple[Step, ...]
    words: Words


@dataclass
class Family:
    """The documents around those asked for, and what is claimed of them."""

    documents: dict[str, Document] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    def stands(self, id: str, as_of: date) -> bool | None:
        """Whether an edition is in force on a day; None when that is not stated. A new edition that is published does not
        end the old one: its withdrawal, or the day from which a full replacement is in force, does."""
        document, today = self.documents[id], as_of.isoformat()
        if document.withdrawn is not None:
            return document.withdrawn > today
        for claim in self.claims:
            if claim.relation == "REPLACES" and claim.end == id and claim.extent != "partial":
                since = claim.effective or self.documents[claim.start].implemented
                if since is not None and since <= today:
                    return False
        if document.published is not None and document.published > today:
            return False
        return {"current": True, "superseded": False, "withdrawn": False, "draft": False}.get(document.standing or "")


class _Seen(NamedTuple):
    """What a path has gone through: it never gets closer by going on."""

    edition: bool = False
    adoption: bool = False
    renumbered: bool = False
    loose: int = 0  # steps that make it no more than comparable

    def closeness(self) -> Closeness:
        if self.loose or (self.adoption and (self.edition or self.renumbered)):
            return "comparable"
        if self.adoption:
            return "equivalent"
        return "current" if self.renumbered else "standard" if self.edition else "exact"


def fits(family: Family, asked: Iterable[str], as_of: date, match: Closeness) -> dict[str, Fit]:
    """Every document that is as close as ``match`` to one asked for (an edition, or a standard without its year), by id,
    the closest first."""
    steps = _steps(family)
    found: dict[str, Fit] = {}
    turn = count()
    heap: list[tuple[int, int, int, str, _Seen, tuple[Step, ...]]]
    heap = [(0, 0, next(turn), id, _Seen(), ()) for id in asked if id in family.documents]
    best: set[tuple[str, _Seen]] = set()
    while heap:
        _, length, _, id, seen, path = heapq.heappop(heap)
        if (id, seen) in best:
            continue
        best.add((id, seen))
        closeness = _closeness(family, path, id, seen, as_of)
        if id not in found or CLOSENESS.index(closeness) < CLOSENESS.index(found[id].closeness):
            found[id] = Fit(id, family.documents[id].designation, closeness, path, said(family, id, path))
        if length == LONGEST:
            continue
        for step in steps[id]:
            after = _after(family, seen, step)
            if after is None or (step.start, after) in best:
                continue
            rank = CLOSENESS.index(after.closeness())
            if rank <= CLOSENESS.index(match) or (match == "edition" and not path):
                heapq.heappush(heap, (rank, length + 1, next(turn), step.start, after, (step, *path)))
    close = [fit for fit in found.values() if CLOSENESS.index(fit.closeness) <= CLOSENESS.index(match)]
    return {
        fit.document: fit
        for fit in sorted(close, key=lambda fit: (CLOSENESS.index(fit.closeness), len(fit.path), fit.document))
    }


def _steps(family: Family) -> Mapping[str, list[Step]]:
    """The steps that lead to each document, by the document that they lead to."""
    leading: defaultdict[str, list[Step]] = defaultdict(list)
    for document in family.documents.values():
        if document.is_edition and document.work in family.documents:
            leading[document.work].append(Step(document.id, "edition-of", document.work))
            leading[document.id].append(Step(document.work, "has-edition", document.id))
    for claim in family.claims:
        if claim.start not in family.documents or claim.end not in family.documents or claim.degree == "NEQ":
            continue
        forth, back = ("replaces", "replaced-by") if claim.relation == "REPLACES" else ("adopts", "adopted-by")
        leading[claim.end].append(Step(claim.start, forth, claim.end, *claim[3:]))  # type: ignore[arg-type]
        leading[claim.start].append(Step(claim.end, back, claim.start, *claim[3:]))  # type: ignore[arg-type]
    return leading


def _after(family: Family, seen: _Seen, step: Step) -> _Seen | None:
    """What a path has gone through with one more step; None where it leads nowhere."""
    if step.way in ("edition-of", "has-edition"):
        return seen._replace(edition=True)
    if step.way in ("adopts", "adopted-by"):
        if step.degree == "IDT":
            return seen._replace(adoption=True)
        more = seen.loose + 1
        return seen._replace(adoption=True, loose=more) if more <= MODIFIED_MOST else None
    start, end = family.documents[step.start], family.documents[step.end]
    if step.extent == "partial":
        return seen._replace(renumbered=True, loose=max(seen.loose, 1))
    if start.work == end.work:
        return seen._replace(edition=True)
    # Asked by its old name, the newer one answers; asked for the newer one, the older is no more than comparable.
    return seen._replace(renumbered=True, loose=seen.loose if step.way == "replaces" else max(seen.loose, 1))


def _closeness(family: Family, path: tuple[Step, ...], id: str, seen: _Seen, as_of: date) -> Closeness:
    """How close the end of a path is. Without its year a citation means the edition in force: that one, and the undated
    citation of a dated standard, are the next to what was asked for."""
    closeness = seen.closeness()
    if closeness == "standard" and len(path) == 1:
        if path[0].way == "has-edition":
            return "edition"
        if path[0].way == "edition-of" and family.stands(id, as_of):
            return "edition"
    if closeness == "current" and family.stands(id, as_of) is False:
        return "comparable"
    return closeness


_DEGREES = {
    "IDT": Words("identically", "等同采用"),
    "MOD": Words("with modifications", "修改采用"),
    "EQV": Words("as equivalent (a former usage)", "等效采用（旧用语）"),
}
_NO_DEGREE = Words("in a degree that is not stated", "采用（程度未说明）")


def said(family: Family, id: str, path: tuple[Step, ...]) -> Words:
    """The path as a sentence: ``holds ISO 6892-1:2016, replaced by ISO 6892-1:2019 on 2019-11``."""
    name = family.documents[id].designation
    if not path:
        return Words(f"holds {name} itself", f"持有 {name} 本身")
    told = [_told(family, step, before) for step, before in zip(path, (None, *path), strict=False)]
    return Words(
        f"holds {name}, " + ", ".join(words.en for words in told),
        f"持有 {name}，" + "，".join(words.zh for words in told),
    )


def _told(family: Family, step: Step, before: Step | None) -> Words:
    other = family.documents[step.end].designation
    if step.way == "edition-of":
        return Words(f"an edition of {other}", f"为 {other} 的版本")
    if step.way == "has-edition":
        if before is None:
            return Words(f"without a year, of which {other} is an edition", f"不注日期，{other} 是其版本")
        if before.way == "edition-of":
            return Words(f"as is {other}", f"{other} 亦为其版本")
        return Words(f"of which {other} is an edition", f"{other} 是其版本")
    if step.way in ("replaced-by", "replaces"):
        return _replaced(family, step, other)
    degree = _DEGREES.get(step.degree or "", _NO_DEGREE)
    if step.way == "adopts":
        return Words(f"which adopts {other} {degree.en}", f"{degree.zh} {other}")
    return Words(f"which {other} adopts {degree.en}", f"被 {other} {degree.zh}")


def _replaced(family: Family, step: Step, other: str) -> Words:
    newer = family.documents[step.end if step.way == "replaced-by" else step.start]
    day = step.effective or newer.implemented or newer.published
    part = Words("in part ", "部分") if step.extent == "partial" else Words("", "")
    on, when = (f" on {day}", f"（{day}）") if day else ("", "")
    if step.way == "replaced-by":
        return Words(f"{part.en}replaced by {other}{on}", f"已被 {other} {part.zh}代替{when}")
    return Words(f"which {part.en}replaces {other}{on}", f"{part.zh}代替 {other}{when}")
