"""What every source must do with its fixture; a new source is tested by being there. ``table`` has tests of its own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.graph import Graph
from kg.ingest.ingest import Request, Summary, ingest
from kg.ingest.registry import SOURCES
from kg.schema.derive.models import validate, validate_links
from kg.settings import Settings
from tests.ingest.sources.reading import Reading, fixture_of, reading

NAMES = [name for name in SOURCES if name != "table"]

every_source = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module", params=NAMES)
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    with reading(request.param, fixture_of(request.param), tmp_path_factory.mktemp("spool")) as read:
        yield read


def test_rows_add_up(small: Reading) -> None:
    for table in small.run.rows:
        counts = small.run.table(table)
        assert counts["accepted"] > 0, table
        assert counts["read"] == counts["accepted"] + counts["repeated"] + counts["quarantined"]
    assert small.run.total()["quarantined"] == len(small.run.quarantined)


def test_no_column_is_left_over(small: Reading) -> None:
    assert [kind for kind in small.run.issues if kind.startswith("column not read")] == []


def test_every_record_is_valid_with_its_links(small: Reading) -> None:
    for record in small.all():
        validate(record.entity, {"id": record.id, **record.properties})
        validate_links(record)


def test_every_link_leads_somewhere(small: Reading) -> None:
    assert small.dangling == []


def test_every_accepted_row_is_the_place_of_a_record(small: Reading) -> None:
    stated = [place for record in small.all() for place in record.properties.get("record", [])]
    counts = small.run.total()
    assert len(set(stated)) == counts["accepted"] + counts["repeated"]
    assert not {f"{row.file}:{row.row}" for row in small.run.quarantined} & set(stated)


def test_every_issue_is_listed_and_counted(small: Reading) -> None:
    assert len(small.listed) == sum(issue.count for issue in small.run.issues.values())
    assert {kind for kind, _, _ in small.listed} == set(small.run.issues)


@every_source
def test_reading_twice_gives_the_same_records(name: str, tmp_path: Path) -> None:
    found = []
    for turn in ("first", "second"):
        (tmp_path / turn).mkdir()
        with reading(name, fixture_of(name), tmp_path / turn) as read:
            found.append(list(read.all()))
    assert found[0] == found[1]
    assert found[0]


@every_source
def test_an_empty_folder_or_file_is_told_so(name: str, tmp_path: Path) -> None:
    path = tmp_path / "nothing"
    if fixture_of(name).is_dir():
        path.mkdir()
    else:
        path.write_bytes(b"")
    with pytest.raises(DataError), reading(name, path, tmp_path):
        pass


@every_source
def test_a_file_of_another_kind_is_told_so_by_its_first_row(name: str, tmp_path: Path) -> None:
    path = (
        shutil.copytree(fixture_of(name), tmp_path / "wrong") if fixture_of(name).is_dir() else tmp_path / "wrong.csv"
    )
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        file.write_text("some,other,table\n1,2,3\n" + "4,5,6\n" * 1_000, "utf-8")
    with pytest.raises(DataError) as caught, reading(name, path, tmp_path):
        pass
    assert "1000" not in str(caught.value)
    assert len(str(caught.value)) < 600


@every_source
def test_a_binary_file_is_told_so(name: str, tmp_path: Path) -> None:
    path = (
        shutil.copytree(fixture_of(name), tmp_path / "wrong") if fixture_of(name).is_dir() else tmp_path / "wrong.csv"
    )
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    with pytest.raises(DataError), reading(name, path, tmp_path):
        pass


Ingest = Callable[[str, Path], Summary]


@pytest.fixture(scope="module")
def load(empty_graph: Graph, settings: Settings) -> Ingest:
    def load(name: str, path: Path) -> Summary:
        return ingest(empty_graph, settings, Request(SOURCES[name], path, accept_shortfall=True))

    return load


def contents(graph: Graph) -> list[dict[str, object]]:
    """Everything in the graph but runs, in one order."""
    return graph.read(
        """
        MATCH (n) WHERE NOT n:Run AND NOT n:KgSchema
        RETURN labels(n) AS labels, properties(n) AS said,
               COLLECT { MATCH (n)-[r]->(m) RETURN [type(r), m.id, toString(properties(r).first_run)]
                         ORDER BY type(r), m.id } AS links
        ORDER BY labels[0], n.id LIMIT 100000
        """
    )


@every_source
def test_a_second_run_writes_only_its_run(name: str, load: Ingest, graph: Graph) -> None:
    first = load(name, fixture_of(name))
    before = contents(graph)
    assert before
    second = load(name, fixture_of(name))
    assert second.rows == first.rows
    assert contents(graph) == before
    for counts in second.records.values():
        assert (counts["created"], counts["updated"], counts["ended"]) == (0, 0, 0)
    runs = graph.read("MATCH (r:Run {source: $source}) RETURN r.outcome AS outcome", {"source": first.source})
    assert [run["outcome"] for run in runs] == ["finished", "finished"]
