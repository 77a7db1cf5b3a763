"""The pages of the documentation, and the fenced blocks in them.

- ``console``: lines that begin with ``$ `` are run, and what they print must be what follows; a line that is ``…``
  stands for any lines, ``…`` within a line for any text of that line.
- ``sh``: run as it stands, and must succeed. ``python``: the same, in one process.
- ``python file=PATH``: a file that a recipe of CONTRIBUTING adds.
- ``text``, ``toml``, ``json``, ``csv file=PATH``: not run by themselves.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]

# docs/model.md is held against the schema by the tests of the schema.
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]

# Its examples are run on the real files, where these are.
REAL = ROOT / "docs" / "matching-real.md"

_FENCE = re.compile(r"^```([a-z]*)(?: file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Fence(NamedTuple):
    """``line``: where its text begins; ``file``: the path that a recipe writes it to."""

    page: Path
    line: int
    language: str
    file: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def fences(page: Path) -> Iterator[Fence]:
    """The fenced blocks of a page."""
    text = page.read_text("utf-8")
    for found in _FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 2
        yield Fence(page, line, found[1], found[2] or "", found[3])


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", page.read_text("utf-8"))


def headings(page: Path) -> list[str]:
    """Texts of the headings of a page, without the marks of code."""
    return [line.lstrip("#").strip().replace("`", "") for line in prose(page).splitlines() if line.startswith("#")]


def anchor(heading: str) -> str:
    """The anchor that a heading has on the usual hosts."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
