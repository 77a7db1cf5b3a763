"""The recipes of CONTRIBUTING, carried out: each file is put into a copy of the package, found, and works."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Graph
from kg.ingest.ingest import Request, ingest
from kg.ingest.registry import source
from kg.settings import Settings
from tests.conftest import Kg
from tests.docs.fences import ROOT, fences

RECIPES = {fence.file: fence.text for fence in fences(ROOT / "CONTRIBUTING.md") if fence.file}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project as far as the program needs it; what is run in it is that copy."""
    for folder in ("kg", "ontologies/generated"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def here(kg: Kg, project: Path) -> Kg:
    """``kg`` as the copy is."""
    return lambda *words, **variables: kg(*words, **{"PYTHONPATH": project, **variables})


@pytest.fixture
def add(project: Path) -> Callable[..., None]:
    def write(*files: str) -> None:
        for file in files:
            (project / file).parent.mkdir(parents=True, exist_ok=True)
            (project / file).write_text(RECIPES[file], "utf-8")

    return write


def told(done: "subprocess.CompletedProcess[str]") -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_an_entity_and_a_relation(here: Kg, add: Callable[..., None], project: Path) -> None:
    add("kg/schema/entities/consumable.py")
    assert here("schema", "check").returncode == 1
    assert "ontologies/generated/templates/consumable.csv" in here("schema", "write").stdout
    assert here("schema", "check").returncode == 0
    assert "kg:Consumable" in (project / "ontologies/generated/shapes.ttl").read_text("utf-8")
    assert "## Consumable" in (project / "docs/model.md").read_text("utf-8")
    assert here("template", "consumable").stdout == "id,name_zh,name_en,maker,grade\n"

    add("kg/schema/relations/consumes.py", "tables/consumable.csv", "tables/capability.csv")
    shown = told(here("schema", "show", "CONSUMES", "--json"))
    assert shown["name"] == "CONSUMES"
    assert "consumable" in here("template", "capability").stdout.strip().split(",")
    checked = told(here("check", "tables", "--json"))
    assert checked["problems"] == []
    assert checked["records"]["Consumable"] == 1


def test_the_tables_name_what_is_not_there(here: Kg, add: Callable[..., None], project: Path) -> None:
    add("kg/schema/entities/consumable.py", "kg/schema/relations/consumes.py", "tables/consumable.csv")
    add("tables/capability.csv")
    table = project / "tables" / "capability.csv"
    table.write_text(table.read_text("utf-8").replace("nitric acid", "nitric acyd"), "utf-8")
    done = here("check", "tables", "--json")
    assert done.returncode == 1
    assert "consumable" in done.stdout


@pytest.mark.usefixtures("empty_graph")
def test_a_source(here: Kg, add: Callable[..., None]) -> None:
    add("kg/ingest/sources/county_list.py", "county.csv")
    done = told(here("ingest", "county-list", "county.csv", "--accept-shortfall", "--json"))
    assert done["rows"] == {"read": 2, "accepted": 1, "repeated": 0, "quarantined": 1}
    assert done["records"]["Capability"]["created"] == 1
    assert [kind for kind in done["issues"] if kind.startswith("column not read")] == []
    again = told(here("ingest", "county-list", "county.csv", "--accept-shortfall", "--json"))
    assert all(count["created"] == count["updated"] == count["ended"] == 0 for count in again["records"].values())
    answer = told(here("ask", "who-can-test", "--standard", "ISO 6508-1:2023", "--json"))
    assert [item["institution"]["name_en"] for item in answer["unknown"]] == ["County Laboratory"]
    assert answer["unknown"][0]["evidence"]["records"] == ["county.csv:2"]


def test_a_question(here: Kg, add: Callable[..., None], empty_graph: Graph, settings: Settings, project: Path) -> None:
    ingest(empty_graph, settings, Request(source("table"), ROOT / "examples" / "sample"))
    add("kg/queries/named/techniques.py")
    answer = told(here("ask", "techniques", "--at-least", "2", "--json"))
    counts = [item["capabilities"] for item in answer["items"]]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] >= 2
    assert "/v1/ask/techniques" in _routes(project)


def test_a_family_of_designations(here: Kg, add: Callable[..., None]) -> None:
    add("kg/standards/families/moon.py")
    read = told(here("standards", "read", "to MB L 12:2031, clause 4", "--json"))
    [citation] = read["citations"]
    assert (citation["designation"], citation["clause"], read["rest"]) == ("MB-L 12:2031", "4", "to")


def _routes(project: Path) -> list[str]:
    """Addresses of the API of the copy, which needs no engine to tell them."""
    program = (
        "import json; from kg.api.app import create_app; from kg.settings import Settings;"
        "print(json.dumps(list(create_app(Settings(), None).openapi()['paths'])))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=project, env={"PYTHONPATH": str(project), "PATH": ""},
                          capture_output=True, text=True, check=False)  # fmt: skip
    found: list[str] = told(done)
    return found


def test_every_recipe_file_is_carried_out() -> None:
    carried_out = Path(__file__).read_text("utf-8")
    assert {file for file in RECIPES if f'"{file}"' not in carried_out} == set()
