"""Level text for comparison: width, script, case and spaces say nothing about what is meant."""

import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return ``text`` with full-width made half-width (NFKC), traditional made simplified, case folded and all
    white space removed. ``fold`` of a folded text is itself."""
    level = unicodedata.normalize("NFKC", text).casefold()
    if not level.isascii():
        level = unicodedata.normalize("NFKC", _simplifier().convert(level)).casefold()
    return "".join(level.split())


def has_chinese(text: str) -> bool:
    """Whether a name belongs in ``name_zh``: it holds at least one Han character."""
    return any("\u3400" <= c <= "\u9fff" or "\U00020000" <= c <= "\U0003ffff" for c in text)
