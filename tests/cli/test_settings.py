"""A setting that cannot be is told in a line, by its variable."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("variable", "value", "why"),
    [("KG_QUERY_TIMEOUT", "soon", "duration"), ("KG_NEO4J_HEAP_MB", "12", "greater than or equal to 128")],
)
def test_a_wrong_setting_is_named(variable: str, value: str, why: str) -> None:
    told = subprocess.run([sys.executable, "-m", "kg.cli", "settings"], env={**os.environ, variable: value},
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith(f"error: {variable} is '{value}': ")
    assert why in told.stderr
    assert "Traceback" not in told.stderr
