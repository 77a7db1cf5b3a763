"""An index of several copies: so many capabilities, of so many institutions, of the same standards."""

from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.drawing import points
from benchmarks.growth import copied, grown, table
from kg.search import Generations, Index, Request
from kg.search.building import build_from
from tests.search.invented import FIRST, World, standing


def test_copies_are_capabilities_of_other_institutions(tmp_path: Path) -> None:
    offers = list(World(3).offers(range(200)))
    build_from(Generations(tmp_path / "one"), standing("run-1"), offers)
    facts = grown(tmp_path / "one", tmp_path / "three", standing("run-1"), 3)
    assert facts["capabilities"] == 600
    index = Index(tmp_path / "three")
    found = index.about(Request(FIRST), 1000)
    assert [offer.id for offer in found] == sorted(f"{copy:03}-{offer.id}" for copy in range(3) for offer in offers)
    assert len({offer.institution.id for offer in found}) == 3 * len({offer.institution.id for offer in offers})
    cited = Counter(each.document for offer in offers for each in offer.methods)
    assert Counter(each.document for offer in found for each in offer.methods) == {id: 3 * n for id, n in cited.items()}
    assert all(offer.printed.records == () or offer.printed.records[0].endswith(offer.id[:3]) for offer in found)


def test_what_is_copied_is_in_order(tmp_path: Path) -> None:
    build_from(Generations(tmp_path), standing("run-1"), World(4).offers(range(50)))
    ids = [offer.id for offer in copied(Index(tmp_path)._opened()[1], 2)]
    assert ids == sorted(ids)


def _report(capabilities: int, copies: int, **facts: float) -> dict[str, Any]:
    timing = {"p50": 1.5, "p99": 3.25, "ratio": 1.0}
    line = {"kind": "rare standard", "share": 10, "questions": 9, "hits": [2, 4000], "ms": {"kg": timing}}
    told = {"copies": copies} if copies > 1 else {}
    return {"facts": {"capabilities": capabilities, **facts, **told}, "lines": [line]}


def test_the_report_has_a_row_for_each_size_and_a_column_for_each_fact() -> None:
    told = table([_report(1000, 1, graph=1304), _report(10_000, 10)]).splitlines()
    assert told[0] == "| capabilities | graph | copies |"
    assert told[2:4] == ["| 1,000 | 1,304 |  |", "| 10,000 |  | 10 |"]
    assert told[-1] == "| rare standard | 1.50, 3.25 (hits 2, most 4,000) | 1.50, 3.25 (hits 2, most 4,000) |"


def test_the_curve_goes_from_the_smallest_to_the_largest_and_knows_copies() -> None:
    large, copied, small = _report(1000, 1), _report(5000, 10), _report(10, 1)
    assert points([(large, 2.0), (copied, 3.0), (small, 1.0)]) == [
        (10, 1.0, False),
        (1000, 2.0, False),
        (5000, 3.0, True),
    ]
    assert points([(large, None), (small, 1.0)]) == [(10, 1.0, False)]
