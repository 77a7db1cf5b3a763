"""Resolving: the very edition that is named, never another in its place; and what was perhaps meant by a slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.standards import Catalogue, Known, read, resolve, suggest, why_unread


def known(designation: str, standing: str | None = None) -> tuple[Known, ...]:
    """An edition and its standard, as a catalogue would hold them."""
    [citation] = read(designation).citations
    work = Known(citation.work_key, citation.work, citation.work_key)
    return work, Known(citation.key, citation.designation, citation.work_key, citation.year, standing)


HELD = Catalogue(
    thing
    for designation, standing in (
        ("GB/T 22239-2008", "superseded"), ("GB/T 22239-2019", "current"), ("GB/T 228.1-2021", "current"),
        ("GB/T 228.1-2010", "withdrawn"), ("GB/T 228.2-2015", None), ("ISO 6892-1:2019", "current"), ("ISO 6892-1:2016", "withdrawn"),
        ("ASTM E8/E8M-22", None), ("IS 302 (Part 2/Sec 14):2009", None),
    )
    for thing in known(designation, standing)
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found", "meant", "near"),
    [
        ("GB/T 22239-2019", "edition", "GB/T 22239-2019", []),
        ("gbt22239—2019", "edition", "GB/T 22239-2019", []),
        ("GB 22239-2008", "edition", "GB/T 22239-2008", []),
        ("GB/T 22239", "standard", "GB/T 22239", []),
        ("GB/T 22239-2015", "edition-not-known", None, []),
        ("GB/T 22329", "not-known", None, ["GB/T 22239"]),
        ("GB/T 22329-2019", "not-known", None, ["GB/T 22239-2019"]),
        ("GB/T 2239-2019", "not-known", None, ["GB/T 22239-2019"]),
        ("GB/T 228-2021", "not-known", None, ["GB/T 228.1-2021", "GB/T 228.2"]),
        ("IOS 6892-1", "not-read", None, ["ISO 6892-1"]),
        ("GT/B 22239", "not-read", None, ["GB/T 22239"]),
        ("GT/B 22239-2019", "not-known", None, ["GB/T 22239-2019"]),
        ("IS 302-2-14:2009", "edition", "IS 302 (Part 2/Sec 14):2009", []),
        ("CCIC-WI-009-03-2016", "in-house", None, []),
        ("第60版", "not-read", None, []),
        ("", "not-read", None, []),
    ],
)
def test_a_text_means_what_it_names(text: str, found: str, meant: str | None, near: list[str]) -> None:
    [resolution] = resolve(HELD, text)
    assert (resolution.found, resolution.meant and resolution.meant.designation) == (found, meant)
    assert [each.designation for each in resolution.near] == near
    assert all(words.en and words.zh for words in resolution.reasons)


def test_other_editions_are_alternatives_those_in_force_first() -> None:
    [resolution] = resolve(HELD, "GB/T 22239-2015")
    assert [(each.designation, each.standing) for each in resolution.alternatives] == [
        ("GB/T 22239-2019", "current"),
        ("GB/T 22239-2008", "superseded"),
    ]


def test_what_is_not_known_leads_to_what_it_adopts() -> None:
    for text in ("EN ISO 6892-1:2019", "BS EN ISO 6892-1:2019", "DIN EN ISO 6892-1"):
        [resolution] = resolve(HELD, text)
        assert resolution.found == "not-known"
        assert resolution.near[0].designation.startswith("ISO 6892-1")
        assert "it adopts ISO 6892-1" in resolution.reasons[0].en


def test_supplements_and_drafts_stand_behind_the_editions() -> None:
    work = Known("iec-60529", "IEC 60529", "iec-60529")
    some = [
        Known(f"iec-60529-{n}", f"{n}", "iec-60529", year, "current", kind)
        for n, (year, kind) in enumerate(
            [(2019, "corrigendum"), (1989, "edition"), (2013, "amendment"), (2027, "draft")]
        )
    ]
    [resolution] = resolve(Catalogue([work, *some]), "IEC 60529")
    assert resolution.alternatives[0].year == 1989


def test_each_citation_of_a_text_is_resolved() -> None:
    found = resolve(HELD, "GB/T 228.1-2021、ISO 6892-1:2019 及 ISO 9999:1999")
    assert [each.found for each in found] == ["edition", "edition", "not-known"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("gb 22", "GB/T 22239"), ("GB/T 228", "GB/T 228.1"), ("6892", "ISO 6892-1"), ("iso", "ISO 6892-1"), ("gbt228.2", "GB/T 228.2"),
     ("GB/T 228.1-2010", "GB/T 228.1-2010")],
)  # fmt: skip
def test_what_is_being_typed_is_completed(typed: str, first: str) -> None:
    assert suggest(HELD, typed, 5)[0].designation == first


def test_nothing_is_suggested_for_nothing_known() -> None:
    assert suggest(HELD, "XYZ", 5) == []
    assert suggest(Catalogue(()), "GB", 5) == []


@given(st.text(max_size=40))
def test_any_text_is_resolved_without_an_error(text: str) -> None:
    for resolution in resolve(HELD, text):
        assert resolution.reasons
    assert len(suggest(HELD, text, 3)) <= 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [("2015", "a year without its standard"), ("（2017-2018）", "a year without its standard"), ("第60版", "an edition without its standard"),
     ("58th Edition", "an edition without its standard"), ("1999年4月1日", "a day without its standard"), ("/", "nothing is written there"),
     ("HMMCJYBZ001", "a code of no known form"), ("仪器操作规程", "words without a designation")],
)  # fmt: skip
def test_what_is_not_read_has_a_reason(text: str, reason: str) -> None:
    assert why_unread(text).en == reason
    assert why_unread(text).zh
