"""Neo4j's import tool: any text comes through as it is, and a failed import leaves the graph as it was."""

import resource
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DataError, EngineError
from kg.graph import Graph, Server, connect
from kg.graph.embedded import BETWEEN, import_files
from kg.graph.load import Writing
from kg.graph.tables import End, Tables
from kg.schema.record import Link, Record
from kg.settings import Settings

TEXTS = [
    " leading", "trailing ", 'a "quoted" word', '"', "comma, semicolon; colon:", "line\nbreak", "carriage\rreturn", "both\r\n",
    "\ttab", "back\\slash", "\\", "\\n", "0012", "true", "null", "NaN", "é\u0301", "中文；「引」", "\u2028separator", "next\x85line",
    "vertical\x0btab", "nul\x00inside", "\ufeffmark", "😀", "'", "[1;2]", "x" * 300_000, "中" * 300_000,
]  # fmt: skip


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[Settings]:
    ours = settings.model_copy(update={"home": tmp_path_factory.mktemp("import, (a) [b] +")})
    yield ours
    Server(ours).stop()


def imported(own: Settings, folder: Path, *records: Record) -> None:
    with Tables(folder) as tables:
        tables.node("Source", {"id": "test"})
        for record in records:
            tables.add(record, "hash", Writing("test-run-1", "test"))
    import_files(Server(own), folder, tables.nodes.items(), tables.relations, tables.longest)


@pytest.fixture(scope="module")
def graph(own: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    institutions = [
        Record("Institution", f"i{n}", {"kind": "institute", "web": text, "former_name": [text, "other", text]})
        for n, text in enumerate(TEXTS)
    ]
    held = (Link("HOLDS", "Institution", "i0"),)
    accreditation = {"scheme": "X", "legal_kind": "licence", "valid_from": date(2019, 5, 22), "number": "0"}
    site = Record(
        "Site", "s1", {"lat": 1e-300, "lon": -0.1, "address": "there"}, (Link("HAS_SITE", "Institution", "i1"),)
    )
    alike = Link("SAME_AS", "Institution", "i1", (("by", "rule"), ("reviewed", False), ("score", 0.5)))
    more = Record("Institution", "more", {"kind": "institute"}, (alike,))
    imported(
        own,
        tmp_path_factory.mktemp("tables"),
        *institutions,
        Record("Accreditation", "a1", accreditation, held),
        site,
        more,
    )
    with connect(own) as connected:
        yield connected


@pytest.mark.parametrize("n", range(len(TEXTS)))
def test_a_text_comes_through(graph: Graph, n: int) -> None:
    [row] = graph.read("MATCH (n:Institution {id: $id}) RETURN n.web AS name, n.former_name AS names", {"id": f"i{n}"})
    assert row["name"] == TEXTS[n]
    assert row["names"] == [TEXTS[n], "other", TEXTS[n]]


def test_values_have_their_types_and_what_is_absent_is_not_there(graph: Graph) -> None:
    [a] = graph.read("MATCH (n:Accreditation) RETURN n {.*} AS n")
    kept: dict[str, Any] = {"source": "test", "hash": "hash", "first_run": "test-run-1", "changed_run": "test-run-1"}
    assert a["n"] == {
        "id": "a1",
        "scheme": "X",
        "legal_kind": "licence",
        "valid_from": date(2019, 5, 22),
        "number": "0",
        **kept,
    }
    [s] = graph.read("MATCH (n:Site) RETURN n {.*} AS n")
    assert s["n"] == {"id": "s1", "lat": 1e-300, "lon": -0.1, "address": "there", **kept}


def test_relations_go_their_way_with_what_they_say(graph: Graph) -> None:
    rows = graph.read("MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b, r {.*} AS r ORDER BY type")
    run = {"first_run": "test-run-1"}
    assert rows == [
        {"a": "i1", "type": "HAS_SITE", "b": "s1", "r": run},
        {"a": "i0", "type": "HOLDS", "b": "a1", "r": run},
        {"a": "more", "type": "SAME_AS", "b": "i1", "r": {"by": "rule", "reviewed": False, "score": 0.5, **run}},
    ]


def test_a_list_cannot_hold_what_stands_between_its_elements(tmp_path: Path) -> None:
    with Tables(tmp_path) as tables, pytest.raises(DataError, match="without --bulk"):
        tables.node("Institution", {"id": "i", "former_name": [f"a{BETWEEN}b"]})


def test_a_name_that_no_index_can_hold_is_refused_before_it_is_imported(tmp_path: Path) -> None:
    with Tables(tmp_path) as tables, pytest.raises(DataError, match="key_en of Institution"):
        tables.node("Institution", {"id": "i", "key_en": "x" * 9000})


@pytest.mark.usefixtures("graph")
@pytest.mark.parametrize("running", [True, False])
def test_a_failed_import_leaves_the_graph_as_it_was(own: Settings, tmp_path: Path, running: bool) -> None:
    """A relation leads to nothing: the tool finds it when the nodes are made."""
    if not running:
        Server(own).stop()
    with Tables(tmp_path) as tables:
        tables.node("Site", {"id": "s"})
        tables.node("Institution", {"id": "another"})
        tables.relation("HAS_SITE", End("Institution", "gone"), End("Site", "s"), {})
    with pytest.raises(EngineError, match=r"the graph is as it was\..*missing node gone"):
        import_files(Server(own), tmp_path, tables.nodes.items(), tables.relations, tables.longest)
    assert (Server(own).state() is not None) == running
    assert not list((own.home / "neo4j").glob("incoming*"))
    with connect(own) as again:
        assert again.read("MATCH (n:Institution) RETURN count(n) AS n") == [{"n": len(TEXTS) + 1}]


def test_a_full_disk_is_told(own: Settings, tmp_path: Path) -> None:
    """No file of the tool may grow past 1 MB: its store meets what it meets on a full disk. The engine does not run meanwhile, or
    it would be started again under the same limit."""
    Server(own).stop()
    with Tables(tmp_path) as tables:
        for n in range(20_000):
            tables.node("Site", {"id": f"s{n}", "address": "x" * 200})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        with pytest.raises(EngineError, match=r"as it was\. The disk is full; free some space"):
            import_files(Server(own), tmp_path, tables.nodes.items(), tables.relations, tables.longest)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list((own.home / "neo4j").glob("incoming*"))


def test_what_a_killed_import_left_is_removed(own: Settings) -> None:
    half = own.home / "neo4j" / "incoming-killed" / "databases" / "neo4j"
    half.mkdir(parents=True)
    (half / "neostore").write_bytes(b"half")
    Server(own).stop()
    Server(own).start()
    assert not list((own.home / "neo4j").glob("incoming*"))
