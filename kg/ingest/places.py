"""Region of an address: read from its start, province, city, county, each by its place; never by any substring.

``安徽省马鞍山市湖北路45号`` is in Anhui: ``湖北`` there is a street. What is not certain is not located: a name that
several divisions bear gives them as candidates.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.schema.folding import fold


class Place(NamedTuple):
    """A region as the reader of addresses needs it."""

    id: str
    code: str | None
    level: str
    name_zh: str | None
    name_en: str | None
    parent_id: str | None


@dataclass(frozen=True)
class Located:
    """The deepest division that is certain, or why there is none and which it might be."""

    region_id: str | None
    candidates: tuple[str, ...]
    reason: str


# Levels of the divisions that only group others; an address does not write them.
_GROUPING = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_ENDINGS = re.compile(
    "(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|地区|林区|新区|省|市|盟|县|区|旗)$"
)
_PEOPLES = re.compile("(?:[\u4e00-\u9fff]{1,4}族)+$")
# What follows a short name that is a street's or an institute's, not the place itself.
_NOT_A_PLACE = re.compile(
    "(?:东|西|南|北|中|[一二三四五六七八九十0-9]{1,2})?(?:路|街|大道|道|巷|弄|里|大厦|大学|胡同|村|桥)"
)
_LEAD = re.compile(r"^(?:[0-9\W_]+|中华人民共和国|中国)+")
_LEVELS = ("country", "province", "prefecture", "county")


class Gazetteer:
    """Regions by name and place, down to counties."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = {place.id: place for place in places if place.level in _LEVELS}
        self._children: dict[str, list[Place]] = defaultdict(list)
        for place in self._places.values():
            if place.parent_id:
                self._children[place.parent_id].append(place)
        self._starts = self._by_name(self._places.values())
        self._english = {
            fold(place.name_en): place.id
            for place in self._places.values()
            if place.name_en and place.level in ("country", "province")
        }

    def place(self, id: str | None) -> Place | None:
        """The place of that id, None when it is not known."""
        return self._places.get(id) if id else None

    def locate(self, address: str) -> Located:
        """Read an address from its start."""
        text = _LEAD.sub("", fold(address))
        if text.isascii():
            return self._in_english(address)
        found = self._longest(text, self._starts)
        if not found:
            return Located(None, (), "it does not start with a division that is known")
        if len(found) > 1:
            names = tuple(self._full_name(place) for place, _ in found)
            return Located(None, names, "its name is borne by several divisions")
        place, length = found[0]
        text = text[length:]
        while deeper := self._longest(text, self._by_name(self._below(place))):
            if len(deeper) > 1:
                break
            place, length = deeper[0]
            text = text[length:]
        return Located(place.id, (), f"read as {self._full_name(place)}")

    def _in_english(self, address: str) -> Located:
        """Only the last parts of an English address name its country or province."""
        parts = [re.sub(r"[0-9]+", "", fold(part)).strip(".") for part in re.split(r"[,;]", address)]
        parts = [part.removeprefix("p.r.").removesuffix("province") for part in parts if part]
        for part in (*parts[-1:-4:-1],):
            if (region := self._english.get(part)) and self._places[region].level == "province":
                return Located(region, (), f"it names {self._full_name(self._places[region])}")
        for part in (*parts[-1:-3:-1],):
            if region := self._english.get(part):
                return Located(region, (), f"it names {self._full_name(self._places[region])}")
        return Located(None, (), "no country or province is named at its end")

    def _below(self, place: Place) -> list[Place]:
        """Divisions that an address may write next: children, and those below a child that it may leave out."""
        near = list(self._children[place.id])
        for child in self._children[place.id]:
            if child.name_zh in _GROUPING or place.level == "province":
                near += self._children[child.id]
        return near

    def _by_name(self, places: Iterable[Place]) -> dict[str, list[tuple[Place, bool]]]:
        names: dict[str, list[tuple[Place, bool]]] = defaultdict(list)
        for place in places:
            if not place.name_zh or place.name_zh in _GROUPING:
                continue
            full = fold(place.name_zh)
            names[full].append((place, True))
            short = _PEOPLES.sub("", _ENDINGS.sub("", full)) or full
            if len(short) >= 2 and short != full and place.level in ("province", "prefecture"):
                names[short].append((place, False))
        return names

    def _longest(self, text: str, names: dict[str, list[tuple[Place, bool]]]) -> list[tuple[Place, int]]:
        """The places whose name the text starts with, at the longest such name; the highest level of them."""
        for length in range(min(len(text), 15), 1, -1):
            fitting = [
                place for place, full in names.get(text[:length], ()) if full or not _NOT_A_PLACE.match(text[length:])
            ]
            if fitting:
                top = min(_LEVELS.index(place.level) for place in fitting)
                return [(place, length) for place in fitting if _LEVELS.index(place.level) == top]
        return []

    def _full_name(self, place: Place) -> str:
        names, at = [], place
        while True:
            if at.name_zh and at.name_zh not in _GROUPING and at.level != "country":
                names.append(at.name_zh)
            if not at.parent_id or at.parent_id not in self._places:
                return "".join(reversed(names)) or str(place.name_zh or place.id)
            at = self._places[at.parent_id]
