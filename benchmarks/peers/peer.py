"""What a peer is: it is given documents, settles, and answers."""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import Protocol

from benchmarks.asked import Answer, Asked
from benchmarks.peers.documents import Document

BATCH = 10_000


class Unavailable(Exception):
    """A peer cannot be started on this machine; the words say why, and what it would take."""


class Peer(Protocol):
    """Something else that holds the documents. ``version`` names it; ``folder`` is where it keeps them."""

    version: str
    folder: Path

    def add(self, documents: Sequence[Document]) -> None:
        """Take some more documents."""

    def settle(self) -> None:
        """Do what is done once after a load: indexes, statistics, merging."""

    def answer(self, asked: Asked) -> Answer:
        """The answer to a question."""


Opening = Callable[[], AbstractContextManager[Peer]]


def load(peers: Iterable[Peer], documents: Iterable[Document], progress: Callable[[str, int], None]) -> list[float]:
    """Give all peers the same documents in one reading; the seconds that each of them took."""
    peers = list(peers)
    took, rest, done = [0.0] * len(peers), iter(documents), 0
    while some := list(islice(rest, BATCH)):
        done += len(some)
        progress("loading peers", done)
        for number, peer in enumerate(peers):
            took[number] += _seconds(lambda peer=peer: peer.add(some))  # type: ignore[misc]
    for number, peer in enumerate(peers):
        progress(f"settling {peer.version}", done)
        took[number] += _seconds(peer.settle)
    return took


def _seconds(work: Callable[[], None]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def size_mb(folder: Path) -> float:
    """How much disk a folder takes, in MB."""
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6, 1)
