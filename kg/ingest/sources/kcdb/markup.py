"""HTML in the names of the KCDB: what a reader sees."""

import html
import re

# All the elements that its files have; anything else in angle brackets is text ("frequency <= 400 Hz").
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_RAISED = re.compile(r"<sup>([0-9+-]+)</sup>", re.IGNORECASE)
_ELEMENT = re.compile(r"</?(?:em|strong|sup|sub)>", re.IGNORECASE)
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def plain(text: str) -> str:
    """The text without markup and with single spaces; raised figures are raised letters (``W/m³``)."""
    raised = _RAISED.sub(lambda found: found[1].translate(_SUPERSCRIPT), _BREAK.sub(" ", text))
    return " ".join(html.unescape(_ELEMENT.sub("", raised)).split())
