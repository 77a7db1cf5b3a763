"""Why a constraint is met or not."""

from dataclasses import dataclass
from typing import Literal

from kg.schema.core import Words

Status = Literal["met", "partly", "unmet", "unknown"]


@dataclass(frozen=True)
class Reason:
    """One constraint of a question, and whether a capability meets it."""

    constraint: str
    status: Status
    required: str
    offered: str
    words: Words
