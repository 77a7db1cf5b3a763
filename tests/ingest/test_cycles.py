"""Edges that close a circle are told from those that do not."""

from random import Random

from kg.ingest.cycles import without_cycles


def test_what_has_no_circle_is_kept_in_its_order() -> None:
    edges = [("c", "b"), ("b", "a"), ("c", "a")]
    assert without_cycles(edges) == (edges, [])


def test_the_edge_stated_last_closes_a_circle_of_two() -> None:
    assert without_cycles([("b", "a"), ("a", "b")]) == ([("b", "a")], [("a", "b")])


def test_a_node_that_leads_to_itself_closes_a_circle() -> None:
    assert without_cycles([("a", "a"), ("a", "b")]) == ([("a", "b")], [("a", "a")])


def test_of_two_circles_through_one_node_each_loses_one_edge() -> None:
    edges = [(1, 2), (2, 3), (3, 1), (2, 4), (4, 1), (5, 1)]
    assert without_cycles(edges) == ([(1, 2), (2, 3), (2, 4), (5, 1)], [(3, 1), (4, 1)])


def test_an_edge_stated_twice_counts_once() -> None:
    assert without_cycles([("b", "a"), ("b", "a"), ("a", "b"), ("a", "b")]) == ([("b", "a")], [("a", "b")])


def test_a_long_chain_needs_no_deep_stack() -> None:
    chain = [(number + 1, number) for number in range(100_000)]
    kept, closing = without_cycles([*chain, (0, 100_000)])
    assert len(kept) == 100_000
    assert len(closing) == 1


def test_what_is_kept_of_any_graph_has_no_circle_and_each_other_edge_would_close_one() -> None:
    for seed in range(200):
        random = Random(seed)
        edges = [(random.randrange(8), random.randrange(8)) for _ in range(random.randrange(25))]
        kept, closing = without_cycles(edges)
        assert sorted([*kept, *closing]) == sorted(set(edges))
        assert not any(reaches(kept, start, start) for start in range(8))
        assert all(reaches(kept, end, start) or start == end for start, end in closing)


def reaches(edges: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one edge or more lead from one node to the other."""
    seen, fresh = set[int](), {start}
    while fresh:
        fresh = {to for since, to in edges if since in fresh} - seen
        seen |= fresh
    return end in seen
