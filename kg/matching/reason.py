"""What a verdict says of one constraint."""

from typing import Literal, NamedTuple, get_args

from kg.schema.core import Words

Status = Literal["met", "partly", "unknown", "unmet"]
# From the best: the worst of a capability's constraints is its own.
STATUSES: tuple[Status, ...] = get_args(Status)


class Reason(NamedTuple):
    """One constraint of a requirement, and whether a capability meets it.

    ``share``: how much of a range that was asked for is covered, from 0 to 1. ``gap``: by how much it is missed, as a factor of what
    was asked for (an uncertainty twice as large: 2), in the unit of the constraint's words where it is a distance.
    """

    constraint: str
    status: Status
    required: str
    offered: str
    words: Words
    share: float | None = None
    gap: float | None = None


def worst(statuses: "list[Status]") -> Status:
    """The worst of several; met of none."""
    return max(statuses, key=STATUSES.index, default="met")
