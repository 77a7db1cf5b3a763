"""Frozen values as JSON and back, by their types: a dataclass or named tuple is the list of its fields."""

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def dump(value: Any) -> str:
    """A value as JSON text."""
    return _ENCODER.encode(value)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not a plain value")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain, check_circular=False)


def read(hint: Any, text: str) -> Any:
    """The value of a type that ``dump`` made a text of."""
    return reader(hint)(json.loads(text))


@cache
def reader(hint: Any) -> Callable[[Any], Any]:
    """What turns plain lists and texts into a value of a type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        inner = reader(next(each for each in arguments if each is not type(None)))
        return inner if inner is _same else lambda value: None if value is None else inner(value)
    if origin is tuple and arguments[-1] is Ellipsis:
        inner = reader(arguments[0])
        return tuple if inner is _same else lambda value: tuple(map(inner, value))
    if origin is tuple:
        readers = [reader(each) for each in arguments]
        return lambda value: tuple([read(each) for read, each in zip(readers, value, strict=True)])
    if hint is date:
        return date.fromisoformat
    if origin is not Literal and (is_dataclass(hint) or hasattr(hint, "_fields")):
        return _maker(hint, [reader(each) for each in get_type_hints(hint).values()])
    return _same


def _maker(hint: Any, readers: list[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    """What makes a value of the list of its fields: most of them are what they stand as."""
    some = [(place, read) for place, read in enumerate(readers) if read is not _same]

    def made(value: list[Any]) -> Any:
        for place, read in some:
            value[place] = read(value[place])
        return hint(*value)

    return made


def _same(value: Any) -> Any:
    return value
