"""The labelled cells of the real files: how many lists of citations are read exactly."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.standards import read
from tests.standards.labelled.draw import draw

LABELLED = Path(__file__).parent / "labelled"
Data = Callable[[str], Path]


class Label(NamedTuple):
    """What a person says that a cell cites: designations with their supplements and clauses."""

    text: str
    layer: str
    designations: list[str]
    supplements: list[list[str]]
    clauses: list[str]
    doubtful: bool


def labels(half: str, data: Path) -> list[Label]:
    cells = draw(data)[half == "held_out"]
    with (LABELLED / f"{half}.tsv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [(line["layer"], line["file"], line["row"]) for line in lines] == [
        (c.layer, c.file, str(c.row)) for c in cells
    ]
    return [
        _label(cell.text, cell.layer, line["label"], line["doubtful"]) for cell, line in zip(cells, lines, strict=True)
    ]


def _label(text: str, layer: str, label: str, doubtful: str) -> Label:
    citations = [] if label == "-" else [part.strip() for part in label.split(" | ")]
    cut = [citation.partition(" @ ") for citation in citations]
    said = [_without_brackets(before).split(" + ") for before, _, _ in cut]
    return Label(
        text,
        layer,
        [one[0] for one in said],
        [one[1:] for one in said],
        [clause for _, _, clause in cut],
        bool(doubtful),
    )


def _without_brackets(text: str) -> str:
    """A standard in brackets is what an in-house procedure is based on; (EU) and (EC) begin a regulation."""
    return text[1:-1] if text.startswith("(") and text.endswith(")") and not text.startswith(("(EU)", "(EC)")) else text


def level(text: str) -> str:
    return "".join(text.split()).casefold()


def share(found: list[bool]) -> float:
    return sum(found) / len(found)


def as_labelled(label: Label) -> tuple[bool, bool, bool]:
    """Whether designations, supplements and clauses are read as labelled."""
    citations = read(label.text).citations
    names = [f"in-house: {c.designation}" if c.kind == "in-house" else c.designation for c in citations]
    designations = names == label.designations
    supplements = designations and [[level(s) for s in c.supplements] for c in citations] == [
        [level(s) for s in each] for each in label.supplements
    ]
    clauses = designations and [level(c.clause or "") for c in citations] == [level(clause) for clause in label.clauses]
    return designations, supplements, clauses


@pytest.mark.parametrize(("half", "sure", "whole"), [("development", 0.99, 0.97), ("held_out", 0.97, 0.95)])
def test_lists_of_designations_are_read_as_a_person_reads_them(
    half: str, sure: float, whole: float, data: Data
) -> None:
    """``sure``: of the cells that a person reads without a doubt; ``whole``: of all."""
    found = labels(half, data(""))
    assert share([as_labelled(label)[0] for label in found if not label.doubtful]) >= sure
    assert share([as_labelled(label)[0] for label in found]) >= whole


def test_six_hundred_cells_are_labelled_in_layers(data: Data) -> None:
    found = labels("development", data("")) + labels("held_out", data(""))
    assert len({label.text for label in found}) == len(found) >= 600
    assert {label.layer for label in found} == {"ib", "nabl", "energystar", "cma", "rm"}
    assert sum(label.layer == "cma" for label in found) == 55
