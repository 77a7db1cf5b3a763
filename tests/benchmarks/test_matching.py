"""The benchmark of matching: whoever is asked returns the same, a difference ends it, and the report shows what was measured."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from benchmarks.asked import Answer, Asked, Wanted
from benchmarks.matching import Different, ask, measure
from benchmarks.mix import FACETED, MIX, Cited, Kind, Subjects, questions, subjects
from benchmarks.ours import Ours
from benchmarks.peers.cypher import Cypher
from benchmarks.peers.documents import Document
from benchmarks.timings import WHOLE, Line, lines, table
from kg.graph import Graph
from kg.ingest.invented.world import READ_ON
from kg.search import Generations, Index, build
from kg.settings import Settings

DAY = date(2026, 5, 1)


@pytest.fixture
def ours(world: Graph, settings: Settings) -> Iterator[Ours]:
    generations = Generations(settings.home)
    build(generations, world)
    yield Ours(Index(settings.home))
    shutil.rmtree(generations.folder)


def everything(graph: Graph) -> list[Asked]:
    """Standards of the sample world in several ways, and some words."""
    found = subjects(graph)
    asked = [Asked("x", "inspection", DAY, standard=standard) for standard in found.inspection.ids[:40]]
    asked += [
        Asked("x", "inspection", DAY, standard=each, region=found.regions[0], facets=True)
        for each in found.inspection.popular
    ]
    asked += [Asked("x", "testing", DAY, standard=each, undated=True) for each in found.testing.ids[:40]]
    asked += [Asked("x", "testing", DAY, standard=each, undated=True, wanted=wanted)
              for each, wanted in zip(found.testing.ids * 9, found.ranges["testing"], strict=False)]  # fmt: skip
    return [
        *asked,
        *(
            Asked("x", "testing", DAY, words=words, undated=True)
            for words in (("hardness", "steel"), ("抗拉强度", "钢"))
        ),
    ]


def test_the_index_and_plain_cypher_return_the_same(world: Graph, ours: Ours) -> None:
    told = [each["kg"][1] for each in ask(everything(world), ours, {"cypher": Cypher(world)})]
    assert len(told) > 50
    assert sum(answer.capabilities > 0 for answer in told) > 30
    assert any(answer.facets and answer.facets["region"] for answer in told)


class Liar:
    """Says that there is one more than there is."""

    version, folder = "a liar", Path("-")

    def __init__(self, ours: Ours) -> None:
        self._ours = ours

    def add(self, documents: Sequence[Document]) -> None:
        raise AssertionError(f"nobody loads {len(documents)} into it")

    def settle(self) -> None:
        raise AssertionError("nobody loads it")

    def answer(self, asked: Asked) -> Answer:
        answer = self._ours.answer(asked)
        return answer._replace(capabilities=answer.capabilities + 1)


def test_another_answer_ends_the_run(world: Graph, ours: Ours) -> None:
    asked = Asked("popular", "inspection", DAY, standard=subjects(world).inspection.ids[0])
    with pytest.raises(Different, match=r"kg says .* liar Answer"):
        measure([asked], ours, {"liar": Liar(ours)}, lambda *_: None)


@pytest.mark.parametrize("kind", MIX, ids=lambda kind: kind.name)
def test_the_mix_is_as_it_is_written_down(kind: Kind) -> None:
    cited = Cited([f"s{number}" for number in range(100)], [*range(100, 0, -1)])
    ranges = [Wanted("A0E0L1I0M1H0T-2D0", "Force", 1.0, 2.0)]
    found = Subjects(cited, cited, cited, ["cn-44"], {"testing": ranges, "rm": ranges})
    asked = [each for each in questions(found, 200, 1) if each.kind == kind.name]
    assert len(asked) == (kind.share or FACETED) * 2
    assert len({each.as_of for each in asked}) == len(asked)
    assert all((each.as_of < READ_ON) == kind.past for each in asked)
    about = {each.standard or each.product or each.words for each in asked}
    assert "popular" not in kind.name or about <= set(cited.popular)
    assert "rare" not in kind.name or about <= set(cited.ids[50:])


def test_the_shares_of_the_mix_are_all_of_it() -> None:
    assert sum(kind.share for kind in MIX) == 100


def test_a_report_has_a_line_for_each_kind_and_one_for_the_mix() -> None:
    popular, beside = MIX[0].name, MIX[-1].name
    took = [
        (popular, 7, {"kg": 0.5, "postgres": 5.0}),
        (popular, 9, {"kg": 0.5, "postgres": 7.0}),
        (beside, 8, {"kg": 2.0, "postgres": 1.0}),
    ]
    found = lines(took)
    assert [line.kind for line in found] == [popular, WHOLE, beside]
    assert found[0] == Line(popular, MIX[0].share, 2, (8, 9), {"kg": (0.5, 0.5), "postgres": (6.0, 6.98)})
    assert (found[0].ratio("postgres"), found[0].faster, found[2].faster) == (12.0, [], ["postgres"])
    peers = {"postgres": {"version": "PostgreSQL 15", "loaded in s": 3}, "opensearch": {"missing": "no network"}}
    text = table({"machine": "a machine", "facts": {"capabilities": 1000}, "peers": peers, "lines": found})
    assert f"| {popular} | {MIX[0].share} | 2 | 8 (9) | 0.50 | 0.50 | 6.00, 6.98 (12.0) |" in text
    assert "- opensearch: not measured: no network" in text
    assert f"- {beside}: postgres is faster" in text
    assert found[0].plain()["ms"]["postgres"] == {"p50": 6.0, "p99": 6.98, "ratio": 12.0}
