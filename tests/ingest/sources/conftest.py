from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ingest.spool import Spool
from tests.ingest.sources.reading import SOURCES, Drive, Reading


@pytest.fixture(scope="module")
def drive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drive]:
    """Read a source from a path; every path once a module."""
    spools: list[Spool] = []
    readings: dict[tuple[str, Path], Reading] = {}

    def drive(name: str, path: Path) -> Reading:
        if (name, path) not in readings:
            spools.append(Spool(tmp_path_factory.mktemp("spool") / "spool.db"))
            readings[name, path] = Reading(SOURCES[name], path, spools[-1])
        return readings[name, path]

    yield drive
    for spool in spools:
        spool.close()
