"""Ids that a request gives to what it lists: an answer tells its entries apart by them."""

from collections.abc import Iterable
from typing import Any


def shared(ids: Iterable[tuple[str, Any]]) -> str | None:
    """Which two have one id, in words; None where each has its own, or none. ``ids``: where each stands, and its id."""
    known: dict[str, str] = {}
    for where, id in ids:
        name = "" if id is None else str(id)
        if name in known:
            return f"{known[name]} and {where} have one id, '{name[:40]}'; give each its own."
        if name:
            known[name] = where
    return None
