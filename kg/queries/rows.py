"""Rows that several questions share: a candidate capability, a holding, and the parameters that choose among them."""

from datetime import date
from typing import Literal

from pydantic import Field

from kg.queries.core import Asked, Frozen

Activity = Literal["testing", "calibration", "inspection", "sampling", "pt", "rm", "any"]
Chosen = Literal["standing", "any"]
Served = Literal["anyone", "any"]
Place = Literal["inside", "outside", "unknown", "any"]


class Candidate(Frozen):
    """A capability that is to be held against what is asked."""

    capability: str


class Holding(Frozen):
    """An institution holding at least one item of a standard, under one printed period, in one region.
    ``place`` is a candidate's."""

    standard: str
    designation: str
    institution: str
    institution_name: str
    region: str | None
    region_name: str | None
    activity: str
    capabilities: int
    valid_from: date | None
    valid_to: date | None
    first_granted: date | None
    status: str | None
    observed_on: date | None
    available_to: str | None
    place: Place


class HeldParams(Asked):
    """Parameters of questions about what institutions hold."""

    activity: Activity = Field(
        "testing",
        description="What is done; 'any' for all. Testing is what is meant by test.",
        examples=["testing"],
    )
    validity: Chosen = Field(
        "standing",
        description="'standing': valid or in date, with unknown ones in a group of their own; 'any': all that were read.",
        examples=["standing"],
    )
    available_to: Served = Field(
        "anyone",
        description="'anyone': without bodies that serve their own organisation only; 'any': with them.",
        examples=["anyone"],
    )


class CapabilityParams(HeldParams):
    """Parameters of questions that are answered by capabilities."""

    by: Literal["institution", "capability"] = Field(
        "institution",
        description="What an item is: an institution with its best capability and how many it has, or each capability.",
        examples=["institution"],
    )
