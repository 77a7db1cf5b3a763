"""A note in pieces: what stands between its full stops, semicolons, commas and the numbers of its list."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_NUMBER = re.compile(
    r"(?<![\d.A-Za-z第\-—~～至/])(?:[（(](?P<a>\d{1,2})[)）]|(?P<b>\d{1,2})(?P<mark>[)）.．、：:])(?!\d))|(?P<c>[①-⑳])"
)
# 仅依据客户委托，提供… is one limit.
_STOP = re.compile(r"[。；;\n\r]|(?<!客户委托)[，,]|(?<=[^\s\dA-Za-z.])\.(?![\w.])|(?<=[a-z)])\.(?=\s+[A-Z]|\s*$)")
_BOUNDARY = ' \t。；;，,：:、.\n\r”"'


class Piece(NamedTuple):
    """A stretch of a text, and what stands before it: a full stop, a semicolon (or the end of a line), a comma, ``#`` for a
    number; nothing at the beginning."""

    lead: str
    start: int
    end: int


def pieces(flat: str, start: int, end: int) -> Iterator[Piece]:
    """Cut marked text; what is marked is not cut."""
    lead = ""
    for cut_start, cut_end, sign in sorted(_cuts(flat, start, end)):
        if cut_start < start:
            continue
        if flat[start:cut_start].strip():
            yield Piece(lead, start, cut_start)
            lead = ""
        lead = sign if sign == "#" or lead != "#" else lead
        start = cut_end
    if flat[start:end].strip():
        yield Piece(lead, start, end)


def _cuts(flat: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for stop in _STOP.finditer(flat, start, end):
        sign = stop[0] if stop[0] in "。；，" else {";": "；", ",": "，", ".": "。"}.get(stop[0], "；")
        yield stop.start(), stop.end(), sign
    last, mark = 0, ""
    for number in _NUMBER.finditer(flat, start, end):
        value = ord(number["c"]) - 0x245F if number["c"] else int(number["a"] or number["b"])
        begins = number.start() == start or flat[number.start() - 1] in _BOUNDARY
        run_on = number["mark"] in (".", "．", ")", "）", None) or number["mark"] == mark
        if value not in (1, last + 1) or not (begins or run_on):
            continue
        last, mark = value, number["mark"]
        yield number.start(), number.end(), "#"
