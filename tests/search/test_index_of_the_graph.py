"""The index of a real graph: built, asked, brought up to date after runs, and held against the graph."""

import csv
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.graph.offers import offers
from kg.graph.standing import Standing
from kg.ingest.ingest import Request as Ingest
from kg.ingest.ingest import ingest
from kg.ingest.registry import source
from kg.search import Chosen, Facet, Generations, Index, Request, build, update, verify
from kg.search.changes import changed
from kg.settings import Settings
from tests.conftest import ROOT, WORLD_READ

OPEN = Chosen("available_to", ("own-organisation",), exclude=True)


def citing_tests(graph: Graph, document: str) -> list[str]:
    """Testing capabilities that cite a document, for anyone."""
    citing = [offer for offer in offers(graph) if document in {each.document for each in offer.methods}]
    return sorted(
        offer.id for offer in citing if offer.activity == "testing" and offer.available_to != "own-organisation"
    )


@pytest.fixture(scope="module")
def index(world: Graph, tmp_path_factory: pytest.TempPathFactory) -> Index:
    home = tmp_path_factory.mktemp("search")
    manifest = build(Generations(home), world)
    assert manifest.capabilities == 310
    assert manifest.run == list(Standing.of(world).runs)[-1]
    return Index(home)


def test_the_index_holds_every_capability_as_the_stream_has_it(world: Graph, index: Index) -> None:
    everything = list(offers(world))
    assert index.about(Request(WORLD_READ), 1000) == everything
    assert index.about(Request(WORLD_READ), 7) == everything[:7]


def test_a_question_is_answered_from_the_index(world: Graph, index: Index) -> None:
    about = Chosen("standard", ("gb-228.1-2021",))
    request = Request(
        WORLD_READ, (about,), constraints=(Chosen("activity", ("testing",)), OPEN), grouped=False, limit=500, apart=500
    )
    found = index.answer(request)
    past = sum(n for state, n in found.by_state.items() if state not in ("valid", "in-date", "unknown"))
    assert found.capabilities + found.apart_capabilities + past == len(citing_tests(world, "gb-228.1-2021"))
    assert found.capabilities > 1
    assert [group.members[0].state for group in found.groups] == ["valid"] * found.capabilities


def test_words_find_things_in_both_languages_and_scripts(index: Index) -> None:
    for text in ("抗拉强度", "抗拉強度", "Tensile strength", "tensile strengths", "拉强"):
        found = index.answer(
            Request(
                WORLD_READ,
                text=text,
                facets=(Facet("parameter"),),
                states=frozenset({"valid", "in-date", "unknown", "ran-out"}),
            )
        )
        assert found.capabilities, text
        assert "parameter-50d1d8f2b067da34" in {count.value.key for count in found.facets["parameter"].values}, text
    assert index.answer(Request(WORLD_READ, text="强拉")).by_state == {}
    assert index.answer(Request(WORLD_READ, text="，。 !")).by_state == {}


class Changing:
    """The sample's tables in a folder of their own, which a test changes and reads again."""

    def __init__(self, graph: Graph, settings: Settings, folder: Path) -> None:
        self.graph, self.settings, self.folder = graph, settings, folder
        shutil.copytree(ROOT / "examples" / "sample", folder)
        self.generations = Generations(folder.parent / "home")
        self.read()

    def read(self, observed_on: date = WORLD_READ) -> None:
        ingest(
            self.graph,
            self.settings,
            Ingest(source("table"), self.folder, dataset="sample", observed_on=observed_on, accept_shortfall=True),
        )

    def edit(self, table: str, change: Callable[[list[dict[str, str]]], None]) -> None:
        path = self.folder / f"{table}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        columns = list(rows[0])
        change(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)

    def agrees(self) -> None:
        """The index was brought up to date, not built anew, and says what the graph says."""
        before = self.generations.manifest(self.generations.number() or 0)
        manifest = update(self.generations, self.graph)
        assert manifest.generation == before.generation + 1
        assert manifest.tail > 0
        assert list(verify(self.generations, self.graph, 0)) == []


