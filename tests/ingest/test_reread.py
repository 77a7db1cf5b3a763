"""Reading scopes again: nothing changes when nothing is read otherwise; what an older reader read otherwise is put right."""

from collections.abc import Iterator
from datetime import date

import pytest

from kg.graph import Graph
from kg.graph.audit import audit
from kg.ingest.ingest import Request, ingest
from kg.ingest.registry import source
from kg.ingest.reread import data_sets, reread
from kg.settings import Settings
from tests.conftest import ROOT, Kg, empty
from tests.ingest.sources.reading import fixture_of

SAMPLE = Request(source("table"), ROOT / "examples" / "sample", observed_on=date(2026, 11, 23))
OLD = "ISO 6892-1:2016"


@pytest.fixture(scope="module")
def loaded(graph: Graph, settings: Settings) -> Iterator[Graph]:
    empty(graph)
    ingest(graph, settings, SAMPLE)
    yield graph
    empty(graph)


def cited(graph: Graph) -> list[dict[str, object]]:
    return graph.read(
        """
        MATCH (c:Capability) WHERE c.cited IS NOT NULL
        RETURN c.id AS id, COLLECT { MATCH (c)-[u:USES]->(m)-[:DEFINED_BY]->(d)
                                     RETURN u.use + ' ' + m.verbatim + ' ' + d.id ORDER BY m.id, d.id } AS uses
        ORDER BY id LIMIT 10000
        """
    )


def test_nothing_changes_where_nothing_is_read_otherwise(loaded: Graph, settings: Settings) -> None:
    before = cited(loaded)
    done = reread(loaded, settings, "table:sample")
    assert (done.capabilities, done.changed) == (310, 0)
    assert not any(count["created"] or count["updated"] or count["ended"] for count in done.records.values()), (
        done.records
    )
    assert cited(loaded) == before


def test_what_an_older_reader_did_not_read_is_read(loaded: Graph, settings: Settings) -> None:
    """As it would have been left by a reader that does not know ISO: the words stand on a method of no standard."""
    before = cited(loaded)
    loaded.write(
        """
        MATCH (c:Capability)-[u:USES]->(:TestMethod)-[:DEFINED_BY]->(:StandardEdition {designation: $old})
        MATCH (s:Source {id: 'table:sample'})
        MERGE (m:TestMethod {id: 'method-old'}) SET m.verbatim = $old, m.hash = 'h', m.source = 'table:sample'
        MERGE (m)-[:STATED_BY {hash: 'h', first_run: 'r'}]->(s)
        CREATE (c)-[:USES {use: u.use}]->(m)
        DELETE u
        """,
        {"old": OLD},
    )
    assert cited(loaded) != before
    done = reread(loaded, settings, "table:sample")
    assert done.changed == 3
    assert {(change.cited, *change.before, *change.now) for change in done.changes} == {(OLD, "not read", OLD)}
    assert done.records["TestMethod"]["ended"] == 1
    assert cited(loaded) == before
    assert audit(loaded) == []


def test_reading_the_files_afterwards_puts_the_records_whole(loaded: Graph, settings: Settings) -> None:
    summary = ingest(loaded, settings, SAMPLE)
    assert summary.records["Capability"] == {"created": 0, "updated": 3, "unchanged": 307, "ended": 0}


def test_the_command_reads_all_data_sets(loaded: Graph, kg: Kg) -> None:
    assert data_sets(loaded) == ["table:sample"]
    told = kg("reread")
    assert told.returncode == 0, told.stderr
    assert "310 capabilities read again, 0 otherwise" in told.stdout
    assert "written: nothing" in told.stdout
    wrong = kg("reread", "table:sampel")
    assert (wrong.returncode, "Did you mean 'table:sample'?" in wrong.stderr) == (1, True)


@pytest.mark.parametrize("name", ["cnas-inspection", "cnas-energystar", "cma-annex", "nabl"])
def test_what_was_just_ingested_is_not_read_otherwise(name: str, graph: Graph, settings: Settings) -> None:
    empty(graph)
    ingest(graph, settings, Request(source(name), fixture_of(name), accept_shortfall=True))
    (dataset, *_) = data_sets(graph)
    done = reread(graph, settings, dataset)
    assert done.capabilities > 0
    assert not any(count["created"] or count["updated"] or count["ended"] for count in done.records.values()), done
    assert audit(graph) == []
