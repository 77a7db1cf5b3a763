"""ENERGY STAR: program requirements and test methods by product and version, in English and in Chinese."""

import re
from collections.abc import Iterator

from kg.standards.family import Designation, Family, Found
from kg.standards.tables import table

# The products of the program as it names them, with the names by which scopes know them.
_PRODUCTS = {name: row["product"] for row in table("energy_star_products.tsv") for name in row["names"].split("; ")}
_PRODUCT = re.compile("|".join(re.escape(name) for name in sorted(_PRODUCTS, key=len, reverse=True)))
_NAME = r"能源之星|(?:ENERGY|Energy)\s?(?:STAR|Star)"
_BEFORE = "|".join(
    re.escape(name) for name in sorted((name for name in _PRODUCTS if not name.isascii()), key=len, reverse=True)
)
_SHAPE = (
    rf"(?:(?:{_BEFORE}|UPS)(?:\s?BCS|\s?TV)?(?:设备|产品)?的?\s?(?:{_NAME})|{_NAME}"
    rf"|(?:{_BEFORE})(?=[^。;]{{0,40}}测试(?:标准|方法)\s?[,(]?\s?(?:Rev|REV|Ver)))"
)
# A product that the table lacks is named as it is printed: what stands between "energy star (for)" and "requirements".
_PRINTED = re.compile(
    r"能源之星\s?(?:对于?|测试方法[::])?\s?(?P<product>[\u4e00-\u9fff/]{2,14}?)(?:的?\s?(?:产品|设备)?(?:计划|程序|项目|产品规格)*要\s?求|的?测[试量]方法|能源之星|$)"
)
_NO_PRODUCT = re.compile(r"(?:计划|程序|项目|产品|规格|推荐|规范|标准)+")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_VERSION = re.compile(
    r"(?:(?P<lead>(?<=规范)\s?|(?<=要求)\s?|[Vv]ers?s?ion\.?\s?|[Vv]er\.?\s?|V\s?|v\s?|版本\s?|第\s?)|(?<![0-9.]))(?P<version>[0-9]{1,2}\.[0-9]{1,2})(?![0-9.]|\s?[章节条])\s?(?P<word>版本?)?"
)
_REVISED = re.compile(
    r"(?:(?i:rev(?:ised|ision)?)[.,]?\s?)?(?P<month>(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))[a-z]{0,6}\.?\s?[-,]?\s?(?P<year>20[0-9]{2})|(?P<year2>20[0-9]{2})\s?年\s?(?P<month2>[0-9]{1,2})\s?月"
    r"|版本?\s?(?P<year3>20[0-9]{2})[.-](?P<month3>0?[1-9]|1[0-2])(?![0-9])"
)
_TEST = re.compile(r"测试方法?(?![.。])|测量方法|测试标准|(?i:test\s?method)")
# Another standard begins where capitals stand before a number of two digits.
_OTHER = re.compile(
    r"(?<![A-Za-z])(?:(?!VERSION|REV|UPS|BCS|TV|LED|CFL)[A-Z]{2,6}(?:[-/ ][A-Z]{1,6}){0,2}[- ]?[0-9]{2}|[0-9]{1,2}\s?C(?:FR|RF))"
)
# What belongs to one naming: no further than the next sentence, the next naming, or the next standard.
_LONGEST = 120


def read(text: str, start: int, end: int) -> Found | None:
    """A naming of a program's paper: of its criteria in each version that is named, of its test method, or of both."""
    stop = _stop(text, end)
    said = text[start:stop]
    product, after = _product(text, start, stop)
    if not product:
        return None
    named = re.search(_NAME, said)
    doubts = () if named else ("publisher not named",)
    versions, revised, test = list(_versions(said)), list(_REVISED.finditer(said)), _test(said)
    stops = [found.end() for found in (*versions, *revised, test, named) if found]
    papers = _papers(f"ENERGY STAR {product}", said, versions, revised, test)
    return Found(tuple(paper._replace(doubts=doubts) for paper in papers), start + max((*stops, after)))


def _product(text: str, start: int, stop: int) -> tuple[str | None, int]:
    """The product that a naming is about, and the place after it within the naming: its own; or that of the naming
    before, or else of the one after it, where its own is none of the program's (then it is a title)."""
    said = text[start:stop]
    if own := _PRODUCT.search(said):
        return _PRODUCTS[own[0]], own.end()
    printed = _PRINTED.match(said)
    if printed and not _NO_PRODUCT.fullmatch(printed["product"]):
        elsewhere = re.search(_NAME, text[:start]) or re.search(_NAME, text[stop : stop + _LONGEST])
        return (None, 0) if elsewhere and _PRODUCT.search(text) else (printed["product"], printed.end("product"))
    before = _last_product(text[max(0, start - _LONGEST) : start])
    others = before or _PRODUCT.search(text, stop, stop + _LONGEST)
    return (_PRODUCTS[others[0]], 0) if others else (None, 0)


def _last_product(text: str) -> re.Match[str] | None:
    return max(_PRODUCT.finditer(text), key=lambda found: found.start(), default=None)


def _test(said: str) -> re.Match[str] | None:
    """Where a test method is named: in full, else with its last character lacking."""
    found = None
    for found in _TEST.finditer(said):
        if found[0] != "测试方":
            break
    return found


def _papers(
    name: str, said: str, versions: list[re.Match[str]], revised: list[re.Match[str]], test: re.Match[str] | None
) -> Iterator[Designation]:  # fmt: skip
    if versions and test and revised and versions[0].start() < test.start() < revised[0].start():
        for version in versions:
            yield _one(name, f" V{version['version']}")
        for revision in revised:
            yield _one(f"{name} Test Method", _rev(revision))
        return
    work = f"{name} Test Method" if test and not (versions and "Criteria" in said[test.end() :]) else name
    if not versions:
        yield from (_one(work, _rev(revision)) for revision in revised)
        if not revised:
            yield _one(work, "")
    for version in versions:
        yield _one(work, f" V{version['version']}{_rev(revised[0]) if revised else ''}")


def _stop(text: str, at: int) -> int:
    stop = min(len(text), at + _LONGEST)
    for mark in ("。", ";", "能源之星", "ENERGY STAR", "Energy Star"):
        found = text.find(mark, at, stop)
        if found >= 0:
            stop = found
    other = _OTHER.search(text, at, stop)
    return other.start() if other else stop


def _versions(said: str) -> Iterator[re.Match[str]]:
    """Numbers that a word says are versions; the same one once."""
    seen: set[str] = set()
    for found in _VERSION.finditer(said):
        if (found["word"] or found["lead"] is not None) and found["version"] not in seen:
            seen.add(found["version"])
            yield found


def _rev(revised: re.Match[str]) -> str:
    month, year = revised["month2"] or revised["month3"], revised["year"] or revised["year2"] or revised["year3"]
    return f" Rev. {_MONTHS[(int(month) - 1) % 12] if month else revised['month'].title()}-{year}"


def _one(work: str, edition: str) -> Designation:
    return Designation("ENERGY STAR", "ENERGY STAR", work.removeprefix("ENERGY STAR "), None, work, "", edition=edition)


ENERGY_STAR = Family(
    "energy-star", read, heads=("ENERGY STAR", "Energy Star"), pattern=_SHAPE, rank=2
)  # fmt: skip
