"""The engine's jars: fetched once by their committed lock, checked by SHA-256, kept in a cache of our own."""

import contextlib
import hashlib
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

from jgo.env import LockedDependency, LockFile
from jgo.maven import MavenContext

from kg.errors import EngineError, did_you_mean

THREADS = 8


def locks() -> list[str]:
    """Names of the committed locks."""
    return sorted(
        path.name.removesuffix(".toml") for path in _folder().iterdir() if path.name.endswith(".toml")
    )


def _folder() -> Path:
    return Path(str(resources.files("kg.graph.embedded"))) / "locks"


class Jars:
    """The jars of one lock in a cache folder laid out as a Maven repository."""

    def __init__(self, lock: str, cache: Path) -> None:
        if lock not in locks():
            raise EngineError(f"unknown engine lock '{lock}'.{did_you_mean(lock, locks())} KG_ENGINE_LOCK is one of "
                              f"{', '.join(locks())}.")  # fmt: skip
        self.name, self._cache = lock, cache
        self._entries: list[LockedDependency] = LockFile.load(_folder() / f"{lock}.toml").dependencies
        if unchecked := [entry for entry in self._entries if not entry.sha256]:
            raise EngineError(
                f"engine lock '{lock}': {unchecked[0]} has no SHA-256; regenerate it with tools/lock_engine.py."
            )
        self.version = next(entry.version for entry in self._entries if entry.artifactId == "neo4j")

    @property
    def paths(self) -> list[Path]:
        return [self._path(entry) for entry in self._entries]

    def missing(self) -> list[LockedDependency]:
        """Entries whose jar is not there, or is not what the lock says; those are removed."""
        wrong = [entry for entry in self._entries if not self._good(entry)]
        for entry in wrong:
            self._path(entry).unlink(missing_ok=True)
        return wrong

    def fetch(self, entries: list[LockedDependency]) -> None:
        """Fetch jars and check them; ``EngineError`` says what to do when that fails."""
        self._cache.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(THREADS) as pool:
            failures = [error for error in pool.map(self._fetch, entries) if error]
        if full := [error for error in failures if isinstance(error, OSError) and error.errno == 28]:
            raise EngineError(
                f"the disk is full: {self._cache} needs about 140 MB. Free some space and run this again."
            ) from full[0]
        if still := self.missing():
            cause = failures[0] if failures else None
            raise EngineError(
                f"{len(still)} of {len(self._entries)} jars of Neo4j {self.version} could not be fetched "
                f"(first: {still[0].artifactId}). Without the network set KG_CACHE to a folder that has them, "
                "or KG_NEO4J_URI to a running Neo4j; with it, run this again."
            ) from cause

    def _fetch(self, entry: LockedDependency) -> Exception | None:
        try:
            context = MavenContext(repo_cache=self._cache)
            component = context.project(entry.groupId, entry.artifactId).at_version(entry.version)
            component.artifact(entry.classifier or "", entry.packaging).resolve()
        except Exception as error:  # noqa: BLE001 jgo raises what its HTTP client raises; the check below decides
            return error
        return None

    def _path(self, entry: LockedDependency) -> Path:
        classifier = f"-{entry.classifier}" if entry.classifier else ""
        name = f"{entry.artifactId}-{entry.version}{classifier}.{entry.packaging}"
        return self._cache / entry.groupId.replace(".", "/") / entry.artifactId / entry.version / name

    def _good(self, entry: LockedDependency) -> bool:
        with contextlib.suppress(FileNotFoundError), self._path(entry).open("rb") as jar:
            return hashlib.file_digest(jar, "sha256").hexdigest() == entry.sha256
        return False
