"""Constraints and indexes, for Neo4j Community: uniqueness and lookup only. One statement a value."""

from collections.abc import Iterable, Iterator

from kg.schema.core import EntityType

# The full-text index over what people look for by words; its analyzer cuts Chinese into pairs and levels width and case.
NAMES_INDEX = "names"


def statements(entities: Iterable[EntityType]) -> Iterator[str]:
    """Every statement is idempotent; together they are the database schema."""
    entities = tuple(entities)
    searched = [entity.name for entity in entities if entity.searched]
    for entity in entities:
        label = entity.name
        for p in entity.all_properties:
            if p.unique:
                yield (f"CREATE CONSTRAINT {label.lower()}_{p.name}_unique IF NOT EXISTS "
                       f"FOR (n:{label}) REQUIRE n.{p.name} IS UNIQUE")  # fmt: skip
        for name in indexed(entity):
            yield _index(label, name)
    yield (
        f"CREATE FULLTEXT INDEX {NAMES_INDEX} IF NOT EXISTS FOR (n:{'|'.join(searched)}) "
        "ON EACH [n.name_zh, n.name_en, n.designation] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    )


def indexed(entity: EntityType) -> list[str]:
    """Properties of a type that have an index of their own, beside those that are unique."""
    declared = [p.name for p in entity.all_properties if p.indexed or (p.name == "source" and not entity.shared)]
    # What a run has changed is looked up after it, among millions that it has not.
    return [*declared, *(("key_zh", "key_en") if entity.named else ()), "changed_run"]


def _index(label: str, name: str) -> str:
    return f"CREATE INDEX {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"


# The most bytes of a text that an index of Neo4j can hold.
INDEXED_BYTES = 8_000
