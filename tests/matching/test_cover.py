"""Covers: no larger than need be, and the same each time."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kg.matching import cover
from kg.matching.cover import smallest

sets = st.dictionaries(st.sampled_from("abcdefgh"), st.frozensets(st.integers(0, 7)), max_size=8)


def fewest(covers: dict[str, frozenset[int]], needed: frozenset[int]) -> int:
    coverable = needed & frozenset().union(*covers.values()) if covers else frozenset()
    for size in range(len(covers) + 1):
        if any(coverable <= frozenset().union(*(covers[name] for name in some)) for some in combinations(covers, size)):
            return size
    raise AssertionError("all of them cover what they cover")


@given(sets, st.frozensets(st.integers(0, 9)))
def test_it_is_the_smallest_and_covers_what_can_be_covered(
    covers: dict[str, frozenset[int]], needed: frozenset[int]
) -> None:
    found = smallest(covers, needed)
    covered = frozenset().union(*(covers[name] for name in found.chosen)) if found.chosen else frozenset()
    assert needed - covered == found.uncovered
    assert found.exact
    assert len(found.chosen) == fewest(covers, needed) == found.at_least or not found.chosen
    assert smallest(dict(reversed(covers.items())), needed) == found


def test_the_cheaper_of_two_that_cover_alike() -> None:
    both = {"a": frozenset({1}), "b": frozenset({1}), "c": frozenset({2})}
    assert smallest(both, frozenset({1, 2}), {"a": 5, "b": 1, "c": 0}).chosen == ("b", "c")


def test_a_large_one_is_greedy_and_says_so() -> None:
    """Where greedy takes three and two would do."""
    covers = {"a": frozenset({1, 2, 3, 4}), "b": frozenset({1, 2, 5}), "c": frozenset({3, 4, 6})}
    needed = frozenset(range(1, 7))
    assert smallest(covers, needed).chosen == ("b", "c")
    kept, cover.EXACT_MOST = cover.EXACT_MOST, 0
    try:
        found = smallest(covers, needed)
    finally:
        cover.EXACT_MOST = kept
    assert (len(found.chosen), found.exact, found.at_least) == (3, False, 2)


def test_five_thousand_institutions_and_fifty_requirements() -> None:
    covers = {f"i{n}": frozenset(k for k in range(50) if (n * 7919 + k * 104_729) % 23 == 0) for n in range(5_000)}
    found = smallest(covers, frozenset(range(50)))
    assert not found.uncovered
    assert found.at_least <= len(found.chosen)
