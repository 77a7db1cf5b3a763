"""Identifiers. An authority's own identifier makes a readable id; everything else hashes its fewest stable raw fields."""

import hashlib
import re

from kg.schema.folding import fold


def readable(*parts: str) -> str:
    """Join identifiers into one id: ``readable("cnas", "IB0741")`` is ``cnas-ib0741``. Han characters stay."""
    level = "-".join(fold(part) for part in parts)
    return re.sub(r"[^\w.]+", "-", level).strip("-")


def hashed(prefix: str, *raw: str | None) -> str:
    """``prefix`` and 16 hex digits of the raw fields (64 bits: at 10 million records, one collision in 370,000 graphs)."""
    text = "\x1f".join("" if field is None else field for field in raw)
    return f"{prefix}-{hashlib.blake2b(text.encode(), digest_size=8).hexdigest()}"
