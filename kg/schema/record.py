"""Records: what one source says of one thing, with the relations that the thing's record states."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple


class Link(NamedTuple):
    """A relation that a record states: its name, the thing at the other end, and its own properties."""

    relation: str
    entity: str
    id: str
    properties: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One thing as one source states it. ``properties`` has neither ``id`` nor housekeeping; None means absent."""

    entity: str
    id: str
    properties: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[Link, ...] = ()

    def body(self) -> str:
        """Canonical JSON of properties and links: equal for equal content, whatever the order it was built in."""
        present = {name: value for name, value in self.properties.items() if value is not None and value != []}
        links = sorted({(n, e, i, tuple(sorted(p))) for n, e, i, p in self.links}, key=repr)
        return _ENCODER.encode([present, links])


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(f"a record cannot hold {type(value).__name__}")


def _revive(value: dict[str, Any]) -> Any:
    return date.fromisoformat(value["date"]) if value.keys() == {"date"} else value


# Made once: json.dumps and json.loads make a new one a call.
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=_plain)
_DECODER = json.JSONDecoder(object_hook=_revive)


def from_body(entity: str, id: str, body: str) -> Record:
    """The record whose ``body()`` this is."""
    properties, links = _DECODER.decode(body)
    return Record(entity, id, properties, tuple(Link(n, e, i, tuple(map(tuple, p))) for n, e, i, p in links))


def content_hash(body: str) -> str:
    """Hash of a record's canonical body: 32 hex digits."""
    return hashlib.blake2b(body.encode(), digest_size=16).hexdigest()