@pytest.fixture(scope="module")
def changing(empty_graph: Graph, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Changing:
    made = Changing(empty_graph, settings, tmp_path_factory.mktemp("changing") / "sample")
    build(made.generations, empty_graph)
    return made


def test_without_a_new_run_nothing_is_built(changing: Changing) -> None:
    generation = changing.generations.number()
    assert update(changing.generations, changing.graph).generation == generation
    assert list(verify(changing.generations, changing.graph, 0)) == []


def test_one_date_on_an_accreditation_changes_all_its_documents(changing: Changing) -> None:
    def later(rows: list[dict[str, str]]) -> None:
        rows[0]["valid_to"] = "2031-12-31"

    changing.edit("accreditation", later)
    changing.read()
    new = list(Standing.of(changing.graph).runs)[-1:]
    assert len(changed(changing.graph, new)) > 5
    changing.agrees()


def test_rows_that_go_come_and_differ(changing: Changing) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[0]["range_text"] = "0–7 kN"
        rows[3]["activity"] = "calibration"
        del rows[10:13]

    changing.edit("capability", change)
    changing.read()
    changing.agrees()


def test_names_and_places_around_a_capability_differ(changing: Changing) -> None:
    def renamed(rows: list[dict[str, str]]) -> None:
        rows[0]["name_en"] = "Another name of it"

    changing.edit("institution", renamed)
    changing.edit("region", renamed)
    changing.edit("instrument", lambda rows: rows[0].update(range_text="(1～100) kN", instrument_model="拉力机"))
    changing.read()
    changing.agrees()


def classes(changing: Changing, document: str) -> set[str]:
    """The classes by which the index knows the capabilities that cite a document."""
    index = Index(changing.folder.parent / "home")
    found = index.about(Request(WORLD_READ, (Chosen("standard", (document,)),)), 1000)
    assert found
    return {thing.id for offer in found for thing in offer.classified.classes}


def test_classes_of_what_is_cited_and_what_they_lie_in_differ(changing: Changing) -> None:
    def classified(rows: list[dict[str, str]]) -> None:
        edition = next(row for row in rows if row["designation"] == "GB/T 528-2009")
        assert edition["classification"] == ""
        edition["classification"] = "77.040.10"

    def moved(rows: list[dict[str, str]]) -> None:
        rows[1].update(broader="")

    def undated(rows: list[dict[str, str]]) -> None:
        for row in rows:
            row["method"] = row["method"].replace("GB/T 229-2020", "GB/T 229")

    assert classes(changing, "gb-528-2009") == set()
    changing.edit("standard-edition", classified)
    changing.edit("capability", undated)
    changing.read()
    changing.agrees()
    both = {"ics-77.040.10", "ics-77.040"}
    assert classes(changing, "gb-528-2009") == classes(changing, "gb-229") == both
    changing.edit("classification", moved)
    changing.read()
    changing.agrees()
    assert classes(changing, "gb-528-2009") == classes(changing, "gb-229") == {"ics-77.040.10"}

    def unclassified(rows: list[dict[str, str]]) -> None:
        for row in rows:
            row["classification"] = ""

    changing.edit("standard-edition", unclassified)
    changing.read()
    changing.agrees()
    assert classes(changing, "gb-528-2009") == classes(changing, "gb-229") == set()


def test_a_source_that_is_read_again_later_is_valid_for_longer(changing: Changing) -> None:
    day = date(2026, 12, 20)
    before = Index(changing.folder.parent / "home").answer(Request(day)).by_state
    changing.read(observed_on=date(2026, 12, 24))
    manifest = update(changing.generations, changing.graph)
    assert manifest.sources["table:sample"] == date(2026, 12, 24)
    after = Index(changing.folder.parent / "home").answer(Request(day)).by_state
    assert (before["in-date"], after["valid"]) == (after["valid"], before["in-date"])
    assert list(verify(changing.generations, changing.graph, 0)) == []


def test_what_runs_have_not_been_indexed_is_told(changing: Changing) -> None:
    changing.read(observed_on=date(2026, 12, 25))
    problems = list(verify(changing.generations, changing.graph, 0))
    assert len(problems) == 1
    assert "has not the changes of 1 runs" in problems[0]
    update(changing.generations, changing.graph)


def test_a_capability_that_the_index_tells_otherwise_is_found(changing: Changing) -> None:
    changing.graph.write("MATCH (c:Capability) WITH c ORDER BY c.id LIMIT 1 SET c.range_text = 'otherwise'")
    problems = list(verify(changing.generations, changing.graph, 0))
    assert len(problems) == 1
    assert "told otherwise" in problems[0]
    changing.graph.write("MATCH (c:Capability) WITH c ORDER BY c.id LIMIT 1 SET c.ended_run = 'x'")
    assert any("the graph 3" in problem for problem in verify(changing.generations, changing.graph, 0))
