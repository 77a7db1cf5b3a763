"""ALL, ANY, NOT over statuses."""

from hypothesis import given
from hypothesis import strategies as st

from kg.matching.formula import Formula, Leaf, Node, leaves, value
from kg.matching.reason import STATUSES, Status

formulas = st.recursive(
    st.integers(0, 3).map(Leaf),
    lambda inner: st.builds(
        Node, st.sampled_from(["all", "any", "none"]), st.lists(inner, min_size=1, max_size=3).map(tuple)
    ),
    max_leaves=6,
)
statuses = st.lists(st.sampled_from(STATUSES), min_size=4, max_size=4)


@given(formulas, statuses)
def test_what_is_known_is_two_valued_logic(formula: Formula, found: list[Status]) -> None:
    def truth(part: Formula) -> bool:
        if isinstance(part, Leaf):
            return found[part.number] == "met"
        some = [truth(each) for each in part.parts]
        return all(some) if part.joint == "all" else any(some) != (part.joint == "none")

    known = {found[number] for number in leaves(formula)} <= {"met", "unmet"}
    if known:
        assert value(formula, found.__getitem__) == ("met" if truth(formula) else "unmet")


@given(formulas, statuses, st.integers(0, 3))
def test_what_becomes_known_never_contradicts_what_was_certain(
    formula: Formula, found: list[Status], which: int
) -> None:
    """Once met or unmet while something is unknown, it stays so whatever that turns out to be."""
    before = value(formula, [*found[:which], "unknown", *found[which + 1 :]].__getitem__)
    if before in ("met", "unmet"):
        for status in STATUSES:
            assert value(formula, [*found[:which], status, *found[which + 1 :]].__getitem__) == before
