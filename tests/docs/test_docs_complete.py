"""Nothing is left out of the documentation, and nothing in it leads nowhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import typer

from kg.asking.answer import Kind
from kg.cli.app import register
from kg.ingest.registry import SOURCES
from kg.matching.requirement import SUBJECTS
from kg.matching.verdict import CONSTRAINTS
from kg.queries import QUESTIONS
from kg.settings import Settings
from tests.docs.fences import PAGES, ROOT, anchor, headings, prose
from tests.docs.generated_blocks import BLOCKS, DOCS, current, named

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def commands() -> Iterator[str]:
    app = typer.Typer()
    register(app)
    yield from _leaves("kg", typer.main.get_command(app))


def _leaves(path: str, command: Any) -> Iterator[str]:
    """Commands below a command; typer's own class of groups is not public, but what it holds is."""
    if not hasattr(command, "commands"):
        yield path
        return
    for name, inner in command.commands.items():
        if path == "kg ask":
            continue  # each question has its heading in questions.md
        if (path, name) == ("kg", "ask"):
            yield "kg ask"
        yield from _leaves(f"{path} {name}", inner)


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_generated_blocks_are_current(page: Path) -> None:
    text = page.read_text("utf-8")
    assert text == current(text), "'python -m tests.docs.generated_blocks' writes them"


def test_every_generated_block_stands_somewhere() -> None:
    assert sorted(found for page in DOCS.rglob("*.md") for found in named(page.read_text("utf-8"))) == sorted(BLOCKS)


def test_every_command_has_its_heading() -> None:
    assert set(commands()) - set(headings(DOCS / "commands.md")) == set()


def test_every_kind_of_answer_and_every_constraint_is_named() -> None:
    questions, matching = ((DOCS / page).read_text("utf-8") for page in ("questions.md", "matching.md"))
    assert [kind for kind in get_args(Kind) if f"`{kind}`" not in questions] == []
    assert [each.name for each in CONSTRAINTS if f"`{each.name}`" not in matching] == []
    assert [
        subject for subject in SUBJECTS if f"`{subject}`" not in questions.partition("At least one of ")[2][:80]
    ] == []


def test_every_question_has_its_heading_and_an_example() -> None:
    text = (DOCS / "questions.md").read_text("utf-8")
    assert set(QUESTIONS) - set(headings(DOCS / "questions.md")) == set()
    assert {question for question in QUESTIONS if f"$ kg ask {question} " not in text} == set()


def test_every_source_has_its_heading() -> None:
    assert set(SOURCES) - set(headings(DOCS / "sources.md")) == set()


def test_every_setting_is_spoken_of() -> None:
    text = (DOCS / "operations.md").read_text("utf-8")
    assert {name for name in Settings.model_fields if f"`KG_{name.upper()}`" not in text} == set()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{name(page)} links to {target}"
        if fragment and there.suffix == ".md":
            assert fragment in {anchor(heading) for heading in headings(there)}, f"{name(page)} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_names_no_place_of_one_machine(page: Path) -> None:
    assert not re.search(r"(?<![\w.~])/(home|root|tmp|work|Users|var)/\w|[A-Z]:\\", page.read_text("utf-8"))


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text("utf-8")
    pages = [page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md") if page != DOCS / "README.md"]
    assert [page for page in pages if f"({page})" not in index] == []


def test_decisions_have_one_form() -> None:
    for page in sorted((DOCS / "decisions").glob("*.md")):
        assert re.fullmatch(r"\d{4}(-[a-z0-9]+)+\.md", page.name)
        assert headings(page)[1:] == ["Context", "Choice", "What it costs"], page.name


def test_the_make_targets_that_are_named_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    there = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    said = {word for page in PAGES for word in re.findall(r"\bmake ([a-z][a-z-]*)`", page.read_text("utf-8"))}
    assert said
    assert said - there == set()
