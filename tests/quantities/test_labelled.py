"""The labelled strings of the real files: how many are read exactly. The rules were written without the held-out half."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from kg.quantities import Extent, read_extents, read_uncertainties, unit

LABELLED = Path(__file__).parent / "labelled"


def labels(half: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (LABELLED / f"{half}.jsonl").read_text("utf-8").splitlines()]


def right(label: dict[str, Any]) -> bool:
    expected, text = label["expected"], label["text"]
    if label["kind"] == "uncertainty":
        return _uncertainty(text, expected)
    found = read_extents(text)
    if isinstance(expected, dict):
        return [extent.form for extent in found] == ["qualitative" if expected.get("qualitative") else "whole"]
    return len(found) == len(expected) and all(map(_extent, found, expected))


def _uncertainty(text: str, expected: dict[str, Any]) -> bool:
    (found, *more) = read_uncertainties(text)
    same = found.form == expected["form"] and list(found.values) == expected["values"] and found.k == expected["k"]
    return not more and same and found.reordered == expected["reordered"] and _unit(found.ucum, expected["ucum"])


def _extent(found: Extent, expected: dict[str, Any]) -> bool:
    low, high = unit(expected.get("ucum_lo") or ""), unit(expected.get("ucum_hi") or "")
    lo, code = expected.get("lo"), expected.get("ucum_hi") or expected.get("ucum")
    if low and high and lo is not None:
        lo = high.printed(low.si(lo))
    if not _unit(found.ucum, code) or found.reordered != expected.get("reordered", False):
        return False
    if expected.get("points"):
        return found.form == "points" and list(found.points) == expected["points"]
    ends = (expected.get("lo_open", False), expected.get("hi_open", False))
    same = _close(found.lo, lo) and _close(found.hi, expected.get("hi"))
    return found.form == "interval" and same and (found.lo_open, found.hi_open) == ends


def _close(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else math.isclose(one, other, rel_tol=1e-9)


def _unit(found: str | None, expected: str | None) -> bool:
    known = unit(expected) if expected else None
    return expected is None or found == expected or (known is not None and found == known.ucum)


def share(half: str, *, sure: bool) -> float:
    chosen = [label for label in labels(half) if label["sure"] or not sure]
    return sum(map(right, chosen)) / len(chosen)


@pytest.mark.parametrize(("half", "sure", "least"), [
    ("development", True, 1.0), ("development", False, 0.95), ("held_out", True, 0.96), ("held_out", False, 0.91),
])  # fmt: skip
def test_so_many_are_read_exactly(half: str, sure: bool, least: float) -> None:
    assert len(labels(half)) >= 290
    assert share(half, sure=sure) >= least


def test_the_errors_of_the_held_out_half_are_listed() -> None:
    page = (LABELLED / "README.md").read_text("utf-8")
    listed = {line.split("`")[1] for line in page.splitlines() if line.startswith("| `")}
    assert listed == {label["text"] for label in labels("held_out") if label["sure"] and not right(label)}
