"""The index as it is asked: the generation in use, opened once and again when another is swapped in."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from kg.errors import IndexUnusableError
from kg.matching.offer import Offer
from kg.search.answering import answer
from kg.search.fields import Value
from kg.search.found import Found
from kg.search.generations import Generations, Manifest, Mark
from kg.search.opened import Holder, Opened
from kg.search.request import Request
from kg.search.sifted import sift
from kg.search.suggesting import Suggested, suggestions


class Engine(Protocol):
    """What answers requests: this index, or another engine that holds the same documents."""

    def manifest(self) -> Manifest:
        """What the engine holds: its runs, and how many capabilities."""

    def answer(self, request: Request) -> Found:
        """The answer to a request; ``IndexUnusableError`` where there is no index, or a damaged one."""

    def about(self, request: Request, most: int) -> list[Offer]:
        """The capabilities that a request is about, whatever its constraints say of them, in the order of their ids."""

    def named(self, field: str, text: str) -> list[Value]:
        """The values of a field (``fields.FOLDED``) that capabilities have and that bear a name, or are that id."""

    def suggest(self, fields: Sequence[str], text: str, most: int) -> list[Suggested]:
        """What a text that is being typed may become, of several fields (``fields.NAMED``), the best first."""


class Index:
    """The index of one KG_HOME. Threads may share it; each answer comes whole from one generation."""

    def __init__(self, home: Path) -> None:
        self._generations = Generations(home)
        self._lock = threading.Lock()
        self._open: tuple[Mark, tuple[Manifest, Opened]] | None = None
        self._checked: Mark | None = None  # the generation of which the files were compared with what was written
        self._damaged: Mark | None = None

    def manifest(self) -> Manifest:
        return self._opened()[0]

    def answer(self, request: Request) -> Found:
        return answer(self._opened()[1], request)

    def about(self, request: Request, most: int) -> list[Offer]:
        opened = self._opened()[1]
        return sift(opened, request).offers(most)

    def named(self, field: str, text: str) -> list[Value]:
        return self._opened()[1].named(field, text)

    def prepare(self) -> None:
        """Open the generation in use, see that its files are what was written, and get ready what takes longer than a question may."""
        mark = self._mark()
        manifest, opened = self._opened()
        if self._checked != mark:
            self._checked = mark
            self._damaged = mark if self._generations.compare(manifest) else None
        if self._damaged != mark:
            _ = opened.cited

    def suggest(self, fields: Sequence[str], text: str, most: int) -> list[Suggested]:
        return suggestions(self._opened()[1], fields, text, most)

    def _opened(self) -> tuple[Manifest, Opened]:
        mark, held = self._mark(), self._open
        if mark == self._damaged:
            raise IndexUnusableError(
                "the search index is damaged: a file is not what was written. 'kg index build --whole' makes it anew."
            )
        if held is None or held[0] != mark:
            with self._lock:
                held = self._open
                if held is None or held[0] != mark:
                    held = self._open = mark, self._opening()
        return held[1]

    def _mark(self) -> Mark:
        in_use = self._generations.in_use()
        if in_use is None:
            raise IndexUnusableError("there is no search index; 'kg index build' makes one.")
        return in_use[0]

    def _opening(self) -> tuple[Manifest, Opened]:
        holder = Holder()
        number = self._generations.hold(holder)
        if number is None:
            raise IndexUnusableError("there is no search index; 'kg index build' makes one.")
        manifest = self._generations.manifest(number)
        self._generations.check(manifest)
        try:
            opened = Opened(self._generations.path(number), manifest.sources, holder)
        except (OSError, ValueError) as error:
            raise IndexUnusableError(
                "the search index is damaged: a file cannot be read. 'kg index build' makes it anew."
            ) from error
        return manifest, opened
