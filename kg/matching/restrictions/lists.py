"""The list that stands behind the words of a limit: its terms as printed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kg.matching.offer import Limited
from kg.matching.restrictions.kinds import by_kind
from kg.matching.restrictions.marked import CITED, INNER, MORE, TITLE, Marked
from kg.matching.restrictions.words import CHANGE, EXCEPT, filler, more_follows, performed_by

Spans = list[tuple[int, int]]
# Reads a bracket: where it stands, what it stands behind, the standards that it is about.
Inner = Callable[[int, int, str, tuple[str, ...]], Iterator[Limited]]

_LIMITING = re.compile(r"仅|[只祇](?!要)|不(?:做|作|测|检|含|包|能|进|用)|^\s*(?:除|限)|除外")
_LEADING = re.compile(
    r"[\s“”\"：:，,、]*(?:以及|及其|及|和|包括|(?:and|or|for|of)\b)?(?:中的|中关于|关于)?[\s“”\"]*", re.IGNORECASE
)
_TRAILING = ' \t\n\r。.、，,；;：:“”"'
_ASSESSED = re.compile(r"进行(?:检验|检测|检查|评价|试验|测试|评定)?$")
_OTHERS = re.compile(r"[及和]?其[他它余]$")
_BETWEEN = re.compile(r"、|(?<=\d)\s(?:and|or)\s(?=\d)|(?<=[”\"])\s?[及和与]\s?(?=[“\"])")
_EXAMPLES = re.compile(r"(?<!例|假|比|诸|犹)(?:例如|比如|如)(?!下|果|何|意)")
_OUTSIDE = re.compile(r"以外|之外|外")
_ABOVE = re.compile(r"以上(?!\d)|上述")
_NAMED_BY = re.compile(rf"\s*{CITED}{MORE}*(?:标准|规范|规程|{TITLE}|{INNER})*(?:中)?(?:所)?规定")
_HEAD = re.compile(
    rf"[\s“]*{CITED}{MORE}*(?:[\s、和及]*{CITED}{MORE}*)*(?:{TITLE}|{INNER})*[\s:：/]*(?:标准)?(?:中的|中|的)?"
)
_NEXT = re.compile(rf"(?={CITED}{MORE}*(?:{TITLE}|{INNER})*\s*[:：])")


def settle(marked: Marked, objects: Spans, limited: Limited, inner: Inner) -> Iterator[Limited]:
    """The limits that a list amounts to: one for each kind of terms and each standard that it names for its own.
    ``objects``: where it stands; ``limited``: what is known of it without its terms."""
    for about, spans in _by_standard(marked, objects, limited.applies_to):
        found = _List(marked).read(spans)
        numbers = (c.clause for a, b in spans for c in marked.citations(a, b) if c.clause and about)
        terms = tuple(dict.fromkeys(found.terms or numbers))
        if any(_ABOVE.match(term) for term in terms) or not (terms or found.nested):
            yield Limited("unknown", False, limited.verbatim, applies_to=about)
            continue
        if terms:
            yield from by_kind(limited._replace(terms=terms, applies_to=about, open=limited.open or found.open))
        for text in found.nested:
            yield Limited("unknown", False, text, applies_to=about, within=limited.within)
        for start, end, term in found.inner:
            yield from inner(start, end, term, about)


def _by_standard(marked: Marked, objects: Spans, about: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Spans]]:
    """The stretches of a list, each with the standards that it begins with; else with those of the limit."""
    groups: list[tuple[tuple[str, ...], Spans]] = [(about, [])]
    for start, end in objects:
        for a, b in pairwise([start, *(m.start() for m in _NEXT.finditer(marked.flat, start + 1, end)), end]):
            head = _HEAD.match(marked.flat, a, b)
            cited = marked.citations(a, head.end()) if head and not _NAMED_BY.match(marked.flat, a, b) else ()
            in_house = all(c.kind == "in-house" for c in cited)
            if head is None or (in_house and not re.search("[:：]", head[0])):
                groups[-1][1].append((a, b))
            elif filler(marked.flat[head.end() : b]) and not any(c.clause for c in cited):
                groups.append(((), [(b, b)]))  # a list of standards, or a range of them
            else:
                rest = (head.end(), b) if marked.flat[head.end() : b].strip(_TRAILING) else (a, head.end())
                groups.append((tuple(dict.fromkeys(c.designation for c in cited)), [rest]))
    yield from (group for group in groups if group[1])


@dataclass
class _List:
    """Reads the terms of a list. ``open``: whether it says that there are more. ``inner``: brackets with limits of their own,
    each with the term that it stands behind. ``nested``: exceptions inside the list, which are not read. ``examples``:
    whether what comes next are examples of the last term."""

    marked: Marked
    terms: list[str] = field(default_factory=list)
    open: bool = False
    inner: list[tuple[int, int, str]] = field(default_factory=list)
    nested: list[str] = field(default_factory=list)
    examples: bool = False

    def read(self, spans: Spans) -> "_List":
        for start, end in spans:
            exception = -1
            for a, b in _split(self.marked.flat, start, end):
                flat = self.marked.flat[a:b]
                if exception < 0 and EXCEPT.match(flat):
                    exception = a
                if exception < 0:
                    self._item(a, b)
                elif _OUTSIDE.search(flat) or b == end:
                    self.nested.append(self.marked.text[exception:b].strip(_TRAILING))
                    exception = -1
        return self

    def _item(self, start: int, end: int) -> None:
        """One term; of examples (散装货物如粮食、矿石等) only what they are of."""
        ends = more_follows(self.marked.flat[start:end].strip(_TRAILING)) is not None
        if self.examples:
            self.examples = not ends
            return
        term, limited = self._term(start, end)
        if self.terms and performed_by(term):
            return
        example = _EXAMPLES.search(term)
        if example and not re.search(r"[（(]", term[: example.start()]):
            self.examples = not ends
        else:
            example = _OTHERS.search(term)
        cut = example.start() if example else more_follows(term)
        self.open |= cut is not None
        if term := _LEADING.sub("", term[:cut], count=1).strip(_TRAILING):
            self.terms.append(term)
            self.inner += [(*each, term) for each in limited]

    def _term(self, start: int, end: int) -> tuple[str, Spans]:
        """A term without the brackets that limit it or tell that it changed; and the brackets that limit it."""
        limited, at, parts = [], start, []
        for a, b in self.marked.bracketed(start, end):
            content = self.marked.plain[a + 1 : b - 1]
            if limits := _LIMITING.search(content) is not None:
                limited.append((a + 1, b - 1))
            if limits or CHANGE.search(content):
                parts.append(self.marked.text[at:a])
                at = b
        parts.append(self.marked.text[at:end])
        return _ASSESSED.sub("", "".join(parts).strip(_TRAILING)), limited


def _split(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for mark in _BETWEEN.finditer(flat, start, end):
        yield start, mark.start()
        start = mark.end()
    yield start, end
