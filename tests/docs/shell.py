"""What runs the lines of an example, and holds what they print against what the page says."""

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from kg.cli.app import register
from kg.errors import KgError
from kg.settings import Settings
from tests.docs.fences import ROOT, Fence

ADDRESS = "http://127.0.0.1:8000"
WRITE = bool(os.environ.get("KG_DOCS_WRITE"))

# What is another every time: written as an ellipsis.
VOLATILE = (
    (re.compile(r'("took_ms": )[0-9.]+'), r"\1…"),
    (re.compile(r'("run": )"table:[^"]+"'), r'\1"…"'),
    (re.compile(r'("digest": )"[0-9a-f]+"'), r'\1"…"'),
)


class Shell:
    """Runs lines: a plain ``kg`` in this process, which saves its start; anything else by the shell."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._app = typer.Typer()
        register(self._app)

    @classmethod
    def within(cls, folder: Path, settings: Settings, address: str, monkeypatch: pytest.MonkeyPatch) -> "Shell":
        """One that stands in a folder with the examples of the project and nothing else, on an engine and its API."""
        (folder / "examples").symlink_to(ROOT / "examples")
        monkeypatch.chdir(folder)
        for name in [name for name in os.environ if name.startswith("KG_")]:
            monkeypatch.delenv(name)
        ours = {"KG_HOME": settings.home, "KG_CACHE": settings.cache, "KG_ENGINE_LOCK": settings.engine_lock}
        for name, value in {**ours, "COLUMNS": "100", "NO_COLOR": "1"}.items():
            monkeypatch.setenv(name, str(value))
        monkeypatch.setenv("PATH", f"{_bin(folder)}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setenv("PYTHONPATH", str(ROOT))
        return cls(address)

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

    def holds(self, example: Fence) -> None:
        """Run the commands of an example: each prints what stands below it. With KG_DOCS_WRITE=1 what one printed just now takes
        the place of what no longer fits."""
        commands = list(_steps(example.text))
        assert commands, f"{example} has no command"
        for command, expected in commands:
            told = "".join(f"{line}\n" for line in lines(self(command)))
            if not re.fullmatch(pattern(expected), told):
                assert WRITE, f"{example}: $ {command}\n{told}"
                _rewrite(example, command, expected, told)

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


def _bin(folder: Path) -> Path:
    """A folder with ``kg`` and ``python`` as this process has them."""
    (folder / ".bin").mkdir()
    for name, words in (("kg", "-m kg.cli"), ("python", "")):
        script = folder / ".bin" / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', "utf-8")
        script.chmod(0o755)
    return folder / ".bin"


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


def _steps(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block, with what it prints. A line that ends in a backslash goes on in the next."""
    whole = text.replace("\\\n", "")
    for part in re.split(r"^\$ ", whole, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, lines(printed)


def _rewrite(example: Fence, command: str, expected: list[str], told: str) -> None:
    """Put what a command prints into its page, after the line that runs it."""
    page = example.page.read_text("utf-8")
    head = f"$ {command}\n"
    before = head + "".join(f"{line}\n" for line in expected)
    assert before in page, f"{example}: a command of several lines is written by hand"
    for changing, words in VOLATILE:
        told = changing.sub(words, told)
    example.page.write_text(page.replace(before, head + told, 1), "utf-8")
