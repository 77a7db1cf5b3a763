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
_SHAPE = rf"(?:(?:{_BEFORE}|UPS)(?:\s?BCS|\s?TV)?(?:设备|产品)?的?\s?(?:{_NAME})|{_NAME})"
# A product that the table lacks is named as it is printed: what stands between "energy star (for)" and "requirements".
_PRINTED = re.compile(
    r"能源之星\s?(?:对于?|测试方法[::])?\s?(?P<product>[\u4e00-\u9fff/]{2,14}?)(?:的?\s?(?:产品|设备)?(?:计划|程序|项目|产品规格)*要\s?求|测[试量]方法|能源之星|$)"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_VERSION = re.compile(
    r"(?:(?P<lead>(?<=规范)\s?|(?<=要求)\s?|[Vv]er(?:sion)?\.?\s?|V\s?|v\s?|版本\s?|第\s?))?(?P<version>[0-9]{1,2}\.[0-9]{1,2})(?![0-9.])\s?(?P<word>版本?)?"
)
_REVISED = re.compile(
    r"(?:(?i:rev(?:ised|ision)?)[.,]?\s?)?(?P<month>(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))[a-z]{0,6}\.?\s?[-,]?\s?(?P<year>20[0-9]{2})|(?P<year2>20[0-9]{2})\s?年\s?(?P<month2>[0-9]{1,2})\s?月"
)
_TEST = re.compile(r"测试方法?(?![.。])|测量方法|测试标准|(?i:test\s?method)")
# What belongs to one naming: no further than the next sentence, or the next naming.
_LONGEST = 120


def read(text: str, start: int, end: int) -> Found | None:
    """A naming of a program's paper: of its criteria in each version that is named, of its test method, or of both."""
    stop = _stop(text, end)
    said = text[start:stop]
    product = _PRODUCT.search(said) or _PRINTED.match(said)
    if not product:
        return None
    whole = product["product"] if product.re is _PRINTED else product[0]
    name = f"ENERGY STAR {_PRODUCTS.get(whole, whole)}"
    versions, revised, test = list(_versions(said)), _REVISED.search(said), _TEST.search(said)
    stops = [found.end() for found in (*versions, revised, test) if found]
    stops.append(product.end("product") if product.re is _PRINTED else product.end())
    return Found(tuple(_papers(name, said, versions, revised, test)), start + max(stops))


def _papers(
    name: str, said: str, versions: list[re.Match[str]], revised: re.Match[str] | None, test: re.Match[str] | None
) -> Iterator[Designation]:  # fmt: skip
    if versions and test and revised and versions[0].start() < test.start() < revised.start():
        yield _one(name, f" V{versions[0]['version']}")
        yield _one(f"{name} Test Method", _rev(revised))
        return
    work = f"{name} Test Method" if test and not (versions and "Criteria" in said[test.end() :]) else name
    revision = _rev(revised) if revised else ""
    if not versions:
        yield _one(work, revision)
    for version in versions:
        yield _one(work, f" V{version['version']}{revision}")


def _stop(text: str, at: int) -> int:
    stop = min(len(text), at + _LONGEST)
    for mark in ("。", ";", "能源之星", "ENERGY STAR", "Energy Star"):
        found = text.find(mark, at, stop)
        if found >= 0:
            stop = found
    return stop


def _versions(said: str) -> Iterator[re.Match[str]]:
    """Numbers that a word says are versions; the same one once."""
    seen: set[str] = set()
    for found in _VERSION.finditer(said):
        if (found["word"] or found["lead"] is not None) and found["version"] not in seen:
            seen.add(found["version"])
            yield found


def _rev(revised: re.Match[str]) -> str:
    month = revised["month"].title() if revised["month"] else _MONTHS[(int(revised["month2"]) - 1) % 12]
    return f" Rev. {month}-{revised['year'] or revised['year2']}"


def _one(work: str, edition: str) -> Designation:
    return Designation("ENERGY STAR", "ENERGY STAR", work.removeprefix("ENERGY STAR "), None, work, "", edition=edition)


ENERGY_STAR = Family(
    "energy-star", read, heads=("ENERGY STAR", "Energy Star"), pattern=_SHAPE, rank=2
)  # fmt: skip
