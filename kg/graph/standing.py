"""Where a graph stands: the runs that made it what it is, and the sources that they read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from kg.graph.driver import Graph


class Began(NamedTuple):
    """A run: when it began and ended (ISO 8601), and how. Ids begin anew in every graph; an id and its beginning do not."""

    started: str
    outcome: str
    finished: str | None = None


class Told(NamedTuple):
    """A source: its names, whether it is all of a register, when its publisher was last read."""

    name_zh: str | None
    name_en: str | None
    completeness: str | None
    observed_on: date | None


@dataclass(frozen=True)
class Standing:
    """``runs`` by id, in the order in which they began; ``sources`` by id."""

    runs: Mapping[str, Began]
    sources: Mapping[str, Told]

    @classmethod
    def of(cls, graph: Graph) -> "Standing":
        """Read it from the graph."""
        (found,) = graph.read(
            """
            RETURN COLLECT { MATCH (r:Run) RETURN [r.id, r.started, r.outcome, r.finished] ORDER BY r.started, r.id } AS runs,
                   COLLECT { MATCH (s:Source) RETURN [s.id, s.name_zh, s.name_en, s.completeness, s.observed_on]
                             ORDER BY s.id } AS sources
            ORDER BY runs LIMIT 1
            """
        )
        runs = {id: Began(*rest) for id, *rest in found["runs"]}
        return cls(runs, {id: Told(*rest) for id, *rest in found["sources"]})

    @cached_property
    def ended(self) -> Mapping[str, str]:
        """When each run began that is no longer under way."""
        return {id: run.started for id, run in self.runs.items() if run.outcome != "running"}

    @cached_property
    def observed(self) -> Mapping[str, date | None]:
        """When the publisher of each source was last read."""
        return {id: source.observed_on for id, source in self.sources.items()}

    @property
    def finished(self) -> str | None:
        """The run that finished last."""
        runs = ((run.finished or "", id) for id, run in self.runs.items() if run.outcome == "finished")
        return max(runs, default=("", None))[1]

    @property
    def mark(self) -> str:
        """Another text means that the graph may have changed: a run has begun, or one that was under way has ended, whichever began
        last."""
        last = [f"{id} {run.started}" for id, run in self.runs.items()][-1:]
        return "\n".join([*last, *(id for id in self.runs if id not in self.ended)])
