"""How the real scopes are distributed: a table of shares, quantiles and laws, and drawing from it."""

import csv
import math
from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from random import Random

FILE = Path(__file__).with_name("figures.tsv")
QUANTILES = (0.0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0)


class Shares:
    """Values by their share: ``draw`` gives each as often as it was met."""

    def __init__(self, weighted: Sequence[tuple[str, float]]) -> None:
        self.weighted = tuple(weighted)
        self.values = [value for value, _ in weighted]
        self._sums = list(accumulate(weight for _, weight in weighted))

    def draw(self, random: Random) -> str:
        return self.values[min(bisect(self._sums, random.random() * self._sums[-1]), len(self.values) - 1)]

    def mean(self) -> float:
        """Of values that are numbers."""
        return sum(float(value) * weight for value, weight in self.weighted) / self._sums[-1]

    def share(self, value: str) -> float:
        """How much of all a value is, from 0 to 1."""
        return dict(self.weighted)[value] / self._sums[-1]


class Quantiles:
    """A number by its quantiles, straight between them."""

    def __init__(self, known: Sequence[tuple[float, float]]) -> None:
        self._shares, self._values = [share for share, _ in known], [value for _, value in known]

    def draw(self, random: Random) -> float:
        share = random.random()
        after = max(1, bisect(self._shares, share))
        low, high = self._shares[after - 1], self._shares[after]
        start, end = self._values[after - 1], self._values[after]
        return start + (end - start) * (share - low) / (high - low)

    def mean(self) -> float:
        pairs = zip(self._shares, self._shares[1:], self._values, self._values[1:], strict=False)
        return sum((high - low) * (start + end) / 2 for low, high, start, end in pairs)


class Ranks:
    """Ranks from 0 to ``number`` - 1: the first by their own shares (``head``), the rest by Zipf's law with Mandelbrot's shift,
    weight (rank + 1 + q)^-s."""

    def __init__(self, number: int, s: float, q: float, head: Sequence[float] = ()) -> None:
        self.number, head = number, head[:number]
        tail = [(rank + q) ** -s for rank in range(len(head) + 1, number + 1)]
        rest = (1 - sum(head)) / sum(tail) if tail else 0
        self._sums = list(accumulate([*head, *(weight * rest for weight in tail)]))

    def draw(self, random: Random) -> int:
        return min(bisect(self._sums, random.random() * self._sums[-1]), self.number - 1)


class Figures:
    """The table, by figure."""

    def __init__(self, file: Path = FILE) -> None:
        self._rows: dict[str, list[tuple[str, float]]] = defaultdict(list)
        with file.open(encoding="utf-8", newline="") as lines:
            next(lines)  # the heading that says who wrote it
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                self._rows[row["figure"]].append((row["value"], float(row["weight"])))

    def __contains__(self, figure: str) -> bool:
        return figure in self._rows

    def shares(self, figure: str) -> Shares:
        return Shares(self._rows[figure])

    def quantiles(self, figure: str) -> Quantiles:
        return Quantiles([(float(share), value) for share, value in self._rows[figure]])

    def number(self, figure: str) -> float:
        [(_, value)] = self._rows[figure]
        return value

    def ranks(self, figure: str, drawn: int) -> Ranks:
        """As many ranks as Heaps' law expects to be met in so many drawn, by their popularity."""
        met = math.ceil(self.number(f"{figure}.heaps_k") * max(drawn, 1) ** self.number(f"{figure}.heaps_b"))
        head = [share for _, share in self._rows[f"{figure}.head"]]
        return Ranks(min(met, drawn), self.number(f"{figure}.zipf_s"), self.number(f"{figure}.zipf_q"), head)
