"""An index of several copies: so many capabilities, of so many institutions, of the same standards."""

from collections import Counter
from pathlib import Path

from benchmarks.growth import copied, grown
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
