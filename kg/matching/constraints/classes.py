"""In which class: of the standards that are cited (ICS, CCS), or of the service itself (KCDB)."""

from collections.abc import Iterable, Sequence

from kg.matching.offer import Classified, Thing
from kg.matching.reason import Reason
from kg.matching.requirement import Requirement
from kg.schema.core import Words

_INSIDE = Words("classified there", "归于该类")
_ELSEWHERE = Words("classified elsewhere", "归于其他类")
_SILENT = Words("no catalogue held says of all that is cited whether it is", "所持目录未载明所引标准是否均归于该类")

# A class with those that it lies in, itself first.
Line = tuple[Thing, ...]


def system(id: str) -> str:
    """The classification that a class is of, by its id: ``ics`` of ``ics-77.040.10``."""
    return id.partition("-")[0]


def classified(own: Iterable[Line], cited: Sequence[Iterable[Line]]) -> Classified:
    """What the classes of a capability itself, and those of each thing that it cites, amount to."""
    own, cited = list(own), [list(lines) for lines in cited]
    known = [{system(line[0].id) for line in lines} for lines in cited]
    everywhere = {system(line[0].id) for line in own}.union(set.intersection(*known) if known else ())
    lines = (line for lines in (own, *cited) for line in lines)
    return Classified(tuple(dict.fromkeys(thing for line in lines for thing in line)), tuple(sorted(everywhere)))


def classification(asked: Requirement, offered: Classified) -> Reason | None:
    """Whether one of its classes is a class that was asked for, or lies in one. A standard that a classification does not have may
    belong anywhere in it, and so may an in-house method: they leave it unknown."""
    wanted = asked.classification
    if wanted is None:
        return None
    shown = " / ".join(f"{thing.id} {_names(thing)}".strip() for thing in offered.classes)
    if any(thing.id in wanted.ids for thing in offered.classes):
        return Reason("classification", "met", wanted.asked, shown, _INSIDE)
    if {system(id) for id in wanted.ids} <= set(offered.systems):
        return Reason("classification", "unmet", wanted.asked, shown, _ELSEWHERE)
    return Reason("classification", "unknown", wanted.asked, shown, _SILENT)


def _names(thing: Thing) -> str:
    return "" if (named := str(thing)) == thing.id else named
