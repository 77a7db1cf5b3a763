"""Whether a limit that names standards is on the one that a request came by."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from kg.standards import Citation, reading

# ``perhaps``: the request names none, or one that may be the same: another edition, the series of a part, an adoption.
Touch = Literal["yes", "perhaps", "no"]


def touch(applies_to: Sequence[str], standards: Sequence[str]) -> Touch:
    """``applies_to``: designations, none of them for all; ``standards``: those that the request came by."""
    if not applies_to:
        return "yes"
    found = {_of_one(one, other) for one in applies_to for other in standards}
    return "yes" if "yes" in found else "perhaps" if "perhaps" in found or not found else "no"


@lru_cache(maxsize=8192)
def _of_one(limited: str, asked: str) -> Touch:
    one, other = _cited(limited), _cited(asked)
    if one is None or other is None:
        return "perhaps"
    if one.key == other.key or _holds(one, other):
        return "yes"
    if one.work_key == other.work_key or _holds(other, one):
        return "perhaps"
    adopted = {one.work_key, *map(_work, one.chain)} & {other.work_key, *map(_work, other.chain)}
    return "perhaps" if adopted else "no"


def _holds(whole: Citation, part: Citation) -> bool:
    """Whether one names all editions or all parts of what the other names."""
    if whole.year is not None:
        return False
    return whole.work_key == part.work_key or part.work_key.startswith((f"{whole.work_key}.", f"{whole.work_key}-"))


def _cited(designation: str) -> Citation | None:
    return next(iter(reading(designation).citations), None)


def _work(designation: str) -> str:
    cited = _cited(designation)
    return cited.work_key if cited else designation
