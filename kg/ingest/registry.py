"""The sources that this program reads: every file of ``sources/`` that declares one."""

from kg.discovery import discover
from kg.errors import UsageError, did_you_mean
from kg.ingest import sources
from kg.ingest.source import Source

SOURCES: dict[str, Source] = discover(sources, Source)


def source(name: str) -> Source:
    """The source of that name; ``UsageError`` with the nearest one when there is none."""
    if name not in SOURCES:
        raise UsageError(
            f"unknown source '{name}'.{did_you_mean(name, SOURCES)} 'kg sources' lists all {len(SOURCES)}."
        )
    return SOURCES[name]
