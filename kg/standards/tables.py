"""Curated tables beside the code: tab-separated, one header line, sorted by their first column."""

import csv
from importlib.resources import files


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of this package, by column."""
    lines = (files("kg.standards") / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
