"""Resolving: which standard or edition of a catalogue a text means, what else it might mean, and why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from kg.schema.core import Words
from kg.schema.identity import readable
from kg.standards.catalogue import Catalogue, Known
from kg.standards.citation import Citation
from kg.standards.heads import OF
from kg.standards.reader import reading
from kg.standards.unread import why_unread

Found = Literal["edition", "standard", "edition-not-known", "not-known", "in-house", "not-read"]

MOST = 5


@dataclass(frozen=True)
class Resolution:
    """What one citation of a text means. ``meant``: the edition or standard itself, never another in its place;
    ``alternatives``: other editions of the standard; ``near``: what was perhaps meant instead (did you mean)."""

    text: str
    found: Found
    citation: Citation | None
    meant: Known | None
    alternatives: tuple[Known, ...]
    near: tuple[Known, ...]
    reasons: tuple[Words, ...]


def resolve(catalogue: Catalogue, text: str) -> tuple[Resolution, ...]:
    """One resolution for each citation of the text; one that says so when it cites nothing."""
    citations = reading(text).citations
    if not citations:
        return (_unread(catalogue, text),)
    return tuple(_resolved(catalogue, text, citation) for citation in citations)


def _resolved(catalogue: Catalogue, text: str, citation: Citation) -> Resolution:
    words = text[slice(*citation.span)]
    doubts = tuple(Words(f"read with a doubt: {doubt}", f"识别存疑：{doubt}") for doubt in citation.doubts)
    if citation.kind == "in-house":
        why = Words("an in-house procedure: it stands for no standard", "机构自制方法，不代表任何标准")
        return Resolution(words, "in-house", citation, None, (), (), (why, *doubts))
    editions = tuple(catalogue.editions(citation.work_key))
    if meant := catalogue.get(citation.key):
        others = tuple(edition for edition in editions if edition.id != meant.id)
        found: Found = "edition" if meant.is_edition else "standard"
        return Resolution(words, found, citation, meant, others[:MOST], (), (_said(meant, others), *doubts))
    if catalogue.get(citation.work_key) or editions:
        why = Words(
            f"{citation.work} is known, its edition {citation.designation} is not",
            f"已知 {citation.work}，但未知其版本 {citation.designation}",
        )
        return Resolution(words, "edition-not-known", citation, None, editions[:MOST], (), (why, *doubts))
    why = Words(f"{citation.designation} is not known", f"未知 {citation.designation}")
    near = _near(catalogue, citation) if citation.publisher else _otherwise_headed(catalogue, words)
    if adopted := _adopted(catalogue, citation):
        names = ", ".join(known.designation for known in adopted)
        why = Words(f"{why.en}; by its designation it adopts {names}", f"{why.zh}；按其编号采用 {names}")
        near = tuple(dict.fromkeys((*adopted, *near)))[:MOST]
    return Resolution(words, "not-known", citation, None, (), near, (why, *doubts))


def _adopted(catalogue: Catalogue, citation: Citation) -> tuple[Known, ...]:
    """What is known of the chain in a designation (`EN 62368-1` is IEC's)."""
    originals = (original for text in citation.chain for original in reading(text).citations)
    known = (catalogue.get(original.key) or catalogue.get(original.work_key) for original in originals)
    return tuple(filter(None, known))


def _said(meant: Known, others: tuple[Known, ...]) -> Words:
    if not meant.is_edition:
        return Words(
            f"{meant.designation}, no edition named; {len(others)} known",
            f"{meant.designation}，未注明版本；已知 {len(others)} 个版本",
        )
    if meant.standing in ("superseded", "withdrawn"):
        zh = {"superseded": "已被代替", "withdrawn": "已废止"}[meant.standing]
        return Words(f"{meant.designation}: {meant.standing}", f"{meant.designation}：{zh}")
    return Words(f"{meant.designation}", f"{meant.designation}")


def _near(catalogue: Catalogue, citation: Citation) -> tuple[Known, ...]:
    """Standards whose number is one slip of the hand away, has parts, or is that of the undivided standard."""
    works: dict[str, None] = {}
    for key in _slips(citation):
        if catalogue.get(key):
            works[key] = None
    for sign in (".", "-"):
        works |= {known.id: None for known in islice(catalogue.beginning(citation.work_key + sign), MOST)}
    if citation.part and catalogue.get(whole := citation.work_key.rpartition(citation.part.lower())[0].strip(".-")):
        works[whole] = None
    near = []
    for work in islice(works, MOST):
        dated = catalogue.get(f"{work}-{citation.year}") if citation.year else None
        near.append(dated or catalogue.get(work))
    return tuple(known for known in near if known)


def _slips(citation: Citation) -> Iterator[str]:
    """Keys of the works of which the number differs by two neighbours in the wrong order, one wrong, one too many or
    one too few digit: the likeliest first."""
    number = citation.number.lower()
    before, found, after = citation.work_key.rpartition(number)
    if not found or not number.isdigit():
        return
    for slip in (*_swapped(number), *_changed(number), *_dropped(number), *_added(number)):
        yield before + slip + after


def _swapped(number: str) -> Iterator[str]:
    for i in range(len(number) - 1):
        if number[i] != number[i + 1]:
            yield number[:i] + number[i + 1] + number[i] + number[i + 2 :]


def _changed(number: str) -> Iterator[str]:
    for i in range(len(number)):
        yield from (number[:i] + digit + number[i + 1 :] for digit in "0123456789" if digit != number[i])


def _dropped(number: str) -> Iterator[str]:
    yield from dict.fromkeys(number[:i] + number[i + 1 :] for i in range(len(number)) if len(number) > 1)


def _added(number: str) -> Iterator[str]:
    yield from dict.fromkeys(number[:i] + digit + number[i:] for i in range(len(number) + 1) for digit in "0123456789")


_HEADED = re.compile(r"\s*(?P<head>[A-Za-z](?:[A-Za-z/ ]{0,8}[A-Za-z])?)(?P<rest>[\s/:_-]*[0-9].*)", re.DOTALL)


def _otherwise_headed(catalogue: Catalogue, text: str) -> tuple[Known, ...]:
    """What is known when one letter of its beginning is put right."""
    near: dict[str, Known] = {}
    if headed := _HEADED.fullmatch(text):
        for head in _heads("".join(filter(str.isalpha, headed["head"].upper()))):
            for citation in reading(head + headed["rest"]).citations[:1]:
                if known := catalogue.get(citation.key) or catalogue.get(citation.work_key):
                    near[known.id] = known
    return tuple(near.values())[:MOST]


def _unread(catalogue: Catalogue, text: str) -> Resolution:
    near = _otherwise_headed(catalogue, text)
    if not near and (key := readable(text)):
        near = tuple(islice(catalogue.beginning(key), MOST))
    return Resolution(text, "not-read", None, None, (), near, (why_unread(text),))


def _heads(head: str) -> Iterator[str]:
    """Beginnings of designations one slip of the hand away from letters that are none."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    slips = [head[:i] + head[i + 1] + head[i] + head[i + 2 :] for i in range(len(head) - 1)]
    slips += [head[:i] + head[i + 1 :] for i in range(len(head))]
    slips += [head[:i] + letter + head[i + 1 :] for i in range(len(head)) for letter in alphabet]
    slips += [head[:i] + letter + head[i:] for i in range(len(head) + 1) for letter in alphabet]
    return (slip for slip in dict.fromkeys(slips) if slip in OF or slip.removesuffix("T") in OF)


def suggest(catalogue: Catalogue, text: str, most: int) -> list[Known]:
    """Standards whose designation begins like a text that is still being typed, in the order of their keys."""
    citations = reading(text).citations
    keys = [readable(text), *(citation.work_key for citation in citations[:1])]
    found: dict[str, Known] = {}
    if citations and (exact := catalogue.get(citations[0].key)):
        found[exact.id] = exact
    for key in dict.fromkeys(key for key in keys if key):
        found |= {known.id: known for known in islice(catalogue.beginning(key), most)}
    return list(found.values())[:most]
