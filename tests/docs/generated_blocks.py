"""The parts of the documentation that follow from the code, between ``<!-- generated: NAME -->`` and ``<!-- end -->``.

``python -m tests.docs.generated_blocks`` writes them; a test says when they are behind.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pydantic_core import PydanticUndefined

from kg.errors import KgError
from kg.ingest.registry import SOURCES
from kg.queries import QUESTIONS, Question
from kg.settings import Settings
from kg.standards import FAMILIES
from kg.standards.family import Family

DOCS = Path(__file__).parents[2] / "docs"

_BLOCK = re.compile(r"(<!-- generated: (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)


def table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """A table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def settings() -> str:
    """Every setting: variable, default, meaning."""

    def default(name: str) -> str:
        value = Settings.model_fields[name].default
        if name == "home":
            return "the user's data directory"
        return f"`{value}`" if value not in (None, PydanticUndefined) and str(value) else ""

    return table(
        ("variable", "default", "meaning"),
        ((f"`KG_{name.upper()}`", default(name), field.description) for name, field in Settings.model_fields.items()),
    )


def sources() -> str:
    """Every source, as its manifest says."""
    return table(
        ("source", "what it is", "publisher", "licence", "last read", "completeness", "coverage"),
        (
            (f"[`{s.name}`](#{s.name})", s.title.en, s.publisher, s.licence, s.observed_on or "as its owner says",
             s.completeness, s.coverage.en)
            for s in SOURCES.values()
        ),
    )  # fmt: skip


def families() -> str:
    """Every family of designations: what it reads, and how its designations begin."""

    def begin(family: Family) -> str:
        heads = sorted(family.heads, key=lambda head: (head not in KEPT, head))
        return (
            ", ".join(f"`{head}`" for head in heads[:12]) + (f" and {len(heads) - 12} more" if len(heads) > 12 else "")
            or "by their shape"
        )

    def words(family: Family) -> str:
        return (sys.modules[family.read.__module__].__doc__ or "").partition("\n")[0].rstrip(".")

    return table(
        ("family", "what it reads", "begins with"), ((f"`{f.name}`", words(f), begin(f)) for f in FAMILIES.values())
    )


# Beginnings that readers look for first.
KEPT = frozenset({"GB", "GBJ", "JJG", "JJF", "ISO", "IEC", "EN", "BS", "DIN", "ANSI", "UL", "IEEE", "ASME", "API"})


def questions() -> str:
    """Every question in a line."""
    return table(
        ("question", "", ""), ((f"[`{q.name}`](#{q.name})", q.title.en, q.title.zh) for q in QUESTIONS.values())
    )


def question(asked: Question) -> str:
    """A question's words and its parameters."""
    example = f"GET /v1/ask/{asked.name}"
    return (
        f"**{asked.title.en} {asked.title.zh}** {asked.doc.en} {asked.doc.zh}\n\n`{example}`, `kg ask {asked.name}`\n\n"
        + table(("parameter", "needed", "meaning", "example"), _parameters(asked))
    )


def _parameters(asked: Question) -> Iterator[tuple[object, ...]]:
    for name, field in asked.params.model_fields.items():
        several = isinstance(field.examples and field.examples[0], list)
        shown = field.examples[0] if field.examples else ""
        yield (
            f"`{name}`",
            "yes" if field.is_required() else "",
            field.description,
            ", ".join(f"`{each}`" for each in (shown if several and isinstance(shown, list) else [shown])),
        )


def errors() -> str:
    """The tree of errors: title, exit code, HTTP status, what it means."""
    told = {
        name: words
        for line in (__import__("kg.errors").errors.__doc__ or "").splitlines()
        for name, words in re.findall(r"── (\w+) +(.*?) +exit", line)
    }
    return table(
        ("title", "meaning", "exit code", "HTTP status"),
        ((e.title, told[e.__name__], e.exit_code, e.status) for e in KgError.__subclasses__() if e.__name__ in told),
    )


BLOCKS: dict[str, Callable[[], str]] = {
    "settings": settings,
    "sources": sources,
    "questions": questions,
    "families": families,
    "errors": errors,
    **{f"question-{q.name}": (lambda q=q: question(q)) for q in QUESTIONS.values()},  # type: ignore[misc]
}


def current(text: str) -> str:
    """A page's text with its generated blocks as the code says."""
    return _BLOCK.sub(lambda found: f"{found[1]}{BLOCKS[found[2]]()}{found[3]}", text)


def named(text: str) -> list[str]:
    """Names of the generated blocks of a page."""
    return [found[2] for found in _BLOCK.finditer(text)]


if __name__ == "__main__":
    for page in sorted(DOCS.rglob("*.md")):
        before = page.read_text("utf-8")
        if (now := current(before)) != before:
            page.write_text(now, "utf-8")
            print(page)
