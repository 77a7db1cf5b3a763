"""The invented world: the same for the same seed, exactly as large as asked, as the schema wants it, and distributed as its figures say."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from kg.errors import UsageError
from kg.graph import Graph, Server, connect
from kg.graph.audit import audit
from kg.ingest.invented.figures import Figures, Quantiles, Ranks, Shares
from kg.ingest.invented.generate import into_folder, into_graph
from kg.ingest.invented.world import World
from kg.ingest.run import _valid
from kg.schema.record import Record
from kg.settings import Settings
from tests.conftest import Kg
from tools.fit_invented import SCOPES, read, scopes

SOME = 3000


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(World(SOME, 1).records())


def test_the_same_seed_gives_the_same_world(records: list[Record]) -> None:
    assert [*World(SOME, 1).records()] == records
    assert [*World(SOME, 2).records()] != records


@pytest.mark.parametrize("capabilities", [1, 2, 57, 1000])
def test_there_are_as_many_capabilities_as_asked_for(capabilities: int) -> None:
    made = Counter(record.entity for record in World(capabilities, 3).records())
    assert made["Capability"] == capabilities
    assert made["Institution"] >= 1


def test_a_thing_is_stated_once_and_after_what_it_links_to(records: list[Record]) -> None:
    seen: set[tuple[str, str]] = set()
    for record in records:
        assert (record.entity, record.id) not in seen
        assert {(link.entity, link.id) for link in record.links} <= seen, record
        seen.add((record.entity, record.id))


def test_every_record_is_as_the_schema_wants_it(records: list[Record]) -> None:
    for record in records:
        _valid(record)
    assert {"Extent", "Uncertainty", "Restriction", "Site", "StandardEdition"} <= {record.entity for record in records}


def test_what_is_measured_is_read_as_it_is_of_real_sources(records: list[Record]) -> None:
    extents = [record.properties for record in records if record.entity == "Extent"]
    read_whole = [
        e for e in extents if e["form"] == "interval" and e["ucum"] and e["quantity_kind"] and e["lo"] is not None
    ]
    assert len(read_whole) > len(extents) / 2
    assert all(e["lo"] <= e["hi"] for e in read_whole if e["hi"] is not None)


def test_shares_are_those_of_the_figures() -> None:
    figures = Figures()
    made = [record for record in World(20_000, 5).records() if record.entity in ("Capability", "Restriction")]
    inspected = [r for r in made if r.properties.get("activity") == "inspection"]
    customer = sum(r.properties["performed_by"] == "customer-equipment" for r in inspected) / len(inspected)
    assert customer == pytest.approx(
        figures.shares("cnas-inspection.performed_by").share("customer-equipment"), rel=0.25
    )
    total = len([r for r in made if r.entity == "Capability"])
    expected = figures.shares("source").share("cnas-inspection")
    assert len(inspected) / total == pytest.approx(expected, abs=0.2)  # a scope may have two thousand rows


def test_drawing_follows_what_is_known() -> None:
    random = Random(1)
    drawn = Counter(Shares([("a", 3), ("b", 1)]).draw(random) for _ in range(4000))
    assert drawn["a"] / drawn["b"] == pytest.approx(3, rel=0.15)
    middle = Quantiles([(0.0, 1), (0.5, 10), (1.0, 100)])
    values = [middle.draw(random) for _ in range(4000)]
    assert min(values) >= 1
    assert max(values) <= 100
    assert sum(value <= 10 for value in values) / 4000 == pytest.approx(0.5, abs=0.03)
    ranks = Counter(Ranks(100, 1.0, 0.0).draw(random) for _ in range(20_000))
    assert ranks[0] / ranks[9] == pytest.approx(10, rel=0.25)
    assert max(ranks) < 100


def test_the_first_ranks_are_drawn_by_their_own_shares() -> None:
    random, ranks = Random(1), Ranks(100, 1.0, 0.0, [0.3, 0.1])
    drawn = Counter(ranks.draw(random) for _ in range(20_000))
    assert drawn[0] / 20_000 == pytest.approx(0.3, abs=0.02)
    assert drawn[1] / 20_000 == pytest.approx(0.1, abs=0.02)
    assert drawn[2] / drawn[11] == pytest.approx(4, rel=0.25)
    assert {Ranks(2, 1.0, 0.0, [0.3, 0.1, 0.1]).draw(random) for _ in range(1000)} == {0, 1}


def test_the_most_popular_standard_of_a_source_has_the_share_of_the_real_one() -> None:
    """351 of the 29,104 inspections of the register of 2019 cite GB 50007-2011."""
    made = [record for record in World(20_000, 5).records() if record.entity == "Capability"]
    inspected = [record for record in made if record.properties["activity"] == "inspection"]
    cited = Counter(link.id for record in inspected for link in record.links if link.relation == "USES")
    assert cited.most_common(1)[0][1] / len(inspected) == pytest.approx(351 / 29_104, rel=0.25)
    assert len(cited) > 1000


def test_the_figures_are_those_of_the_real_files(data: Callable[[str], Path]) -> None:
    """Of one source: reading all of them takes minutes."""
    name = "cnas-reference-materials"
    lines = {
        f"{figure}\t{value}\t{weight:g}" for figure, value, weight in scopes(name, read(name, data(SCOPES[name]), ()))
    }
    located = {line for line in lines if line.startswith(f"{name}.located")}  # no region is known without the divisions
    held = set((Path(__file__).parents[2] / "kg/ingest/invented/figures.tsv").read_text("utf-8").splitlines())
    assert len(lines) > 30
    assert lines - located - held == set()


def test_tables_go_to_a_new_folder(tmp_path: Path) -> None:
    made = into_folder(tmp_path / "new", World(20, 1))
    assert made["Capability"] == 20
    assert len((tmp_path / "new" / "Capability.csv").read_text("utf-8").splitlines()) == 21
    with pytest.raises(UsageError, match="holds something"):
        into_folder(tmp_path / "new", World(20, 1))


@pytest.fixture(scope="module")
def own(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    ours = settings.model_copy(update={"home": tmp_path_factory.mktemp("invented")})
    yield ours
    Server(ours).stop()


@pytest.fixture(scope="module")
def loaded(own: Settings) -> Iterator[Graph]:
    with connect(own) as graph:
        summary = into_graph(graph, own, World(SOME, 1))
        assert summary.records["Capability"]["created"] == SOME
        yield graph


def test_the_graph_holds_the_world_and_nothing_is_amiss(loaded: Graph, records: list[Record]) -> None:
    held = {row["type"]: row["n"] for row in loaded.read("MATCH (n) RETURN labels(n)[0] AS type, count(*) AS n")}
    assert held == {**Counter(record.entity for record in records), "Run": 1, "KgSchema": 1}
    assert audit(loaded) == []


@pytest.mark.usefixtures("loaded")
def test_the_command_loads_into_an_empty_graph_only(kg: Kg, own: Settings, tmp_path: Path) -> None:
    ran = kg("bench", "generate", "--capabilities", "5", "--load", KG_HOME=own.home)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "the graph is not empty" in ran.stderr
    ran = kg("bench", "generate", "--capabilities", "5", "--to", tmp_path / "tables", "--json")
    assert json.loads(ran.stdout)["records"]["Capability"] == 5
    ran = kg("bench", "generate", "--capabilities", "5")
    assert ran.returncode == 2
    assert "either --load, or --to FOLDER" in ran.stderr
