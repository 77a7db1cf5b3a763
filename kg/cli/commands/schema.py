"""``kg schema``: the model on the terminal, and the files that follow from it.

Those are derived with rdflib, which takes as long to import as all the rest: only what needs it imports it.
"""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from kg.errors import DataError, NotFoundError, did_you_mean
from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import EntityType, Property, Relation
from kg.schema.derive.outline import entity_outline, find, outline, relation_outline
from kg.schema.derive.table import header
from kg.schema.prefixes import curie

schema = typer.Typer(no_args_is_help=True, help="The model: its entities, relations and properties.")

Root = Annotated[Path, typer.Option("--root", help="The project's folder, which has ontologies/generated.")]


def register(app: typer.Typer) -> None:
    app.add_typer(schema, name="schema")


@schema.command("show")
def show(
    name: Annotated[str | None, typer.Argument(help="An entity or a relation, e.g. Capability or OFFERS.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print the whole model, or one entity or relation of it."""
    found = _find(name) if name else None
    if as_json:
        typer.echo(json.dumps(_outline(found), ensure_ascii=False, indent=2))
    elif found is None:
        _print_all()
    elif isinstance(found, EntityType):
        _print_entity(found)
    else:
        _print_relation(found)


@schema.command("write")
def write_files(root: Root = Path()) -> None:
    """Write the files that follow from the model: ontology, shapes, context, Cypher, templates, docs/model.md."""
    from kg.schema.derive import files

    changed = files.write(_project(root, files.FOLDER))
    for path in changed:
        typer.echo(path)
    typer.echo(f"{len(changed)} files written" if changed else "all generated files are current", err=True)


@schema.command("check")
def check_files(root: Root = Path()) -> None:
    """Exit 1, naming the files, when those on disk are not what the model says."""
    from kg.schema.derive import files

    behind = files.stale(_project(root, files.FOLDER))
    for path in behind:
        typer.echo(path)
    if behind:
        typer.echo(
            f"{len(behind)} generated files are out of date; 'kg schema write' brings them up to date",
            err=True,
        )
        raise typer.Exit(1)
    typer.echo("all generated files are current", err=True)


def _find(name: str) -> EntityType | Relation:
    if found := find(name):
        return found
    near = did_you_mean(name, [*SCHEMA, *RELATIONS])
    raise NotFoundError(f"unknown entity or relation '{name}'.{near} 'kg schema show' lists all.")


def _project(root: Path, folder: str) -> Path:
    if not (root / folder).is_dir():
        raise DataError(f"'{root}' has no folder {folder}; run this in the project's folder, or name it with --root.")
    return root


def _outline(found: EntityType | Relation | None) -> dict[str, Any]:
    if found is None:
        return outline()
    return entity_outline(found) if isinstance(found, EntityType) else relation_outline(found)


def _print_all() -> None:
    entities = Table("entity", "实体", "meaning")
    for entity in SCHEMA.values():
        entities.add_row(entity.name, entity.label.zh, entity.doc.en)
    relations = Table("relation", "关系", "from → to")
    for relation in RELATIONS.values():
        relations.add_row(relation.name, relation.label.zh, _ends(relation))
    Console().print(entities, relations)


def _print_entity(entity: EntityType) -> None:
    console = Console()
    console.print(f"{entity.name} · {entity.label.zh}: {entity.doc.en}", highlight=False)
    console.print(_properties(entity.all_properties))
    relations = Table("relation", "from", "to")
    for relation in RELATIONS.values():
        for ends in relation.ends:
            if entity.name in ends:
                relations.add_row(relation.name, ends.start, ends.end)
    console.print(relations)
    if not entity.derived:
        console.print(f"columns of its table: {', '.join(header(entity))}", highlight=False)


def _print_relation(relation: Relation) -> None:
    console = Console()
    console.print(f"{relation.name} · {relation.label.zh}: {relation.doc.en}", highlight=False)
    console.print(_ends(relation), highlight=False)
    if relation.properties:
        console.print(_properties(relation.properties))


def _ends(relation: Relation) -> str:
    return "\n".join(f"{ends.start} → {ends.end}" for ends in relation.ends)


def _properties(properties: tuple[Property, ...]) -> Table:
    table = Table("property", "名称", "type", "needed", "meaning", "term")
    for p in properties:
        type = " / ".join(p.type.choices) or p.type.name
        needed = "yes" if p.required else ""
        table.add_row(p.name, p.label.zh, f"{type}, several" if p.many else type, needed, p.doc.en, curie(p.iri))
    return table
