"""Level the writing of a text one character for one character, so that a place in it is a place in the original."""

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\ufe58\ufe63\uff0d\u30fc\u00ad"
_SPACES = "\t\n\v\f\r\u00a0\u1680\u2007\u202f\u205f\u3000\ufeff\u200b\u200c\u200d\u2060" + "".join(
    map(chr, range(0x2000, 0x2007))
)
_BRACKETS = {
    "【": "[",
    "〔": "[",
    "﹝": "[",
    "﹞": "]",
    "〈": "<",
    "《": "<",
    "】": "]",
    "〕": "]",
    "〉": ">",
    "》": ">",
    "［": "[",
    "］": "]",
}
_MARKS = {"，": ",", "；": ";", "：": ":", "∶": ":", "﹕": ":", "〜": "~", "∼": "~", "∕": "/", "⁄": "/"}

# Full-width ASCII (U+FF01 to U+FF5E) is ASCII 0xFEE0 higher.
_LEVEL: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LEVEL |= {ord(c): "-" for c in _DASHES} | {ord(c): " " for c in _SPACES}
_LEVEL |= {ord(c): to for c, to in (_BRACKETS | _MARKS).items()}


def level(text: str) -> str:
    """``text`` with width, dashes, spaces, brackets and marks levelled; letters keep their case, and every place its
    place: ``len(level(text)) == len(text)``."""
    return text.translate(_LEVEL)
