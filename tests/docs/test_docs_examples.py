"""Every example in the documentation is run, on the sample world and the tests' own engine."""

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
import uvicorn

from kg.api.app import create_app
from kg.cli.app import register
from kg.errors import KgError
from kg.graph import Graph
from kg.settings import Settings
from tests.docs.fences import PAGES, ROOT, Fence, fences

ADDRESS = "http://127.0.0.1:8000"
WRITE = bool(os.environ.get("KG_DOCS_WRITE"))

# What is another every time: written as an ellipsis.
VOLATILE = (
    (re.compile(r'("took_ms": )[0-9.]+'), r"\1…"),
    (re.compile(r'("run": )"table:[^"]+"'), r'\1"…"'),
    (re.compile(r'("digest": )"[0-9a-f]+"'), r'\1"…"'),
)

EXAMPLES = [fence for page in PAGES for fence in fences(page) if not fence.file]


def of(language: str) -> list[Fence]:
    return [fence for fence in EXAMPLES if fence.language == language]


@pytest.fixture(scope="module")
def address(world: Graph, settings: Settings) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(create_app(settings, world), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not (server.started and server.servers):
        assert thread.is_alive()
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def pages() -> list[Path]:
    """The pages whose examples have run."""
    return []


@pytest.fixture
def run(
    example: Fence, pages: list[Path], restored_world: Callable[[], Graph], address: str, settings: Settings,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> "Shell":  # fmt: skip
    """What runs the lines of an example, in a folder that has the examples of the project and nothing else. Each page
    begins with the sample world; what its examples add, the next ones find."""
    if example.page not in pages[-1:]:
        restored_world()
        pages.append(example.page)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)
    ours = {"KG_HOME": settings.home, "KG_CACHE": settings.cache, "KG_ENGINE_LOCK": settings.engine_lock}
    for name, value in {**ours, "COLUMNS": "100", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.setenv("PATH", f"{_bin(tmp_path)}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return Shell(address)


def _bin(folder: Path) -> Path:
    """A folder with ``kg`` and ``python`` as this process has them."""
    (folder / ".bin").mkdir()
    for name, words in (("kg", "-m kg.cli"), ("python", "")):
        script = folder / ".bin" / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', "utf-8")
        script.chmod(0o755)
    return folder / ".bin"


class Shell:
    """Runs lines: a plain ``kg`` in this process, which saves its start; anything else by the shell."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._app = typer.Typer()
        register(self._app)

    def __call__(self, line: str) -> str:
        """What the line prints, errors included."""
        if line.startswith("kg ") and not re.search(r"[|<>&;$]", line):
            return self._kg(shlex.split(line)[1:])
        told = self.shell(line)
        return told.stdout + told.stderr

    def shell(self, text: str) -> "subprocess.CompletedProcess[str]":
        if "curl" in text and not shutil.which("curl"):
            pytest.skip("this machine has no curl")
        line = ["sh", "-euc", text.replace(ADDRESS, self.address)]
        return subprocess.run(line, capture_output=True, text=True, check=False)

    def _kg(self, words: list[str]) -> str:
        told = io.StringIO()
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
            try:
                typer.main.get_command(self._app)(words, prog_name="kg")
            except SystemExit:
                return told.getvalue()
            except KgError as error:
                return f"{told.getvalue()}error: {error}\n"
        return told.getvalue()


def lines(text: str) -> list[str]:
    """Lines without white space at their ends, and without empty ones at the ends of the whole."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n").splitlines()


def pattern(expected: list[str]) -> str:
    """A regular expression for what an example says that it prints."""
    parts = []
    for line in expected:
        if line.strip() == "…":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(".*".join(re.escape(part) for part in line.split("…")) + r"\n")
    return "".join(parts)


def steps(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block, with what it prints. A line that ends in a backslash goes on in the next."""
    whole = text.replace("\\\n", "")
    for part in re.split(r"^\$ ", whole, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, lines(printed)


@pytest.mark.parametrize("example", of("console"), ids=str)
def test_console(example: Fence, run: Shell) -> None:
    """With KG_DOCS_WRITE=1 what an example printed just now takes the place of what no longer fits."""
    commands = list(steps(example.text))
    assert commands, f"{example} has no command"
    for command, expected in commands:
        told = "".join(f"{line}\n" for line in lines(run(command)))
        if not re.fullmatch(pattern(expected), told):
            assert WRITE, f"{example}: $ {command}\n{told}"
            rewrite(example, command, expected, told)


def rewrite(example: Fence, command: str, expected: list[str], told: str) -> None:
    """Put what a command prints into its page, after the line that runs it."""
    page = example.page.read_text("utf-8")
    head = f"$ {command}\n"
    before = head + "".join(f"{line}\n" for line in expected)
    assert before in page, f"{example}: a command of several lines is written by hand"
    for changing, words in VOLATILE:
        told = changing.sub(words, told)
    example.page.write_text(page.replace(before, head + told, 1), "utf-8")


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
