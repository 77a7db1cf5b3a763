"""Two verdicts on a standard that was asked for: whether what a scope cites answers it technically, and whether the body
is accredited for it as it was asked for.

ISO/IEC 17011:2017, 7.8.3, has the scope name its standards; what an undated citation and a flexible scope cover is the
authority's rule, and holds here only where that rule is recorded with the authority.
"""

from collections.abc import Iterable

from kg.matching.closeness import CLOSENESS, Closeness, Fit
from kg.matching.offer import Cited, Grant
from kg.matching.reason import Reason, Status
from kg.matching.requirement import Cites, Requirement
from kg.schema.core import Words

# What is as good as the standard asked for, by whether an edition was named.
EXACT_ENOUGH: dict[bool, tuple[Closeness, ...]] = {
    True: ("exact", "edition", "equivalent"), False: ("exact", "edition", "standard", "equivalent"),
}  # fmt: skip


def closest(wanted: Cites, methods: Iterable[Cited]) -> Fit | None:
    """The closest of what a capability cites; None where none of it is close enough."""
    cited = [wanted.fits[each.document] for each in methods if each.document and each.document in wanted.fits]
    if len(cited) < 2:
        return cited[0] if cited else None
    return min(cited, key=lambda fit: (CLOSENESS.index(fit.closeness), len(fit.path), fit.document))


def standard(asked: Requirement, methods: tuple[Cited, ...]) -> Reason | None:
    """Whether what is cited answers technically: another edition, and what is merely comparable, is partly what was asked."""
    wanted = asked.standard
    if wanted is None:
        return None
    fit = closest(wanted, methods)
    if fit is None:
        cited = "; ".join(dict.fromkeys(each.designation for each in methods if each.designation))
        return Reason("standard", "unmet", wanted.asked, cited, Words("another standard is cited", "引用的标准不同"))
    good = EXACT_ENOUGH[wanted.dated]
    return Reason("standard", "met" if fit.closeness in good else "partly", wanted.asked, fit.designation, fit.words)


def accredited(
    asked: Requirement, methods: tuple[Cited, ...], grant: Grant | None, flexible: str | None
) -> Reason | None:
    """Whether it is accredited as asked: for that edition itself, or by the authority's recorded rule."""
    wanted = asked.standard
    fit = closest(wanted, methods) if wanted else None
    if wanted is None or fit is None:
        return None
    status, words = _accredited(wanted, fit, grant, flexible)
    return Reason("accredited_as_asked", status, wanted.asked, fit.designation, words)


def _accredited(wanted: Cites, fit: Fit, grant: Grant | None, flexible: str | None) -> tuple[Status, Words]:
    held, asked = fit.designation, wanted.asked
    if grant is None:
        return "unknown", Words("no accreditation is stated for it", "未载明认可或资质认定")
    if fit.closeness == "exact":
        return "met", Words(f"accredited for {held}", f"已获 {held} 的认可")
    if not wanted.dated and fit.closeness in ("edition", "standard"):
        return "met", Words(f"accredited for {held}, an edition of {asked}", f"已获 {held}（{asked} 的版本）的认可")
    if fit.closeness == "edition":
        return _by_rule(grant.undated_rule, Words(
            f"its scope cites {held} without a year", f"其范围不注日期引用 {held}"))  # fmt: skip
    if fit.closeness in ("standard", "current"):
        age = _age(fit)
        if flexible in (None, "none", "unknown"):
            return "unmet", Words(f"accredited for {age.en} {held}", f"仅获{age.zh} {held} 的认可")
        return _by_rule(grant.edition_change_rule, Words(
            f"accredited for {age.en} {held}, its scope is flexible", f"获{age.zh} {held} 的认可，其范围为灵活范围"))  # fmt: skip
    return "unmet", Words(f"accredited for {held}, not for {asked}", f"仅获 {held} 的认可，未获 {asked} 的认可")


def _age(fit: Fit) -> Words:
    ways = {step.way for step in fit.path}
    if "replaced-by" in ways and "replaces" not in ways:
        return Words("the old edition", "旧版本")
    if "replaces" in ways and "replaced-by" not in ways:
        return Words("the newer edition", "新版本")
    return Words("another edition,", "另一版本")


def _by_rule(rule: str | None, words: Words) -> tuple[Status, Words]:
    """Met where the authority's rule is recorded; it is told in its own words."""
    if not rule:
        return "unknown", Words(
            f"{words.en}; the authority's rule for that is not recorded", f"{words.zh}；未载明授予机构的相应规则"
        )
    chinese, both, english = rule.partition("|")  # a rule in two languages stands as `中文 | English`
    zh, en = (chinese.strip(), english.strip()) if both else (rule, rule)
    return "met", Words(f"{words.en}; by the authority's rule: {en}", f"{words.zh}；按授予机构规则：{zh}")
