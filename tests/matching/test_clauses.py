"""A clause that is asked for, against those that a capability cites, or is limited to."""

from datetime import date

import pytest

from kg.matching.closeness import Closeness, Fit
from kg.matching.offer import Cited, Limited, Offer, Thing
from kg.matching.reason import Reason
from kg.matching.requirement import Cites, Requirement
from kg.matching.verdict import judge
from kg.schema.core import Words

STANDARD = "GB/T 228.1-2021"


def reason(asked: str, *clauses: str | None, covers: str | None = None, close: Closeness = "exact", note: Limited | None = None,
           document: str = "doc") -> Reason | None:  # fmt: skip
    fits = {"doc": Fit("doc", STANDARD, close, (), Words("cited", "引用"))}
    required = Requirement(date(2026, 11, 23), standard=Cites(STANDARD, True, fits), clause=asked)
    methods = tuple(Cited(f"m{n}", document, STANDARD, clause) for n, clause in enumerate(clauses))
    offered = Offer("c", Thing("i", "甲"), "laboratory", "testing", covers=covers, methods=methods,
                    restrictions=(note,) if note else ())  # fmt: skip
    return judge(required, offered).of("clause")


@pytest.mark.parametrize(("asked", "cited", "status"), [
    ("8.2", "8.2", "met"), ("8.2.1", "8.2", "met"), ("clause 8.2", "第8章", "met"), ("第8.2条", "8", "met"), ("8", "8.2", "partly"),
    ("8.2", "8.3", "unmet"), ("8.2", "18.2", "unmet"), ("8.3", "8.2~8.5", "met"), ("8.2, 9", "8.2", "partly"), ("8.2 and 9", "8; 9.1", "partly"),
    ("8.2、9", "8.2、9", "met"), ("附录A", "附录 A", "met"), ("附录A", "8", "unmet"), ("第一法", "第一法", "met"), ("8.2", "第一法", "unknown"),
    ("第二法", "第一法", "unknown"), ("Table 2", "table 2", "met"), ("10", "1", "unmet"),
])  # fmt: skip
def test_a_clause_against_one_that_is_cited(asked: str, cited: str, status: str) -> None:
    found = reason(asked, cited)
    assert found is not None
    assert (found.status, found.required, found.offered) == (status, asked, cited)


def test_any_of_the_clauses_cited_will_do() -> None:
    found = reason("9.1", "8", "9")
    assert found is not None
    assert (found.status, found.offered) == ("met", "8; 9")


def test_without_a_clause_it_is_unknown_unless_the_scope_says_all() -> None:
    assert [
        each and (each.status, each.offered) for each in (reason("8", None), reason("8", None, covers="items"))
    ] == [("unknown", "")] * 2
    whole = reason("8", None, covers="whole")
    assert whole is not None
    assert (whole.status, whole.offered) == ("met", "whole")
    stated = reason("8", "9", covers="whole")
    assert stated is not None
    assert stated.status == "unmet"


def test_another_edition_may_number_otherwise() -> None:
    assert [
        each and each.status for each in (reason("8", "9", close="standard"), reason("8", "8", close="standard"))
    ] == ["unknown", "met"]


def test_a_list_of_clauses_in_a_note_states_them() -> None:
    note = Limited("clause", True, "限第4、5章", ("4", "5"))
    assert [each and each.status for each in (reason("5.2", None, note=note), reason("6", None, note=note))] == [
        "met",
        "unmet",
    ]
    for other in (note._replace(denies=True), note._replace(read=False), note._replace(applies_to=("GB/T 1-2009",))):
        silent = reason("5.2", None, note=other)
        assert silent is not None
        assert silent.status == "unknown"


def test_of_another_standard_nothing_is_said() -> None:
    assert reason("8", "8", document="another") is None
