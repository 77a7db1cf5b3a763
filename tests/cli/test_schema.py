"""``kg schema``."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app, register
from kg.errors import DataError, NotFoundError
from kg.schema import RELATIONS, SCHEMA


@pytest.fixture(scope="module", autouse=True)
def commands() -> None:
    register(app)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["schema", *words])


def test_show_names_every_entity_and_relation() -> None:
    shown = run("show").stdout
    assert [name for name in (*SCHEMA, *RELATIONS) if name not in shown] == []


@pytest.mark.parametrize("name", ["StandardEdition", "standard-edition", "standardedition"])
def test_show_finds_an_entity_by_name_or_slug(name: str) -> None:
    shown = json.loads(run("show", name, "--json").stdout)
    assert shown["name"] == "StandardEdition"
    assert shown["named_by"] == "designation"
    assert {"name": "EDITION_OF", "ends": ["StandardEdition", "Standard"]} in shown["relations"]
    year = next(p for p in shown["properties"] if p["name"] == "year")
    assert (year["type"], year["lowest"], year["highest"]) == ("year", 1800, 2199)


@pytest.mark.parametrize("name", ["DEFINED_BY", "defined_by", "defined-by"])
def test_show_finds_a_relation_by_name(name: str) -> None:
    shown = json.loads(run("show", name, "--json").stdout)
    assert shown["name"] == "DEFINED_BY"
    assert shown["ends"] == [["TestMethod", "StandardEdition"], ["TestMethod", "Standard"]]


def test_show_prints_one_entity_or_relation_as_a_table() -> None:
    assert "columns of its table: id, institution" in run("show", "capability").stdout
    assert "StandardEdition → Standard" in run("show", "adopts").stdout


def test_show_as_json_is_the_whole_model() -> None:
    shown = json.loads(run("show", "--json").stdout)
    assert [entity["name"] for entity in shown["entities"]] == list(SCHEMA)
    assert [relation["name"] for relation in shown["relations"]] == list(RELATIONS)


def test_a_name_that_is_not_known_is_told_its_nearest() -> None:
    error = run("show", "Capabilty").exception
    assert isinstance(error, NotFoundError)
    assert str(error) == (
        "unknown entity or relation 'Capabilty'. Did you mean 'Capability'? 'kg schema show' lists all."
    )


def test_check_names_what_is_behind_and_write_repairs_it(tmp_path: Path) -> None:
    (tmp_path / "ontologies/generated").mkdir(parents=True)
    root = ("--root", str(tmp_path))
    assert "docs/model.md" in run("write", *root).stdout
    assert run("check", *root).exit_code == 0
    (tmp_path / "docs/model.md").write_text("mine")
    behind = run("check", *root)
    assert (behind.exit_code, behind.stdout) == (1, "docs/model.md\n")
    assert "'kg schema write' brings them up to date" in behind.stderr


def test_a_folder_that_is_no_project_is_told_so(tmp_path: Path) -> None:
    error = run("check", "--root", str(tmp_path)).exception
    assert isinstance(error, DataError)
    assert "ontologies/generated" in str(error)
