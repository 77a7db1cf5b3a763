"""Two verdicts on a standard that was asked for: whether what a scope cites answers it technically, and whether the body
is accredited for it as it was asked for.

ISO/IEC 17011:2017, 7.8.3, has the scope name its standards; what an undated citation and a flexible scope cover is the
authority's rule, and holds here only where that rule is recorded with the authority.
"""

from collections.abc import Mapping
from typing import Any

from kg.matching.closeness import Fit
from kg.matching.reason import Reason, Status
from kg.schema.core import Words


def verdicts(asked: str, dated: bool, fit: Fit, card: Mapping[str, Any]) -> tuple[Reason, Reason]:
    """``asked``: the designation asked for; ``dated``: whether it names an edition; ``fit``: of what the scope cites;
    ``card``: see ``kg.queries.card``."""
    as_good = ("exact", "edition", "equivalent") if dated else ("exact", "edition", "standard", "equivalent")
    technical: Status = "met" if fit.closeness in as_good else "partly"
    status, words = _accredited(asked, dated, fit, card)
    return (
        Reason("standard", technical, asked, fit.designation, fit.words),
        Reason("accredited_as_asked", status, asked, fit.designation, words),
    )


def _accredited(asked: str, dated: bool, fit: Fit, card: Mapping[str, Any]) -> tuple[Status, Words]:
    held = fit.designation
    if not card["evidence"]["accreditation"]:
        return "unknown", Words("no accreditation is stated for it", "未载明认可或资质认定")
    if fit.closeness == "exact":
        return "met", Words(f"accredited for {held}", f"已获 {held} 的认可")
    if not dated and fit.closeness in ("edition", "standard"):
        return "met", Words(f"accredited for {held}, an edition of {asked}", f"已获 {held}（{asked} 的版本）的认可")
    if fit.closeness == "edition":
        return _by_rule(card, "undated_rule", Words(
            f"its scope cites {held} without a year", f"其范围不注日期引用 {held}"))  # fmt: skip
    if fit.closeness in ("standard", "current"):
        age = _age(fit)
        if card["flexible"] in (None, "none", "unknown"):
            return "unmet", Words(f"accredited for {age.en} {held}", f"仅获{age.zh} {held} 的认可")
        return _by_rule(card, "edition_change_rule", Words(
            f"accredited for {age.en} {held}, its scope is flexible", f"获{age.zh} {held} 的认可，其范围为灵活范围"))  # fmt: skip
    return "unmet", Words(f"accredited for {held}, not for {asked}", f"仅获 {held} 的认可，未获 {asked} 的认可")


def _age(fit: Fit) -> Words:
    ways = {step.way for step in fit.path}
    if "replaced-by" in ways and "replaces" not in ways:
        return Words("the old edition", "旧版本")
    if "replaces" in ways and "replaced-by" not in ways:
        return Words("the newer edition", "新版本")
    return Words("another edition,", "另一版本")


def _by_rule(card: Mapping[str, Any], name: str, words: Words) -> tuple[Status, Words]:
    """Met where the authority's rule is recorded; it is told in its own words."""
    rule = card["evidence"][name]
    if not rule:
        return "unknown", Words(
            f"{words.en}; the authority's rule for that is not recorded", f"{words.zh}；未载明授予机构的相应规则"
        )
    chinese, both, english = rule.partition("|")  # a rule in two languages stands as `中文 | English`
    zh, en = (chinese.strip(), english.strip()) if both else (rule, rule)
    return "met", Words(f"{words.en}; by the authority's rule: {en}", f"{words.zh}；按授予机构规则：{zh}")
