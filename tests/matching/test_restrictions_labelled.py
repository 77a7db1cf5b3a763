"""Restrictions against notes of real scopes that a person read: what each limits, and what it says to two requests.

``labelled/notes.jsonl`` was seen while the rules were written; ``notes_held_out.jsonl`` was not. Fields: ``expected``, the
limits in order (``alt_kinds``: other readings that are right too; ``unread``: one that may stay unread); ``asks``, each with
the verdict that a reader of the note gives.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from kg.matching.offer import Limited
from kg.matching.restrictions import Wanted, judge, read_restrictions
from kg.matching.restrictions.levels import levels_of
from kg.quantities import Extent, read_extents
from kg.schema.folding import fold
from kg.standards import reading

LABELLED = Path(__file__).parent / "labelled"
FILES = sorted(LABELLED.glob("notes*.jsonl"))
_TRIM = re.compile(r"[\s“”\"'。.：:]")
_AND = re.compile(r"以及|[和及与或、]")


@dataclass
class Tally:
    """``limits``: expected ones by what became of them; ``invented``: terms that were read and that nobody expects;
    ``asks``: pairs of the right verdict and the given one."""

    limits: Counter[str]
    invented: list[tuple[str, str]]
    missed: list[tuple[str, str]]
    asks: Counter[tuple[str, str]]
    harmful: list[tuple[str, Mapping[str, Any]]]


def pieces(term: str) -> set[str]:
    """A term in pieces that two readers write alike, whichever of them keeps an ``and`` or a bracket."""
    plain = re.sub(r"\([^()]*\)", "", _TRIM.sub("", fold(term)))
    return {part for part in _AND.split(plain) if part} or {plain}


def documents(designations: Sequence[str]) -> set[str]:
    return {citation.key for text in designations for citation in reading(text).citations} or set(designations)


def said(limited: Limited) -> str:
    """The kind in the labels' words."""
    return limited.kind if limited.read else "unread"


def same_terms(expected: Mapping[str, Any], kind: str, found: Sequence[str]) -> bool:
    """Whether all that is expected was found. Of clauses and bounds one reader keeps more of the words around the numbers."""
    terms = [term for term in expected["terms"] if not (expected.get("open") and term == "其他")]
    if kind == "level":
        wanted, had = ({rank for term in each for rank in levels_of(term)[0]} for each in (terms, found))
        return wanted <= had
    words, read = ({part for term in each for part in pieces(term)} for each in (terms, found))
    if {"bound", "clause"} & {expected["kind"], *expected.get("alt_kinds", ())}:
        return all(any(one in other or other in one for other in read) for one in words)
    return words <= read


def outcome(expected: Mapping[str, Any], found: Sequence[Limited]) -> str:
    """right, unread, or wrong."""
    kinds = {expected["kind"], *expected.get("alt_kinds", ())}
    about = documents(expected["applies_to"])
    for kind in sorted(kinds - {"unread"}):
        alike = [limited for limited in found if said(limited) == kind and documents(limited.applies_to) == about]
        if expected["kind"] in ("clause", "level") and kind == expected["kind"]:
            alike = [limited for limited in alike if limited.denies is not expected["allow"]]
        if alike and same_terms(expected, kind, [term for limited in alike for term in limited.terms]):
            return "right"
    return "unread" if any(not limited.read for limited in found) else "wrong"


def invented(note: Mapping[str, Any], found: Sequence[Limited]) -> list[str]:
    """Terms that were read of what is no limit, or of none that is expected."""
    if any(expected["kind"] == "unread" for expected in note["expected"]):
        return []
    known = {_TRIM.sub("", fold(term)) for expected in note["expected"] for term in expected["terms"]}
    read = [term for limited in found if limited.read and limited.kind != "level" for term in limited.terms]
    plain = {term: _TRIM.sub("", fold(term)) for term in read}
    return [term for term in read if not any(one in plain[term] or plain[term] in one for one in known)]


def wanted(ask: Mapping[str, Any]) -> Wanted:
    """What a request of the labels names."""
    one = {key: (ask[key],) if ask[key] else () for key in ("product", "parameter", "standard", "clause", "level")}
    extents: tuple[Extent, ...] = ()
    if value := ask["value"]:
        ends = f"{value['lo']}~{value['hi']}" if value["lo"] != value["hi"] else str(value["lo"])
        extents = tuple(replace(e, variable=value["variable"]) for e in read_extents(f"{ends} {value['unit']}"))
        assert extents, value
    return Wanted(one["product"], one["parameter"], one["standard"], one["clause"], one["level"], extents)


def tally(path: Path) -> Tally:
    done = Tally(Counter(), [], [], Counter(), [])
    for line in path.read_text("utf-8").splitlines():
        note = json.loads(line)
        found = read_restrictions(note["text"])
        for expected in note["expected"]:
            became = outcome(expected, found)
            done.limits[became if expected["kind"] != "unread" else f"{became}, may stay unread"] += 1
            if became == "wrong" and expected["kind"] != "unread":
                done.missed.append((note["text"], str(expected["terms"])))
        done.invented += [(note["text"], term) for term in invented(note, found)]
        for ask in note["asks"]:
            reason = judge(found, wanted(ask))
            given = reason.status if reason else "met"
            done.asks[ask["verdict"], given] += 1
            if given == "met" and ask["verdict"] != "met":
                done.harmful.append((note["text"], ask))
    return done


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_note_is_read_as_letting_through_what_it_does_not(path: Path) -> None:
    done = tally(path)
    print(f"\n{path.stem}: verdicts (right, given): {dict(done.asks)}")
    assert not done.harmful


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_four_of_five_limits_are_read(path: Path) -> None:
    done = tally(path)
    print(f"\n{path.stem}: limits: {dict(done.limits)}; invented: {len(done.invented)}")
    for kind, listed in (("wrong", done.missed), ("invented", done.invented)):
        for text, term in listed:
            print(f"  {kind}: {term} of {text[:120]}")
    total = sum(count for became, count in done.limits.items() if "may stay" not in became)
    assert done.limits["right"] >= 0.8 * total


def test_the_labels_are_enough_to_say_so() -> None:
    assert sum(len(path.read_text("utf-8").splitlines()) for path in FILES) >= 200
