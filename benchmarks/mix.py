"""The mix of questions of the benchmark of matching: what is asked how often, and of which subjects.

Subjects are found in the graph. Popular are the ten most cited standards of an activity, rare the half that is cited least. Inspection
prints periods, as CNAS's register does; testing mostly prints none (NABL's and CMA's scopes), so questions of it admit what is undated;
ranges are printed by one test in fifty and by every reference material. No two questions of a row are of one day, and none is asked
twice: nothing is gained by keeping answers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any, NamedTuple

from benchmarks.asked import Asked, Wanted
from kg.graph import Graph
from kg.ingest.invented.world import READ_ON

POPULAR = 10

# Words that stand in the names of parameters and products alone, and in no other word.
QUANTITIES = (
    "tensile strength",
    "hardness",
    "viscosity",
    "cadmium",
    "turbidity",
    "粗糙度",
    "抗拉强度",
    "温升",
    "roughness",
    "formaldehyde",
)
MATERIALS = ("rubber", "leather", "concrete", "asphalt", "水泥", "橡胶", "皮革", "fertilizer", "timber", "混凝土")


class Cited(NamedTuple):
    """Ids by how often they are met, the most frequent first."""

    ids: list[str]
    counts: list[int]

    @property
    def popular(self) -> list[str]:
        return self.ids[:POPULAR]


@dataclass(frozen=True)
class Subjects:
    """What there is to ask about. ``ranges``: by activity, some ranges as they are stated."""

    inspection: Cited
    testing: Cited
    materials: Cited
    regions: list[str]
    ranges: dict[str, list[Wanted]]
    texts: list[tuple[str, str]] = field(default_factory=lambda: list(product(QUANTITIES, MATERIALS)))


_CITED = """
MATCH (d:StandardEdition|Standard)<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability {activity: $activity})
RETURN d.id AS id, count(c) AS cited ORDER BY cited DESC, id LIMIT 1000000"""
_PRODUCTS = """
MATCH (d:Product)<-[:APPLIES_TO]-(c:Capability {activity: $activity})
RETURN d.id AS id, count(c) AS cited ORDER BY cited DESC, id LIMIT 1000000"""
_REGIONS = "MATCH (r:Region {level: 'province'}) RETURN r.id AS id ORDER BY id LIMIT 100"
_RANGES = """
MATCH (c:Capability {activity: $activity})-[:HAS_EXTENT]->(e:Extent {role: 'measurand', form: 'interval'})
WHERE e.si_lo < e.si_hi AND e.quantity_kind IS NOT NULL
RETURN e.dimension AS dimension, split(e.quantity_kind, '/')[-1] AS kind, e.si_lo AS lo, e.si_hi AS hi ORDER BY e.id LIMIT 2000"""


def subjects(graph: Graph) -> Subjects:
    """The subjects of a graph."""

    def cited(cypher: str, activity: str) -> Cited:
        rows = graph.read(cypher, {"activity": activity})
        return Cited([row["id"] for row in rows], [row["cited"] for row in rows])

    ranges = {
        activity: [_inside(**row) for row in graph.read(_RANGES, {"activity": activity})]
        for activity in ("testing", "rm")
    }
    regions = [row["id"] for row in graph.read(_REGIONS)]
    return Subjects(cited(_CITED, "inspection"), cited(_CITED, "testing"), cited(_PRODUCTS, "rm"), regions, ranges)


def _inside(dimension: str, kind: str, lo: float, hi: float) -> Wanted:
    """A part of a range, with ends that nobody prints."""
    return Wanted(dimension, kind, lo + (hi - lo) * 0.2137931, lo + (hi - lo) * 0.7713793)


Draw = Callable[[Subjects, Random, int], dict[str, Any]]


@dataclass(frozen=True)
class Kind:
    """One row of the mix: its share in per cent (0: a row of its own, beside the mix), and how its ``number``-th question is drawn."""

    name: str
    share: int
    draw: Draw
    activity: str = "inspection"
    past: bool = False


def _popular(s: Subjects, _: Random, number: int) -> dict[str, Any]:
    return {"standard": s.inspection.popular[number % len(s.inspection.popular)]}


def _drawn(s: Subjects, random: Random, _: int) -> dict[str, Any]:
    return {"standard": random.choices(s.inspection.ids, s.inspection.counts)[0]}


def _rare(s: Subjects, random: Random, _: int) -> dict[str, Any]:
    return {"standard": s.inspection.ids[-1 - random.randrange((len(s.inspection.ids) + 1) // 2)]}


def _placed(s: Subjects, random: Random, number: int) -> dict[str, Any]:
    return {**_popular(s, random, number), "region": random.choice(s.regions)}


def _ranged(s: Subjects, random: Random, number: int) -> dict[str, Any]:
    standard = s.testing.popular[number % len(s.testing.popular)]
    return {"standard": standard, "wanted": random.choice(s.ranges["testing"]), "undated": True}


def _material(s: Subjects, random: Random, number: int) -> dict[str, Any]:
    return {"product": s.materials.popular[number % len(s.materials.popular)], "wanted": random.choice(s.ranges["rm"])}


def _worded(s: Subjects, random: Random, _: int) -> dict[str, Any]:
    return {"words": random.choice(s.texts)}


def _faceted(s: Subjects, _: Random, number: int) -> dict[str, Any]:
    return {"standard": s.inspection.popular[number % min(3, len(s.inspection.popular))], "facets": True}


MIX = (
    Kind("popular standard", 20, _popular),
    Kind("standard drawn by its citations", 25, _drawn),
    Kind("rare standard", 10, _rare),
    Kind("popular standard, on a past day", 10, _popular, past=True),
    Kind("popular standard, in a province", 10, _placed),
    Kind("popular standard, with a range, undated too", 8, _ranged, "testing"),
    Kind("popular product, with a range", 5, _material, "rm"),
    Kind("words of a parameter and a product", 12, _worded),
    Kind("facets of the three most popular", 0, _faceted),
)
FACETED = 10  # of a hundred questions of the mix, so many more with facets


def questions(found: Subjects, many: int, seed: int) -> list[Asked]:
    """So many questions of the mix, shuffled, and those of the row beside it."""
    random = Random(seed)
    asked = [each for kind in MIX for each in _asked(found, kind, -(-many * (kind.share or FACETED) // 100), random)]
    random.shuffle(asked)
    return asked


def _asked(found: Subjects, kind: Kind, many: int, random: Random) -> Iterator[Asked]:
    for number in range(many):
        day = READ_ON - timedelta(days=7 * number % 1000 + 1) if kind.past else _soon(number)
        yield Asked(kind.name, kind.activity, day, **kind.draw(found, random, number))


def _soon(number: int) -> date:
    return READ_ON + timedelta(days=number % 500 + 1)
