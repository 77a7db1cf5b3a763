"""How the embedded engine is set up: Neo4j's configuration, the JVM's flags, what a failed start means."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from kg.settings import Settings

# What the log of a start that failed says, and what to tell the user.
_MEMORY = "too little memory for a heap of {heap} MiB; lower KG_NEO4J_HEAP_MB or free some"
_NEWER = "the data directory was written by a newer Neo4j; use the newer program, or another KG_HOME"
_IN_USE = "another process has this data directory open; stop it, or use another KG_HOME"
_DISK = "the disk is full; free some space and start it again"
_TROUBLES = (
    ("Could not reserve enough space", _MEMORY),
    ("insufficient memory", _MEMORY),
    ("Invalid maximum heap size", _MEMORY),
    ("OutOfMemoryError", "a heap of {heap} MiB is too small; raise KG_NEO4J_HEAP_MB"),
    ("Too small maximum heap", "a heap of {heap} MiB is too small; raise KG_NEO4J_HEAP_MB"),
    ("No space left on device", _DISK),
    ("Address already in use", "its port was taken in the meantime; start it again"),
    ("Lock file has been locked", _IN_USE),
    ("Unknown store version", _NEWER),
    ("higher version", _NEWER),
    ("newer version", _NEWER),
)  # fmt: skip


def configuration(settings: Settings, data: Path, port: int) -> str:
    """The text of ``neo4j.conf``: loopback only, nothing but Bolt, no reports, little on disk."""
    return f"""\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.directories.data={data}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.heap.max_size={settings.neo4j_heap_mb}m
server.memory.pagecache.size={settings.neo4j_pagecache_mb}m
db.tx_log.rotation.retention_policy=1 files
db.tx_log.rotation.size=64m
server.logs.gc.enabled=false
# Without it Bolt waits twice five seconds at every stop, for requests that cannot come.
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""


def flags(settings: Settings) -> list[str]:
    """The JVM's flags. The serial collector keeps a small heap in 200 MB less than G1, at the same speed."""
    heap = settings.neo4j_heap_mb
    collector = "-XX:+UseSerialGC" if heap < 2048 else "-XX:+UseG1GC"
    return [f"-Xms{heap}m", f"-Xmx{heap}m", collector, "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8"]


def trouble(logs: Iterable[Path], code: int, settings: Settings) -> str:
    """Why the engine ended with ``code`` while it started, and what to do; from what it and its JVM said."""
    if code < 0:
        return f"it was killed by signal {-code} (9 is often too little memory); start it again"
    said = "\n".join(_since_start(log.read_text("utf-8", "replace")) for log in logs if log.exists())
    for sign, words in _TROUBLES:
        if sign in said:
            return words.format(heap=settings.neo4j_heap_mb)
    if shutil.disk_usage(settings.home).free < 50_000_000:
        return _DISK
    lines = [line.strip() for line in said.splitlines() if line.strip() and " INFO " not in line]
    return f"it says '{lines[0] if lines else 'nothing'}'; 'kg db logs' shows more"


def _since_start(said: str) -> str:
    return said.rpartition("INFO  Starting...")[2]
