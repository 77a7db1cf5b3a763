"""A directory is the registry: what it finds, and what it refuses."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kg.discovery import discover
from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import EntityType, Relation

THING = 'from kg.schema.core import EntityType, Words\n{name} = EntityType("{name}", Words("{name}", "物"), Words("A.", "物。"))\n'


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of its own, ``things``, to put modules into."""
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "things").mkdir()
    (tmp_path / "things" / "__init__.py").touch()
    yield tmp_path / "things"
    for name in [name for name in sys.modules if name.partition(".")[0] == "things"]:
        del sys.modules[name]


def things() -> ModuleType:
    importlib.invalidate_caches()
    return importlib.import_module("things")


def test_it_finds_modules_and_packages_by_sorted_name(registry: Path) -> None:
    (registry / "zebra.py").write_text(THING.format(name="Apple"))
    (registry / "folder").mkdir()
    (registry / "folder" / "__init__.py").write_text(THING.format(name="Zebra"))
    assert list(discover(things(), EntityType)) == ["Apple", "Zebra"]


def test_a_module_that_declares_nothing_is_an_error(registry: Path) -> None:
    (registry / "empty.py").write_text("WORDS = 3\n")
    with pytest.raises(LookupError, match=r"things\.empty declares no EntityType"):
        discover(things(), EntityType)


def test_a_name_declared_twice_is_an_error(registry: Path) -> None:
    for module in ("one", "two"):
        (registry / f"{module}.py").write_text(THING.format(name="Apple"))
    with pytest.raises(LookupError, match="'Apple' is declared twice"):
        discover(things(), EntityType)


def test_a_declaration_that_another_module_imports_is_one(registry: Path) -> None:
    (registry / "apple.py").write_text(THING.format(name="Apple"))
    (registry / "pear.py").write_text("from things.apple import Apple\n" + THING.format(name="Pear"))
    assert list(discover(things(), EntityType)) == ["Apple", "Pear"]


@pytest.mark.parametrize(("folder", "found"), [("entities", SCHEMA), ("relations", RELATIONS)])
def test_each_file_of_the_schema_declares_what_it_is_named_after(
    folder: str, found: dict[str, EntityType] | dict[str, Relation]
) -> None:
    files = {path.stem for path in (Path(__file__).parents[1] / "kg/schema" / folder).glob("[!_]*.py")}
    named = {d.slug.replace("-", "_") if isinstance(d, EntityType) else d.name.lower() for d in found.values()}
    assert files == named
