import pytest

from kg.ingest.candidates import Candidate, candidates


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("EXAMPLE LABS PVT. LTD.", "Example Labs Private Limited"),
        ("TEST HOUSE, NORTH", "Test House North"),
        ("ＴＥＳＴ　HOUSE", "test house"),
        ("Laboratory of Testing", "TESTING LAB"),
    ],
)
def test_the_same_name_however_it_is_spelt(first: str, second: str) -> None:
    assert list(candidates({"b": first, "a": second})) == [Candidate("a", "b", 1.0, "same-name")]


def test_a_close_name_has_a_score_below_one() -> None:
    names = {
        "a": "Invented Oil Testing Laboratory, Grid Ltd",
        "b": "Invented Oil Testing Laboratory, Old Grid Ltd",
    }
    (found,) = candidates(names)
    assert found.rule == "similar-name"
    assert 0.8 <= found.score < 1


def test_other_names_are_no_candidates() -> None:
    assert list(candidates({"a": "Invented Oil Laboratory", "b": "Invented Meter House"})) == []
