"""What kind of things the terms of a limit are: clauses, levels, numeric bounds, customers, else things in words."""

import re
from collections.abc import Iterator

from kg.matching.offer import Limited
from kg.matching.restrictions.bounds import bound
from kg.matching.restrictions.levels import level_list
from kg.matching.restrictions.numbering import clause_list

_CUSTOMER = re.compile(
    r"(?:特定|指定|固定)的?(?:委托方|委托人|客户|用户)|^(?:委托方|客户|用户|本公司|本单位|集团)(?:内部)?(?:使用)?$"
)
_BRACKETS = re.compile(r"[（(][^（(）)]*[）)]")
_OF = re.compile(r"(?P<whole>.+)的(?P<part>[^的]+)")
_SEVERAL_BOUNDS = re.compile(r"及其|及(?=\d)")


def by_kind(limited: Limited) -> Iterator[Limited]:
    """The limits that one with terms in words amounts to. Where it allows, each of them is to be met: ``第4、5章室内给排水`` is
    a limit to clauses and one to a thing."""
    terms, denies = limited.terms, limited.denies
    if shared := _shared(terms):
        if not denies:
            yield limited._replace(terms=shared[1:])
        terms = ("、".join(terms),) if denies else (*terms[:-1], shared[0])
    if levels := level_list(terms):
        yield limited._replace(kind="level", terms=levels.terms)
        terms = (levels.of,) if levels.of and not denies else ()
    if bounds := [part for term in terms for part in _SEVERAL_BOUNDS.split(term) if bound(part)]:
        yield limited._replace(kind="bound", terms=tuple(bounds))
        terms = tuple(term for term in terms if not any(part in term for part in bounds))
    clauses = clause_list([_BRACKETS.sub("", term) for term in terms])
    if clauses and (clauses.of is None or (len(clauses.terms) > 1 and not denies)):
        yield limited._replace(kind="clause", terms=clauses.terms)
        terms = (clauses.of,) if clauses.of else ()
    if terms and not denies and any(_CUSTOMER.search(term) for term in terms):
        yield limited._replace(kind="customer", terms=terms)
    elif terms:
        yield limited._replace(terms=terms)


def _shared(terms: tuple[str, ...]) -> tuple[str, str] | None:
    """Of ``A、B的C``, which is C of A and of B (压力机、液压机的公称力): B and C. None where the last has 的 because it alone
    relates to something (管道扇、热带气候使用的风扇)."""
    last = _OF.fullmatch(terms[-1]) if len(terms) > 1 else None
    others = [_BRACKETS.sub("", term) for term in terms[:-1]]
    if last is None or any("的" in term for term in others):
        return None
    endings = {term[-1:] for term in others}
    return None if last["part"][-1] in endings or last["whole"][-1] not in endings else (last["whole"], last["part"])
