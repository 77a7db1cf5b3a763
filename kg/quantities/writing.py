"""The writing of a text levelled: width, dashes, signs, superscripts and mark-up, with the way back to the original."""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from kg.quantities import commas

_TAG = re.compile(r"<\s*(/?)\s*(sup|sub|br|i|b|em)\s*/?\s*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_SUPERSCRIPT = {ord(c): plain for c, plain in zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True)}
_MARKS = dict.fromkeys("‐‑‒–—―−─－﹣﹘", "-") | dict.fromkeys("～〜∼∽˜⁓", "~") | {
    "，": ",", "；": ";", "：": ":", "∶": ":", "（": "(", "）": ")", "［": "(", "］": ")", "【": "(", "】": ")", "[": "(", "]": ")",
    "∕": "/", "⁄": "/", "÷": "~", "×": "×", "✕": "×", "⋅": "·", "∙": "·", "•": "·", "・": "·", "‧": "·", "º": "°", "˚": "°",
    "≦": "≤", "⩽": "≤", "≧": "≥", "⩾": "≥", "〈": "<", "〉": ">", "µ": "μ", "Ω": "Ω", "Å": "Å", "℃": "°C", "℉": "°F", "％": "%",
    "㎜": "mm", "㎝": "cm", "㎞": "km", "㎏": "kg", "㎎": "mg", "㎡": "m^2", "㎥": "m^3", "…": "~", "′": "′", "″": "″",
}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """``text``: levelled; ``origin``: for each of its characters, and its end, the place in the original."""

    original: str
    text: str
    origin: tuple[int, ...]

    def printed(self, start: int, end: int) -> str:
        """What the original prints where the levelled text has ``start`` to ``end``."""
        return self.original[self.origin[start] : self.origin[end]].strip()

    @cached_property
    def plain(self) -> str:
        """The levelled text in lower case, character for character."""
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)


def written(original: str) -> Written:
    """Level a text. A superscript is written with ``^``, a decimal comma as a point; mark-up and entities of HTML are resolved."""
    text = commas.levelled(original)
    out: list[str] = []
    origin: list[int] = []
    at = 0
    while at < len(original):
        piece, after = _piece(text, at)
        if piece[:1] == "^" and out[-1:] == [" "] and not "".join(out[-2:-1]).isdigit():
            piece = piece[1:]  # an exponent stands at what it raises
        out += piece
        origin += [at] * len(piece)
        at = after
    return Written(original, "".join(out), (*origin, len(original)))


def _piece(text: str, at: int) -> tuple[str, int]:
    """The levelled form of what stands at a place, and the place after it."""
    c = text[at]
    if c == "<" and (tag := _TAG.match(text, at)):
        return ("^" if tag[2].lower() == "sup" and not tag[1] else ""), tag.end()
    if c == "&" and (entity := _ENTITY.match(text, at)):
        return _level(html.unescape(entity[0])), entity.end()
    if ord(c) in _SUPERSCRIPT:
        after = at
        while after < len(text) and ord(text[after]) in _SUPERSCRIPT:
            after += 1
        return "^" + text[at:after].translate(_SUPERSCRIPT), after
    return _level(c), at + 1


def _level(text: str) -> str:
    return "".join(_MARKS.get(c) or _level_one(c) for c in text)


def _level_one(c: str) -> str:
    if c.isspace() or unicodedata.category(c) in ("Cf", "Zs"):
        return " "
    return "".join(_MARKS.get(each, each) for each in unicodedata.normalize("NFKC", c))
