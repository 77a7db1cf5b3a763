"""What every source must do with its fixture; a new source is tested by being there."""

import pytest

from kg.ingest.source import Source
from kg.ingest.spool import Spool
from kg.schema import RELATIONS, SCHEMA
from kg.schema.derive.models import validate_link
from tests.ingest.sources.reading import SOURCES, Drive, Reading, fixture_of

every_source = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)


@every_source
def test_rows_add_up_and_no_column_is_left_over(drive: Drive, source: Source) -> None:
    run = drive(source.name, fixture_of(source.name)).run
    for table in run.rows:
        counts = run.table(table)
        assert counts["read"] == counts["accepted"] + counts["repeated"] + counts["quarantined"]
    assert run.total()["accepted"] > 0
    assert [kind for kind in run.issues if kind.startswith("column not read")] == []


@every_source
def test_every_link_is_declared_and_leads_somewhere(drive: Drive, source: Source) -> None:
    reading = drive(source.name, fixture_of(source.name))
    for record in reading.all():
        for link in record.links:
            relation = RELATIONS[link.relation]
            pairs = {(relation.owner(ends), relation.other(ends)) for ends in relation.ends}
            assert (record.entity, link.entity) in pairs, link
            validate_link(link.relation, dict(link.properties))
    assert {entity for entity, _ in reading.dangling} <= {"Region"}  # regions are another source's


@every_source
def test_every_owned_record_says_where_it_stands(drive: Drive, source: Source) -> None:
    reading = drive(source.name, fixture_of(source.name))
    rows = {record.entity for record in reading.all() if record.properties.get("record")}
    assert rows
    for entity in rows - {name for name, type in SCHEMA.items() if type.shared}:
        assert all(record.properties["record"] for record in reading.of(entity))


@every_source
def test_reading_twice_gives_the_same_records(
    drive: Drive, source: Source, tmp_path_factory: pytest.TempPathFactory
) -> None:
    spool = Spool(tmp_path_factory.mktemp("again") / "spool.db")
    try:
        again = list(Reading(source, fixture_of(source.name), spool).all())
    finally:
        spool.close()
    assert again == list(drive(source.name, fixture_of(source.name)).all())


@every_source
def test_a_source_without_its_files_says_what_it_expects(source: Source) -> None:
    assert source.expects
    assert source.observed_on is not None or source.per_file
