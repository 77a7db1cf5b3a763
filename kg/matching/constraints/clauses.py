"""Which clause of a standard: what a capability cites of it, or is limited to, against what is asked for."""

from kg.matching.constraints.citing import EXACT_ENOUGH
from kg.matching.offer import Cited, Limited
from kg.matching.reason import Reason, Status
from kg.matching.requirement import Requirement
from kg.matching.restrictions import touch
from kg.matching.restrictions.numbering import lies, listed, widest
from kg.schema.core import Words

_WORDS: dict[Status, Words] = {
    "met": Words("that clause is cited", "引用该条款"),
    "partly": Words("a part of it is cited", "仅引用其中一部分"),
    "unknown": Words("whether the clauses cited take it in cannot be told", "所引条款是否包含所求无法判断"),
    "unmet": Words("other clauses are cited", "引用的是其他条款"),
}


def clause(
    asked: Requirement, methods: tuple[Cited, ...], covers: str | None, restrictions: tuple[Limited, ...]
) -> Reason | None:
    """Whether the clause is cited; where none is, whether it is among those that the capability is limited to, or the scope says the
    whole standard. Another edition may number its clauses otherwise: what it does not cite is unknown. A capability of another
    standard has no such clause: None."""
    wanted = asked.standard
    if asked.clause is None or wanted is None:
        return None
    cited = [
        (each.clause, wanted.fits[each.document]) for each in methods if each.document and each.document in wanted.fits
    ]
    if not cited:
        return None
    designations = [fit.designation for _, fit in cited]
    printed = [text for text, _ in cited if text]
    terms = printed or [term for each in restrictions if _limits(each, designations) for term in each.terms]
    if not terms:
        return _unsaid(asked.clause, covers)
    same = all(fit.closeness in EXACT_ENOUGH[wanted.dated] for _, fit in cited)
    found = {widest({lies(term, one) for each in terms for term in listed(each)}) for one in listed(asked.clause)}
    status = _status(found if same else {"unknown" if place == "out" else place for place in found})
    return Reason("clause", status, asked.clause, "; ".join(dict.fromkeys(terms)), _WORDS[status])


def _limits(limited: Limited, designations: list[str]) -> bool:
    """Whether it lists the clauses that alone are done."""
    listing = limited.kind == "clause" and limited.read and not limited.denies and limited.within is None
    return listing and touch(limited.applies_to, designations) == "yes"


def _unsaid(asked: str, covers: str | None) -> Reason:
    if covers == "whole":
        return Reason("clause", "met", asked, "whole", Words("the whole standard is covered", "覆盖标准全部内容"))
    return Reason("clause", "unknown", asked, "", Words("no clause is cited", "未载明条款"))


def _status(found: set[str]) -> Status:
    """From where each of the clauses that are asked for lies of those that are cited."""
    if found == {"in"}:
        return "met"
    if "unknown" in found:
        return "unknown"
    return "unmet" if found == {"out"} else "partly"
