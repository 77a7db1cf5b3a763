"""Draw the cells to label: ``python -m tests.standards.labelled.draw`` prints both halves without their labels.

In layers, because the sources cite differently; a fixed seed, so that anybody can draw the same; distinct texts, so that a
popular citation counts once. Half of each layer is set aside.
"""

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.settings import Settings

SEED = 20261124


class Layer(NamedTuple):
    """Cells of one column of some files: by its header, or (NABL, whose header is a row of its own) by its place."""

    name: str
    pattern: str
    column: str | int
    size: int


LAYERS = (
    Layer("ib", "cnas-scopes-2020/ib_capabilities.csv", "方法程序及编号", 250),
    Layer("nabl", "nabl-scopes/raw_csvs/*.csv", 4, 250),
    Layer("energystar", "cnas-scopes-2020/energystar_capabilities.csv", "检验标准（方法）", 70),
    Layer("cma", "cma-capability/sample-cma-data.csv", "依据的标准（方法）名称及编号（含年号）", 55),
    Layer("rm", "cnas-scopes-2020/rm_capabilities.csv", "名称", 35),
)


class Cell(NamedTuple):
    """A text and where it stands: ``row`` counts from 1, the header included."""

    layer: str
    file: str
    row: int
    text: str


def cells(layer: Layer, data: Path) -> Iterator[Cell]:
    """Every cell of a layer that holds something."""
    for path in sorted(data.glob(layer.pattern)):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            place = layer.column if isinstance(layer.column, int) else next(rows).index(layer.column)
            for number, row in enumerate(rows, 1 if isinstance(layer.column, int) else 2):
                if _is_row(layer, row, place) and (text := row[place].strip()):
                    yield Cell(layer.name, path.relative_to(data).as_posix(), number, text)


def _is_row(layer: Layer, row: list[str], place: int) -> bool:
    if len(row) <= place or (isinstance(layer.column, int) and len(row) != place + 1):
        return False
    return not isinstance(layer.column, int) or (row[0].strip().replace(".0", "").isdigit() and row[1] != "1")


def draw(data: Path) -> tuple[list[Cell], list[Cell]]:
    """The half to look at, and the half to set aside."""
    generator = random.Random(SEED)
    development, held_out = list[Cell](), list[Cell]()
    for layer in LAYERS:
        first: dict[str, Cell] = {}
        for cell in cells(layer, data):
            first.setdefault(cell.text, cell)
        drawn = [first[text] for text in generator.sample(sorted(first), layer.size)]
        half = (layer.size + 1) // 2
        development += drawn[:half]
        held_out += drawn[half:]
    return development, held_out


if __name__ == "__main__":
    for half in draw(Settings().test_data):
        for cell in half:
            print(cell.layer, cell.file, cell.row, sep="\t")
        print()
