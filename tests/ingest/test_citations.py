"""Test methods of a cell: the same words are one method, unless what stands around them says which standard is meant."""

from pathlib import Path

import pytest

from kg.ingest.citations import methods
from kg.ingest.run import Run
from kg.ingest.spool import Spool
from kg.schema.record import Record


def stated(tmp_path: Path, *cells: str) -> dict[str, set[str]]:
    """Test methods by their id, with the standards that any of the cells says they are defined by."""
    spool = Spool(tmp_path / "spool.db")
    try:
        run = Run("run-1", "here", spool)
        for cell in cells:
            links = methods(run, cell)
            assert len({link.id for link in links}) == len(links)
        found: dict[str, set[str]] = {}
        for record in run._pending:
            if record.entity == "TestMethod":
                found.setdefault(record.id, set()).update(defined_by(record))
        return found
    finally:
        spool.close()


def defined_by(record: Record) -> set[str]:
    return {link.id for link in record.links if link.relation == "DEFINED_BY"}


@pytest.mark.parametrize(
    ("around", "alone"),
    [
        ("GB 150.1～GB 150.4-2011", "GB 150.4-2011"),
        ("IS 3025 (Part 32), IS 3025 (Part 32):1988", "IS 3025 (Part 32)"),
        ("IEC 62053-24:2020, IEC 62053-24 Cl. 7.10", "IEC 62053-24 Cl. 7.10"),
        ("IS 10810 (Part 7 & 11)", "IS 10810 (Part 7)"),
    ],
)
def test_a_method_is_defined_by_one_standard_whatever_stands_around_its_words(
    around: str, alone: str, tmp_path: Path
) -> None:
    for cells in ((around, alone), (alone, around)):
        found = stated(tmp_path, *cells)
        assert all(len(standards) == 1 for standards in found.values()), found
        (tmp_path / "spool.db").unlink()


def test_the_same_words_are_one_method(tmp_path: Path) -> None:
    assert len(stated(tmp_path, "GB/T 228.1-2010", "gb/t 228.1-2010", "GB/T 228.1-2010; GB/T 229-2007")) == 2
