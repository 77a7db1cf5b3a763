"""Every example in the documentation is run, on the sample world and the tests' own engine."""

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from kg.graph import Graph
from kg.settings import Settings
from tests.docs.fences import PAGES, REAL, Fence, fences
from tests.docs.shell import ADDRESS, Shell, lines, pattern

EXAMPLES = [fence for page in PAGES if page != REAL for fence in fences(page) if not fence.file]


def of(language: str) -> list[Fence]:
    return [fence for fence in EXAMPLES if fence.language == language]


@pytest.fixture(scope="module")
def pages() -> list[Path]:
    """The pages whose examples have run."""
    return []


@pytest.fixture
def run(
    example: Fence, pages: list[Path], restored_world: Callable[[], Graph], api: httpx.Client, settings: Settings,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> Shell:  # fmt: skip
    """What runs the lines of an example. Each page begins with the sample world; what its examples add, the next ones find."""
    if example.page not in pages[-1:]:
        restored_world()
        pages.append(example.page)
    return Shell.within(tmp_path, settings, str(api.base_url).rstrip("/"), monkeypatch)


@pytest.mark.parametrize("example", of("console"), ids=str)
def test_console(example: Fence, run: Shell) -> None:
    run.holds(example)


@pytest.mark.parametrize("example", of("sh"), ids=str)
def test_sh(example: Fence, run: Shell) -> None:
    told = run.shell(example.text)
    assert told.returncode == 0, f"{example}: {told.stderr}"


@pytest.mark.parametrize("example", of("python"), ids=str)
def test_python(example: Fence, run: Shell) -> None:
    exec(compile(example.text.replace(ADDRESS, run.address), str(example), "exec"), {"__name__": "__example__"})


@pytest.mark.parametrize(
    ("expected", "told", "fits"),
    [
        ("a\n…\nd", "a\nb\nc\nd", True),
        ("a\n…\nd", "a\nd", True),
        ("a … d", "a b d", True),
        ("a", "a\nb", False),
        ("a\n…", "b", False),
    ],
)
def test_what_an_ellipsis_stands_for(expected: str, told: str, fits: bool) -> None:
    found = re.fullmatch(pattern(lines(expected)), "".join(f"{line}\n" for line in lines(told)))
    assert bool(found) == fits


def test_every_example_has_a_language_that_says_what_becomes_of_it() -> None:
    known = {"console", "sh", "python", "text", "toml", "json", "csv"}
    assert {str(fence): fence.language for page in PAGES for fence in fences(page) if fence.language not in known} == {}
