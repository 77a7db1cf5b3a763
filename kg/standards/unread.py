"""Why nothing is read in a text: what stands there instead of a designation."""

import re

from kg.schema.core import Words
from kg.standards.level import level

_EDITION = (
    r"(?:第?\s?[0-9一二三四五六七八九十]{1,3}\s?(?:修订)?(?:版本?|号?修订[单版]?)|(?:19|20)[0-9]{2}\s?年?\s?(?:版|修订版|局部修订)|[0-9]{1,2}\s?(?:st|nd|rd|th)"
    r"|(?:rev|ver|version|edition|ed|issue|amdt?|revision|v|r)\.?\s?(?:no\.?)?\s?[0-9]{0,2}(?:[.-][0-9]{1,2}){0,2}|[0-9]{2}-[0-9]{2}|最新版)"
)
_YEARS = r"(?:19|20)[0-9]{2}(?:\s?-\s?(?:19|20)[0-9]{2})?"
_BETWEEN = r"[\s,.;:()\[\]/&+、和及-]*"
_DAY = re.compile(r"\D{0,4}(?:19|20)[0-9]{2}\s?[年.-]\s?[0-9]{1,2}\s?[月.-]\s?[0-9]{1,2}\s?日?.{0,12}")
_ONLY_YEARS = re.compile(rf"{_BETWEEN}{_YEARS}{_BETWEEN}")
_ONLY_EDITION = re.compile(rf"{_BETWEEN}(?:(?:{_EDITION}|{_YEARS}|a[0-9]){_BETWEEN}){{1,5}}", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z]{2,}[^\u4e00-\u9fff]{0,20}[0-9]|[0-9]{3,}")


def why_unread(text: str) -> Words:
    """The reason, for a text in which no citation is read."""
    said = level(text).strip()
    if not any(character.isalnum() for character in said):
        return Words("nothing is written there", "未填写内容")
    if _ONLY_YEARS.fullmatch(said):
        return Words("a year without its standard", "仅有年份，未写标准编号")
    if _ONLY_EDITION.fullmatch(said):
        return Words("an edition without its standard", "仅有版次，未写标准编号")
    if _DAY.fullmatch(said):
        return Words("a day without its standard", "仅有日期，未写标准编号")
    if _CODE.search(said):
        return Words("a code of no known form", "编号形式未知")
    return Words("words without a designation", "仅有文字，无标准编号")
