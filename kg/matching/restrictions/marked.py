"""A note with its standards, titles and brackets marked, so that what stands in them is not taken for words of the note."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from kg.standards import Citation, reading

# Each marked character stands for one of the text, so places in both are the same.
CITED, MORE, TITLE, INNER = "\ue000", "\ue001", "\ue002", "\ue003"
_TITLE = re.compile(r"《[^《》]*》")
_OURS = str.maketrans(dict.fromkeys((CITED, MORE, TITLE, INNER), " "))
_OPENING, _CLOSING = "（([【〔", "）)]】〕"


@dataclass(frozen=True)
class Marked:
    """``text`` as printed; ``plain``: with standards and titles marked; ``flat``: brackets too, with what is in them."""

    text: str
    plain: str
    cited: dict[int, tuple[Citation, ...]]

    @classmethod
    def of(cls, text: str) -> "Marked":
        found: dict[tuple[int, int], list[Citation]] = {}
        for citation in reading(text).citations:
            found.setdefault(citation.span, []).append(citation)
        plain = list(text.translate(_OURS))
        for start, end in found:
            if text[end - 1] in _CLOSING and not any(c in _OPENING for c in text[start:end]):
                end -= 1
            plain[start:end] = CITED + MORE * (end - start - 1)
        for title in _TITLE.finditer(text):  # what a title names is no standard that the note is about
            plain[title.start() : title.end()] = TITLE * (title.end() - title.start())
        cited = {span[0]: tuple(citations) for span, citations in found.items() if plain[span[0]] == CITED}
        return cls(text, "".join(plain), cited)

    @cached_property
    def flat(self) -> str:
        flat = list(self.plain)
        for start, end in self.brackets:
            flat[start:end] = INNER * (end - start)
        return "".join(flat)

    @cached_property
    def brackets(self) -> tuple[tuple[int, int], ...]:
        """Where the outermost brackets stand, closing ones included; a bracket that is never closed is none."""
        found: list[tuple[int, int]] = []
        waiting: list[int] = []
        for at, character in enumerate(self.plain):
            if character in _OPENING:
                waiting.append(at)
            elif character in _CLOSING and waiting:
                start = waiting.pop()
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, at + 1))
        return tuple(found)

    @cached_property
    def _places(self) -> list[int]:
        return sorted(self.cited)

    def bracketed(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The brackets that stand whole between two places."""
        first, last = (bisect_left(self.brackets, (place, 0)) for place in (start, end))
        return tuple(each for each in self.brackets[first:last] if each[1] <= end)

    def citations(self, start: int, end: int) -> tuple[Citation, ...]:
        """The standards that are named between two places."""
        first, last = (bisect_left(self._places, place) for place in (start, end))
        return tuple(c for at in self._places[first:last] for c in self.cited[at])
