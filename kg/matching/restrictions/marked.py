"""A note with its standards, titles and brackets marked, so that what stands in them is not taken for words of the note."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile

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
        for title in _TITLE.finditer(text):
            plain[title.start() : title.end()] = TITLE * (title.end() - title.start())
        for start, end in found:
            if text[end - 1] in _CLOSING and not any(c in _OPENING for c in text[start:end]):
                end -= 1
            plain[start:end] = CITED + MORE * (end - start - 1)
        cited = {span[0]: tuple(citations) for span, citations in found.items()}
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

    def bracketed(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The brackets that stand whole between two places."""
        first = bisect_left(self.brackets, (start, 0))
        return tuple(takewhile(lambda each: each[1] <= end, islice(self.brackets, first, None)))

    def citations(self, start: int, end: int) -> tuple[Citation, ...]:
        """The standards that are named between two places."""
        if self.plain.find(CITED, start, end) < 0:
            return ()
        return tuple(c for at, each in self.cited.items() if start <= at < end for c in each)
