"""``kg check`` and ``kg template``: a data owner's way to a table that ingests."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kg.cli.app import register
from kg.errors import DataError, UsageError
from kg.ingest.check import check
from kg.ingest.sources.table import TABLE
from kg.schema.core import EntityType
from kg.schema.derive.table import header, tabled

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    register(app)
    return app


def test_the_sample_has_no_problem() -> None:
    checked = check(TABLE, EXAMPLES / "sample", {})
    assert checked.problems == ()
    assert checked.records["Capability"] == 310


def test_each_problem_is_a_row_a_column_and_a_reason(tmp_path: Path) -> None:
    (tmp_path / "my.csv").write_text(
        "institution,activity,parameter,valid_to,status\n甲,testing,硬度,2026-02-30,\n甲,testing,强度,,怪\n",
        "utf-8",
    )
    checked = check(TABLE, tmp_path / "my.csv", {})
    assert [(p.file, p.row, p.column) for p in checked.problems] == [
        ("my.csv", 2, "valid_to"),
        ("my.csv", 3, "status"),
    ]
    assert checked.rows == {"read": 2, "accepted": 1, "repeated": 0, "quarantined": 1}


def test_check_prints_problems_and_exits_with_1(app: typer.Typer, tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text("institution,activity,valid_to\n甲,testing,someday\n", "utf-8")
    result = CliRunner().invoke(app, ["check", str(path)])
    assert result.exit_code == 1
    assert "my.csv:2  valid_to: 'someday' is not a day" in result.stdout


def test_check_reads_an_owners_table_by_its_mapping_and_answers_in_json(app: typer.Typer) -> None:
    own = EXAMPLES / "own-headers"
    result = CliRunner().invoke(
        app, ["check", str(own / "scope-list.csv"), "--mapping", str(own / "mapping.toml"), "--json"]
    )
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert (said["problems"], said["rows"]["accepted"]) == ([], 5)


def test_check_of_nothing_says_so(app: typer.Typer, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["check", str(tmp_path / "nowhere.csv")])
    assert isinstance(result.exception, DataError)
    assert "no file or folder" in str(result.exception)


@pytest.mark.parametrize("entity", tabled(), ids=lambda entity: entity.slug)
def test_a_template_is_the_header_of_its_table(app: typer.Typer, entity: EntityType) -> None:
    result = CliRunner().invoke(app, ["template", entity.slug])
    assert result.stdout == ",".join(header(entity)) + "\n"


def test_an_unknown_template_hints_at_the_nearest(app: typer.Typer) -> None:
    result = CliRunner().invoke(app, ["template", "capabilty"])
    assert isinstance(result.exception, UsageError)
    assert "Did you mean 'capability'?" in str(result.exception)
