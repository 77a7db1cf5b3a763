"""The tables that data owners fill in."""

import pytest

from kg.schema import SCHEMA
from kg.schema.core import EntityType
from kg.schema.derive.table import columns, header, tabled

HEADERS = {
    "Capability": "id institution accreditation site activity product parameter technique method range_text "
    "uncertainty_text covers item where performed_by available_to field restriction note flexible valid_from valid_to "
    "status identifier classification instrument",
    "Accreditation": "id institution scheme legal_kind number authority criteria valid_from valid_to first_granted status",
    "Site": "id institution name_zh name_en address region postcode lat lon",
    "Region": "id code name_zh name_en level part_of",
}


@pytest.mark.parametrize(("name", "expected"), HEADERS.items())
def test_header_reads_in_the_order_a_laboratory_thinks(name: str, expected: str) -> None:
    assert header(SCHEMA[name]) == tuple(expected.split())


@pytest.mark.parametrize("entity", tabled(), ids=lambda entity: entity.name)
def test_every_table_is_usable(entity: EntityType) -> None:
    names = header(entity)
    assert len(set(names)) == len(names)
    assert not {"source", "record", "hash", "first_run"} & set(names)
    assert set(entity.key) <= {*names, "name"} if entity.named else set(entity.key) <= set(names)
    for column in columns(entity):
        assert (column.property is None) != (column.relation is None)
        assert set(column.targets) <= SCHEMA.keys()


def test_a_restriction_is_told_in_the_row_that_it_limits() -> None:
    column = {c.name: c for c in columns(SCHEMA["Capability"])}["restriction"]
    assert (column.targets, column.told_as, column.many) == (("Restriction",), "verbatim", True)


def test_a_capability_needs_its_institution() -> None:
    required = {column.name for column in columns(SCHEMA["Capability"]) if column.required}
    assert required == {"institution", "activity"}


def test_what_the_loader_keeps_has_no_table() -> None:
    with pytest.raises(LookupError, match="Run is kept by the loader"):
        columns(SCHEMA["Run"])
