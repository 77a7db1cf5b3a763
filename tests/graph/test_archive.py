"""Dump and load: the whole graph as one file; a load that fails leaves the graph as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.graph import Server, connect
from kg.graph.embedded import dump, load
from kg.settings import Settings


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[Settings]:
    """A running engine of its own that holds one region."""
    own = settings.model_copy(update={"home": tmp_path_factory.mktemp("own")})
    _write(own, "first")
    yield own
    Server(own).stop()


@pytest.fixture(scope="module")
def dumped(engine: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("dumps") / "graph.dump"
    dump(Server(engine), file)
    return file


def _write(engine: Settings, id: str) -> None:
    with connect(engine) as graph:
        graph.write("MERGE (n:Region {id: $id}) SET n.level = 'country', n.name_zh = '中国'", {"id": id})


def _held(engine: Settings) -> list[str]:
    with connect(engine) as graph:
        return [row["id"] for row in graph.read("MATCH (n:Region) RETURN n.id AS id ORDER BY id")]


def test_a_dumped_engine_runs_again_and_only_the_file_is_left(engine: Settings, dumped: Path) -> None:
    assert Server(engine).state() is not None
    assert [path.name for path in dumped.parent.iterdir()] == ["graph.dump"]


def test_what_was_dumped_comes_back_and_what_came_later_is_gone(engine: Settings, dumped: Path) -> None:
    _write(engine, "second")
    load(Server(engine), dumped, force=True)
    assert _held(engine) == ["first"]
    with connect(engine) as graph:
        assert graph.read("MATCH (n:Region {id: 'first'}) RETURN n.name_zh AS zh") == [{"zh": "中国"}]


def test_a_dump_loads_into_a_home_that_never_ran(engine: Settings, dumped: Path, tmp_path: Path) -> None:
    fresh = engine.model_copy(update={"home": tmp_path})
    load(Server(fresh), dumped)
    try:
        assert Server(fresh).state() is None
        assert _held(fresh) == ["first"]
    finally:
        Server(fresh).stop()


def test_a_held_graph_is_not_replaced_unasked(engine: Settings, dumped: Path) -> None:
    with pytest.raises(DataError, match="--force"):
        load(Server(engine), dumped)


@pytest.mark.parametrize("cut", [0, 20, -200])
def test_a_file_that_is_no_whole_dump_leaves_the_graph(
    engine: Settings, dumped: Path, tmp_path: Path, cut: int
) -> None:
    broken = tmp_path / "broken.dump"
    broken.write_bytes(dumped.read_bytes()[:cut] if cut else b"not a dump at all")
    before = _held(engine)
    with pytest.raises(DataError, match="the graph is as it was"):
        load(Server(engine), broken, force=True)
    assert Server(engine).state() is not None
    assert _held(engine) == before
    assert not list((engine.home / "neo4j").glob("incoming*"))


def test_a_load_killed_between_its_renames_is_mended_by_the_next_start(engine: Settings) -> None:
    before = _held(engine)
    server = Server(engine)
    server.stop()
    server.data.rename(server.folder / "outgoing")
    assert _held(engine) == before


def test_files_that_cannot_be_used_are_told(engine: Settings, dumped: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there already"):
        dump(Server(engine), dumped)
    with pytest.raises(DataError, match="cannot write"):
        dump(Server(engine), tmp_path / "no such folder" / "graph.dump")
    with pytest.raises(DataError, match="no file"):
        load(Server(engine), tmp_path / "absent.dump", force=True)
    with pytest.raises(DataError, match="no graph to dump"):
        dump(Server(engine.model_copy(update={"home": tmp_path})), tmp_path / "none.dump")
