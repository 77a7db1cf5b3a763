"""Who publishes standards: a table of bodies by acronym. Names are the bodies' own."""

from typing import NamedTuple

from kg.standards.tables import table


class Publisher(NamedTuple):
    """A body that publishes standards; ``country``: ISO 3166-1 alpha-2, None for an international one."""

    acronym: str
    name_en: str
    name_zh: str
    country: str | None


PUBLISHERS: dict[str, Publisher] = {
    row["acronym"]: Publisher(row["acronym"], row["name_en"], row["name_zh"], row["country"] or None)
    for row in table("publishers.tsv")
}
