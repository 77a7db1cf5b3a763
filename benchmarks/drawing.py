"""The curve of growth: times, bytes and memory by how many capabilities there are, as a picture."""

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.timings import WHOLE

Report = Mapping[str, Any]

TIMES = (WHOLE, "popular standard", "rare standard", "words of a parameter and a product")
BYTES = ("graph bytes each", "index bytes each")
MEMORY = ("build peak MB", "resident MB", "own MB")


def curve(reports: Sequence[Report], file: Path) -> None:
    """Draw what ``benchmarks.growth`` measured; ``ModuleNotFoundError`` without matplotlib (package group ``bench``)."""
    pyplot = importlib.import_module("matplotlib.pyplot")
    pyplot.rcParams["svg.hashsalt"] = "growth"  # the same picture of the same numbers
    figure, (times, bytes_, memory) = pyplot.subplots(1, 3, figsize=(15, 4.5), layout="constrained")
    for kind in TIMES:
        _line(times, [(report, _p50(report, kind)) for report in reports], kind)
    for name in BYTES:
        _line(bytes_, [(report, report["facts"].get(name)) for report in reports], name)
    for name in MEMORY:
        _line(memory, [(report, report["facts"].get(name)) for report in reports], name)
    copied = any(report["facts"].get("copies", 1) > 1 for report in reports)
    sizes = "capabilities (hollow: of a world copied)" if copied else "capabilities"
    for axes, title in ((times, "p50, ms"), (bytes_, "bytes a capability"), (memory, "MB")):
        axes.set(xscale="log", xlabel=sizes, title=title)
        axes.set(**({"ylim": (0, None)} if axes is bytes_ else {"yscale": "log"}))
        axes.grid(alpha=0.3, which="both")
        axes.legend()
    figure.savefig(file, format="svg", metadata={"Date": None})
    pyplot.close(figure)


def points(told: Sequence[tuple[Report, float | None]]) -> list[tuple[int, float, bool]]:
    """Where the line goes, from the smallest: capabilities, the value, and whether that is of copies."""
    found = [
        (report["facts"]["capabilities"], value, report["facts"].get("copies", 1) > 1)
        for report, value in told
        if value is not None
    ]
    return sorted(found)


def _line(axes: Any, told: Sequence[tuple[Report, float | None]], name: str) -> None:
    """A line through the worlds of their own size, and copies beside it; nothing of what was measured of none."""
    found = points(told)
    if not found:
        return
    (drawn,) = axes.plot(*_through(found, copied=False), marker="o", label=name)
    axes.plot(*_through(found, copied=True), marker="o", linestyle="", markerfacecolor="none", color=drawn.get_color())


def _through(found: Sequence[tuple[int, float, bool]], *, copied: bool) -> tuple[list[int], list[float]]:
    return [size for size, _, of in found if of is copied], [value for _, value, of in found if of is copied]


def _p50(report: Report, kind: str) -> float | None:
    return next((float(line["ms"]["kg"]["p50"]) for line in report["lines"] if line["kind"] == kind), None)
