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
        return tuple if inner is _same else lambda value: tuple([inner(each) for each in value])
    if origin is tuple:
        readers = [reader(each) for each in arguments]
        return lambda value: tuple([read(each) for read, each in zip(readers, value, strict=True)])
    if hint is date:
        return date.fromisoformat
    if origin is not Literal and (is_dataclass(hint) or hasattr(hint, "_fields")):
        readers = [reader(each) for each in get_type_hints(hint).values()]
        return lambda value: hint(*[read(each) for read, each in zip(readers, value, strict=True)])
    return _same


def _same(value: Any) -> Any:
    return value
