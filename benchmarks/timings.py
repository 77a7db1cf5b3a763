"""Times of questions as lines of a report: by kind, p50 and p99 of each who answered, and how many times ours that is."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.mix import MIX

WHOLE = "the whole mix"

Took = tuple[str, int, dict[str, float]]  # kind, capabilities that answer, milliseconds by who answered


@dataclass(frozen=True)
class Line:
    """One kind of question. ``hits``: capabilities that answer, the median and the most; ``ms``: p50 and p99 by who answers."""

    kind: str
    share: int
    questions: int
    hits: tuple[int, int]
    ms: dict[str, tuple[float, float]]

    def ratio(self, name: str) -> float:
        """How many times as long as ours a peer takes, in the middle."""
        return self.ms[name][0] / self.ms["kg"][0]

    @property
    def faster(self) -> list[str]:
        """Peers that are faster than ours."""
        return [name for name in self.ms if self.ratio(name) < 1]

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        ms = {
            name: {"p50": p50, "p99": p99, "ratio": round(self.ratio(name), 2)} for name, (p50, p99) in self.ms.items()
        }
        return {"kind": self.kind, "share": self.share, "questions": self.questions, "hits": list(self.hits), "ms": ms}


def lines(took: Sequence[Took]) -> list[Line]:
    """A line for each kind in the order of the mix, and after those that have a share one for all of them."""
    shares = {kind.name: kind.share for kind in MIX}
    by_kind = {name: [each for each in took if each[0] == name] for name in shares}
    found = [_line(name, shares[name], some) for name, some in by_kind.items() if some]
    mixed = [each for each in took if shares[each[0]]]
    whole = [_line(WHOLE, 100, mixed)] if mixed else []
    return [*(line for line in found if line.share), *whole, *(line for line in found if not line.share)]


def _line(kind: str, share: int, some: Sequence[Took]) -> Line:
    hits = [n for _, n, _ in some]
    ms = {name: _spread([each[name] for _, _, each in some]) for name in some[0][2]}
    return Line(kind, share, len(some), (round(statistics.median(hits)), max(hits)), ms)


def _spread(ms: list[float]) -> tuple[float, float]:
    """The median and the 99th percentile, to microseconds."""
    high = statistics.quantiles(ms, n=100, method="inclusive")[-1] if len(ms) > 1 else ms[0]
    return round(statistics.median(ms), 3), round(high, 3)


def table(report: dict[str, Any]) -> str:
    """The report as text."""
    found: list[Line] = report["lines"]
    peers = [name for name in found[0].ms if name != "kg"]
    facts = ", ".join(f"{name} {value:,}" for name, value in report["facts"].items())
    told = [f"- {name}: {_said(said)}" for name, said in report["peers"].items()]
    head = [
        "question",
        "share %",
        "n",
        "hits (most)",
        "kg p50 ms",
        "p99",
        *(f"{name} p50 ms, p99 (times kg)" for name in peers),
    ]
    rows = [_row(line, peers) for line in found]
    slower = [f"- {line.kind}: {', '.join(line.faster)} is faster" for line in found if line.faster]
    return "\n".join([report["machine"], facts, "", *told, "", cells(head), "|---" * len(head) + "|", *rows, *slower])


def _said(said: dict[str, Any]) -> str:
    if "missing" in said:
        return f"not measured: {said['missing']}"
    return ", ".join(str(value) if name == "version" else f"{name} {value:,}" for name, value in said.items())


def _row(line: Line, peers: Iterable[str]) -> str:
    p50, p99 = line.ms["kg"]
    told = [
        line.kind,
        str(line.share or "beside"),
        str(line.questions),
        f"{line.hits[0]:,} ({line.hits[1]:,})",
        f"{p50:.2f}",
        f"{p99:.2f}",
    ]
    told += [f"{line.ms[name][0]:.2f}, {line.ms[name][1]:.2f} ({line.ratio(name):.1f})" for name in peers]
    return cells(told)


def cells(some: Iterable[str]) -> str:
    return f"| {' | '.join(some)} |"
