"""The model's page for people, ``docs/model.md``: every entity, relation and property in en and zh."""

from collections.abc import Iterable, Iterator

from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import HOUSEKEEPING, ID, NAME_EN, NAME_ZH, RECORD, SOURCE, EntityType, Property, Relation
from kg.schema.derive import NOTICE
from kg.schema.derive.table import header
from kg.schema.prefixes import KG, PREFIXES, curie

INTRODUCTION = f"""\
What the graph is made of. Each entity and relation is one declaration in `kg/schema`; this page, the Neo4j constraints,
the pydantic models, the ontology (OWL), the shapes (SHACL), the JSON-LD context and the CSV templates all follow from it.
The generated files are in `ontologies/generated`; `kg schema show NAME` prints one entry of this page.

Our own terms are in the namespace `{KG}` (`kg:`); terms of published ontologies are used where they mean
exactly that, and named as wider ones where ours is narrower.

- **Shared** things (a standard, a parameter, a region) may be stated by several sources; each is linked by STATED_BY.
  What is not shared belongs to the one source in its `source` property.
- **`unknown`** in a list of words is for a source that says something unread; what a source leaves open is absent.
- A relation is **stated by** the record at one of its ends, the one that has few of them, and is covered by that
  record's content hash."""

TIME = """\
*Valid time* is in the properties: `valid_from` and `valid_to` as printed, status periods, and the `observed_on` of the
source. *Transaction time* is what the loader writes on every node beside the declared properties; a relation carries
`first_run` too. What a source no longer states is ended, not deleted. When a source was last seen is on its Run alone, so
that a run that changes nothing writes nothing else."""


def page() -> str:
    """The whole page, Markdown."""
    parts = [
        f"<!-- {NOTICE} -->",
        "# The model",
        INTRODUCTION,
        "## Entities",
        _table(("entity", "实体", "meaning", "shared"), map(_summary, SCHEMA.values())),
        "## Relations",
        _table(
            ("relation", "关系", "from → to", "stated by", "properties", "meaning"),
            map(_joins, RELATIONS.values()),
        ),
        "## What every entity has",
        "Named entities have both names, of which one may be absent.",
        _table(_PROPERTY_HEAD, map(_row, EVERYWHERE)),
        "## Time, and what the loader keeps",
        TIME,
        _table(_PROPERTY_HEAD, map(_row, HOUSEKEEPING)),
        *(part for entity in SCHEMA.values() for part in _chapter(entity)),
        "## Properties of relations",
        *(part for relation in RELATIONS.values() if relation.properties for part in _section(relation)),
        "## Prefixes",
        _table(("prefix", "namespace"), ((f"`{prefix}:`", f"`{iri}`") for prefix, iri in PREFIXES.items())),
    ]
    return "\n\n".join(parts) + "\n"


EVERYWHERE = (ID, NAME_ZH, NAME_EN, SOURCE, RECORD)
_PROPERTY_HEAD = ("property", "名称", "type", "needed", "meaning", "含义", "term")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _summary(entity: EntityType) -> tuple[str, ...]:
    anchor = entity.name.lower()
    return f"[{entity.name}](#{anchor})", entity.label.zh, entity.doc.en, "yes" if entity.shared else ""


def _joins(relation: Relation) -> tuple[str, ...]:
    pairs = "<br>".join(f"{ends.start} → {ends.end}" for ends in relation.ends)
    states = "from" if relation.stated_by == "start" else "to"
    own = ", ".join(f"`{p.name}`" for p in relation.properties)
    how = ", ".join([states, *(["needed"] if relation.required else []), "several" if relation.many else "one"])
    return f"`{relation.name}`", relation.label.zh, pairs, how, own, relation.doc.en


def _chapter(entity: EntityType) -> Iterator[str]:
    yield f"## {entity.name}"
    yield f"**{entity.label.en} · {entity.label.zh}.** {entity.doc.en} {entity.doc.zh}"
    facts = [f"Term: `{curie(entity.iri)}`"]
    if entity.within:
        facts.append(f"a kind of {', '.join(f'`{curie(wider)}`' for wider in entity.within)}")
    if entity.key:
        facts.append(f"known by {', '.join(f'`{column}`' for column in entity.key)}")
    yield "; ".join(facts) + "."
    if entity.properties:
        yield _table(_PROPERTY_HEAD, map(_row, entity.properties))
    if not entity.derived:
        yield f"Columns of its table: {', '.join(f'`{name}`' for name in header(entity))}."


def _section(relation: Relation) -> Iterator[str]:
    yield f"### {relation.name}"
    yield _table(_PROPERTY_HEAD, map(_row, relation.properties))


def _row(p: Property) -> tuple[str, ...]:
    type = " / ".join(f"`{choice}`" for choice in p.type.choices) or p.type.name
    needed = "yes" if p.required else ""
    terms = ", ".join(f"`{curie(iri)}`" for iri in (p.iri, *p.within))
    return (
        f"`{p.name}`",
        p.label.zh,
        f"{type}, several" if p.many else type,
        needed,
        p.doc.en,
        p.doc.zh,
        terms,
    )
