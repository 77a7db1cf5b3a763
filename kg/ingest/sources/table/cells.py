"""One cell as a value of its property's type; ``RowError`` says how to write what cannot be read."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.errors import did_you_mean
from kg.ingest.dates import day, partial
from kg.ingest.row import RowError
from kg.ingest.sources.table.words import lookup
from kg.schema.core import PARTIAL_DATE, TEXT, Property
from kg.schema.folding import fold

if TYPE_CHECKING:
    from kg.ingest.run import Run

_YES_NO = {
    **dict.fromkeys(("是", "有", "yes", "true", "1"), True),
    **dict.fromkeys(("否", "无", "no", "false", "0"), False),
}
_SEPARATORS = re.compile("[;；]")

# What cannot lie before what: a row that says otherwise is wrong in one of the two.
_IN_ORDER = (
    ("valid_from", "valid_to"),
    ("first_granted", "valid_to"),
    ("from_date", "to_date"),
    ("lo", "hi"),
    ("calibrated", "calibration_due"),
    ("published", "withdrawn"),
)
_AT_MOST = {"lat": 90.0, "lon": 180.0}


def several(text: str) -> list[str]:
    """The values of a cell that may hold several, separated by ``;`` or ``；``."""
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]


def value(run: "Run", of: Property, text: str) -> Any:
    """The value of a cell; a list where the property has many."""
    if of.many:
        return [one(run, of, part) for part in several(text)]
    return one(run, of, text)


def one(run: "Run", of: Property, text: str) -> Any:
    """One value, of the property's type and within its bounds."""
    if of.type.choices:
        return _choice(run, of, text)
    if of.type.python is date:
        return day(of.name, text)
    if of.type is PARTIAL_DATE:
        return partial(of.name, text)
    if of.type.python is bool:
        return _yes_or_no(of.name, text)
    if of.type.python in (int, float):
        return _number(of, text)
    if of.type.one_line and ("\n" in text or "\r" in text):
        raise RowError(of.name, "holds a line break; write it in one line")
    if of.type is not TEXT and of.type.pattern and not re.search(of.type.pattern, text):
        raise RowError(of.name, f"'{text[:60]}' is no {of.type.name}: {of.doc.en}")
    return text


def in_order(values: Mapping[str, Any]) -> None:
    """``RowError`` for an end before its start."""
    for first, last in _IN_ORDER:
        start, end = values.get(first), values.get(last)
        if start is not None and end is not None and end < start:
            raise RowError(last, f"{end} lies before {first} {start}; correct one of them")


def _choice(run: "Run", of: Property, text: str) -> str:
    words = lookup(of.name, of.type.choices)
    if not words.unknown and fold(text) not in {fold(word) for word in words.words}:
        near = did_you_mean(text, words.words)
        raise RowError(of.name, f"'{text[:60]}' is none of {', '.join(of.type.choices)}.{near}")
    return words.read(run, text)


def _yes_or_no(name: str, text: str) -> bool:
    if fold(text) not in _YES_NO:
        raise RowError(name, f"'{text[:60]}' is neither yes nor no (是, 否)")
    return _YES_NO[fold(text)]


def _number(of: Property, text: str) -> float:
    try:
        number = of.type.python(fold(text))
    except ValueError:
        raise RowError(of.name, f"'{text[:60]}' is no number; write digits and a point, without a unit") from None
    most = _AT_MOST.get(of.name, of.type.highest)
    least = -_AT_MOST[of.name] if of.name in _AT_MOST else of.type.lowest
    if least is None or most is None:
        raise ValueError(f"{of.type.name} has no bounds")
    if not least <= number <= most:  # not a number is not within them either
        raise RowError(of.name, f"{text[:60]} is out of bounds ({least:g} to {most:g})")
    return float(number) if of.type.python is float else number
