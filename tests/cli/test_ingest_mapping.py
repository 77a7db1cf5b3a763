"""``kg ingest table --mapping``: a table under its owner's own headers, as a process reads it."""

import json
from pathlib import Path

import pytest

from tests.conftest import Kg

ROOT = Path(__file__).parents[2]
OWN = ROOT / "examples" / "own-headers"


pytestmark = pytest.mark.usefixtures("empty_graph")


def test_a_mapping_file_says_what_the_columns_are(kg: Kg) -> None:
    told = kg("ingest", "table", OWN / "scope-list.csv", "--mapping", OWN / "mapping.toml",
              "--observed-on", "2026-11-01", "--json")  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["rows"] == {"read": 5, "accepted": 5, "repeated": 0, "quarantined": 0}
    again = kg("quarantine", "replay", "table:scope-list", "--json")
    assert again.returncode == 0, again.stderr
    changed = {
        name
        for name, counts in json.loads(again.stdout)["records"].items()
        if counts["unchanged"] < sum(counts.values())
    }
    assert changed == set(), "a replay asks for what the run before was asked for"


def test_a_source_that_takes_no_mapping_says_so(kg: Kg) -> None:
    told = kg("ingest", "nabl", OWN, "--mapping", OWN / "mapping.toml")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == "error: source 'nabl' takes no mapping.\n"
