"""What limits a capability, against what is asked for."""

from kg.matching.constraints.citing import closest
from kg.matching.offer import Cited, Limited, Thing
from kg.matching.reason import Reason
from kg.matching.requirement import Named, Requirement
from kg.matching.restrictions import Wanted, judge


def restriction(
    asked: Requirement, restrictions: tuple[Limited, ...], products: tuple[Thing, ...], parameters: tuple[Thing, ...],
    methods: tuple[Cited, ...],
) -> Reason | None:  # fmt: skip
    """Whether its restrictions let the request through. The request names a thing in its own words and in the row's."""
    return judge(restrictions, wanted(asked, products, parameters, methods)) if restrictions else None


def wanted(
    asked: Requirement, products: tuple[Thing, ...], parameters: tuple[Thing, ...], methods: tuple[Cited, ...]
) -> Wanted:
    """What the request names, as a capability with these things says it."""
    fit = closest(asked.standard, methods) if asked.standard else None
    return Wanted(
        _names(asked.product, products), _names(asked.parameter, parameters), (fit.designation,) if fit else (),
        (asked.clause,) if asked.clause else (), extents=(asked.range.extent,) if asked.range else (),
    )  # fmt: skip


def _names(wanted: Named | None, things: tuple[Thing, ...]) -> tuple[str, ...]:
    if wanted is None:
        return ()
    same = [name for thing in things if thing.id in wanted.ids for name in (thing.name_zh, thing.name_en) if name]
    return tuple(dict.fromkeys((wanted.asked, *same)))
