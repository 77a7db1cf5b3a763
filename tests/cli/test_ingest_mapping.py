"""``kg ingest table --mapping``: a table under its owner's own headers, as a process reads it."""

import json
from pathlib import Path

import pytest

from tests.conftest import Kg

ROOT = Path(__file__).parents[2]
OWN = ROOT / "examples" / "own-headers"


pytestmark = pytest.mark.usefixtures("empty_graph")


def test_a_mapping_file_says_what_the_columns_are(kg: Kg) -> None:
    told = kg("ingest", "table", OWN / "scope-list.csv", "--mapping", OWN / "mapping.toml", "--json")
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["rows"] == {"read": 5, "accepted": 5, "repeated": 0, "quarantined": 0}
    again = kg("quarantine", "replay", "table:scope-list", "--mapping", OWN / "mapping.toml", "--json")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["records"]["Capability"] == {
        "created": 0, "updated": 0, "unchanged": 5, "ended": 0
    }  # fmt: skip


def test_a_source_that_takes_no_mapping_says_so(kg: Kg) -> None:
    told = kg("ingest", "nabl", OWN, "--mapping", OWN / "mapping.toml")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == "error: source 'nabl' takes no mapping.\n"
