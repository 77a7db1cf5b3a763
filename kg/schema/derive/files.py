"""The files that follow from the schema: written, and held against what is on disk."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kg.schema import SCHEMA
from kg.schema.derive import NOTICE
from kg.schema.derive.jsonld import context
from kg.schema.derive.neo4j import statements
from kg.schema.derive.owl import ontology
from kg.schema.derive.page import page
from kg.schema.derive.rdf import turtle
from kg.schema.derive.shacl import shapes
from kg.schema.derive.table import header, tabled

FOLDER = "ontologies/generated"


@cache
def artefacts() -> dict[str, str]:
    """Every generated file: its path from the project's root, and its text; the same byte for byte each time."""
    return {
        f"{FOLDER}/ontology.ttl": turtle(ontology()),
        f"{FOLDER}/shapes.ttl": turtle(shapes()),
        f"{FOLDER}/context.jsonld": json.dumps(context(), ensure_ascii=False, indent=2) + "\n",
        f"{FOLDER}/schema.cypher": _script(statements(SCHEMA.values())),
        **{f"{FOLDER}/templates/{entity.slug}.csv": ",".join(header(entity)) + "\n" for entity in tabled()},
        "docs/model.md": page(),
    }


def write(root: Path) -> list[str]:
    """Bring the files under ``root`` to what the schema says; returns the paths that were changed or removed."""
    changed = stale(root)
    wanted = artefacts()
    for path in changed:
        if path in wanted:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(wanted[path].encode())
        else:
            (root / path).unlink()
    return changed


def stale(root: Path) -> list[str]:
    """Paths under ``root`` that are missing, other than the schema says, or left over in the generated folder."""
    wanted = artefacts()
    there = {file.relative_to(root).as_posix() for file in (root / FOLDER).rglob("*") if file.is_file()}
    differ = {path for path, text in wanted.items() if _read(root / path) != text.encode()}
    return sorted(differ | (there - wanted.keys()))


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _script(lines: Iterable[str]) -> str:
    return f"// {NOTICE}\n" + "".join(f"{line};\n" for line in lines)
