"""Parts and sections, however they are written: by hyphens, in words, in brackets, as a list or a range of them."""

import re
from typing import NamedTuple

# A part: digits with a letter perhaps, or a letter with digits (ISO 105-B02).
_ITEM = r"(?:[0-9]{1,4}[A-Z]{0,2}|[A-Z][0-9]{1,2}|[IVX]{1,4})(?![0-9A-Z]|(?!cl|and|to)[a-z])"
_AND = r"\s?(?:,|;|&|/|and|to|~|-|\+)\s?(?:-|(?i:parts?|pt|p)\.?\s?-?)?\s?(?!(?:19|20)[0-9]{2}(?![0-9]))"

_WORD = r"(?:P(?:ar|at|rt|tr|ta|a)?ts?|part|pt|Part\s?[Nn]o|PART|PRT|P)"
_SPELLED = re.compile(
    rf"[\s,:;./(\[-]{{0,4}}{_WORD}\s?[.:]?\s?[-:(_]?\s?(?P<items>(?:{_ITEM}|[lI](?![A-Za-z])|[IVX]{{1,5}}(?![A-Za-z]))(?:{_AND}{_ITEM}){{0,30}})"
    r"(?:[\s/,:;(&-]{0,3}(?:S(?:ec|EC)(?:tion|TION)?s?|sec(?:tion)?s?|Ses)\s?[.:]?\s?[-:]?\s?"
    rf"(?P<sections>{_ITEM}(?!\s?\.\s?[0-9])(?:{_AND}{_ITEM}){{0,30}}))?(?:\s?:?\s?[)\]])?"
)
_HYPHENED = re.compile(
    r"(?:\s?-\s?|\s(?=[0-9]{1,3}\s?[-:]\s?(?:19|20)[0-9]{2})|\s?:\s?(?=[0-9]{1,2}\s?:\s?(?:19|20)[0-9]{2}))(?!(?:19|20)[0-9]{2}(?![0-9A-Za-z]|\s?-\s?[0-9]))(?P<item>[0-9]{1,5}[A-Z]{0,2}(?:\.[0-9]{1,2}(?![0-9.]))?|[A-Z][0-9]{1,2})(?![0-9A-Za-z.]|\s?(?:mm|kV)\b)"
)
# Further parts of a list: with a hyphen or after "and", and nothing behind them that makes them something else.
_MORE = re.compile(
    r"(?:\s?[,/&]{1,2}\s?-\s?|\s?,\s?&\s?|\s?/\s?-?|\s?(?:&|and)\s?-?\s?|\s?~\s?-?)(?P<item>[0-9]{1,3})(?=\s?(?:[:;,&()/~-]|and\b|$|\s[A-Z(]))(?!\s?\.\s?[0-9])"
)
_SAME_LENGTH = re.compile(r"\s?,\s?(?P<item>[0-9]{3})(?=\s?(?:[:;,&)]|$))")  # IEC 60811-404,409,412
_PIECE = re.compile(r"(?P<item>[0-9]{1,4}[A-Z]{0,2}|[A-Z][0-9]{1,2}|[IVX]+)|(?P<to>to|~|-)")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8", "IX": "9", "X": "10",
          "XI": "11", "XII": "12", "l": "1"}  # fmt: skip
_LONGEST_RANGE = 60


class Parts(NamedTuple):
    """The parts of each designation at one place (one, unless they are a list), each from the outside in, and the place
    after them. ``spelled``: in words."""

    parts: tuple[tuple[str, ...], ...]
    end: int
    spelled: bool = False
    listed: bool = False


NONE: tuple[tuple[str, ...], ...] = ((),)


def read_parts(text: str, at: int) -> Parts:
    """The parts that follow a number at a place of a levelled text; ``((),)`` where there are none."""
    if at == len(text):
        return Parts(NONE, at)
    items: list[str] = []
    end = at
    while len(items) < 4 and (found := _HYPHENED.match(text, end)):
        items.append(found["item"])
        end = found.end()
    if items:
        return _with_more(text, tuple(items), end)
    if spelled := _SPELLED.match(text, at):
        firsts = expand(spelled["items"])
        if sections := spelled["sections"]:
            return Parts(
                tuple((firsts[0], section) for section in expand(sections)), spelled.end(), True, "," in sections
            )
        return Parts(tuple((first,) for first in firsts), spelled.end(), True, len(firsts) > 1)
    return Parts(NONE, at)


def _with_more(text: str, first: tuple[str, ...], end: int) -> Parts:
    found = [first]
    while more := _MORE.match(text, end) or (_SAME_LENGTH.match(text, end) if len(first[-1]) == 3 else None):
        if more[0].strip().startswith("~"):
            last = expand(f"{found[-1][-1]}~{more['item']}")
            found += [(*first[:-1], item) for item in last[1:]]
        else:
            found.append((*first[:-1], more["item"]))
        end = more.end()
    return Parts(tuple(found), end, False, len(found) > 1)


def expand(text: str) -> list[str]:
    """``1, 3 to 5`` is 1, 3, 4, 5. A range that does not rise, or is beyond all measure, is its two ends."""
    items: list[str] = []
    ranging = False
    for piece in _PIECE.finditer(text):
        if piece["to"]:
            ranging = True
            continue
        item = _ROMAN.get(piece["item"], piece["item"].lstrip("0") or "0")
        if (
            ranging
            and items
            and items[-1].isdigit()
            and item.isdigit()
            and 0 < int(item) - int(items[-1]) < _LONGEST_RANGE
        ):
            items += [str(number) for number in range(int(items[-1]) + 1, int(item))]
        items.append(item)
        ranging = False
    return items or ["1"]
