"""The engine's jars: fetched once by their committed lock, checked by SHA-256, kept in a cache of our own."""

import contextlib
import errno
import hashlib
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from kg.errors import EngineError, did_you_mean

THREADS = 8
LOCKS = Path(__file__).parent / "locks"


class Jar(NamedTuple):
    """One entry of a lock: Maven coordinates and the hash that the file must have."""

    group: str
    artifact: str
    version: str
    classifier: str
    packaging: str
    sha256: str

    @property
    def path(self) -> Path:
        """Where a Maven repository keeps it."""
        classifier = f"-{self.classifier}" if self.classifier else ""
        name = f"{self.artifact}-{self.version}{classifier}.{self.packaging}"
        return Path(*self.group.split("."), self.artifact, self.version, name)


class Jars:
    """The jars of one lock in a cache folder laid out as a Maven repository. ``product``: whose version is theirs."""

    def __init__(self, lock: str, cache: Path, folder: Path = LOCKS, product: str = "Neo4j") -> None:
        known = sorted(path.stem for path in folder.glob("*.toml"))
        if lock not in known:
            raise EngineError(f"unknown engine lock '{lock}'.{did_you_mean(lock, known)} "
                              f"KG_ENGINE_LOCK is one of {', '.join(known)}.")  # fmt: skip
        self.name, self.cache, self.product = lock, cache, product
        self._jars = _read(folder / f"{lock}.toml")
        self.version = next(jar.version for jar in self._jars if jar.artifact == product.lower())

    @property
    def paths(self) -> list[Path]:
        return [self.cache / jar.path for jar in self._jars]

    def missing(self) -> list[Jar]:
        """Jars that are not there, or are not what the lock says."""
        with ThreadPoolExecutor(THREADS) as pool:
            good = pool.map(self._good, self._jars)
            return [jar for jar, fits in zip(self._jars, good, strict=True) if not fits]

    def fetch(self, jars: list[Jar]) -> None:
        """Fetch jars and check them: what is not as the lock says is not kept, before or after. ``EngineError`` says what to do
        when that fails. Whoever calls it sees to it that nobody else fetches into the same cache meanwhile."""
        self.cache.mkdir(parents=True, exist_ok=True)
        self._remove(jars)
        with ThreadPoolExecutor(THREADS) as pool:
            failures = [error for error in pool.map(self._fetch, jars) if error]
        for error in failures:
            if isinstance(error, OSError) and error.errno == errno.ENOSPC:
                raise EngineError(f"the disk is full: {self.cache} needs about 140 MB. "
                                  "Free some space and run this again.") from error  # fmt: skip
        if still := self.missing():
            self._remove(still)
            raise EngineError(
                f"{len(still)} of {len(self._jars)} jars of {self.product} {self.version} could not be fetched "
                f"(first: {still[0].artifact}). Is there a network? Run this again with it; without it, set "
                "KG_CACHE to a folder that has them, or KG_NEO4J_URI to a running Neo4j."
            ) from (failures[0] if failures else None)

    def _remove(self, jars: list[Jar]) -> None:
        for jar in jars:
            (self.cache / jar.path).unlink(missing_ok=True)

    def _fetch(self, jar: Jar) -> Exception | None:
        from jgo.maven import MavenContext  # here, as importing it takes 0.2 s and fetching happens once

        try:
            project = MavenContext(repo_cache=self.cache).project(jar.group, jar.artifact)
            project.at_version(jar.version).artifact(jar.classifier, jar.packaging).resolve()
        except Exception as error:  # whatever its HTTP client raises: the check of the files decides
            return error
        return None

    def _good(self, jar: Jar) -> bool:
        with contextlib.suppress(FileNotFoundError), (self.cache / jar.path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256
        return False


def _read(lock: Path) -> list[Jar]:
    """The entries of a lock; ``EngineError`` for one without a hash: nothing unchecked is ever run."""
    jars = [
        Jar(entry["groupId"], entry["artifactId"], entry["version"], entry.get("classifier", ""),
            entry.get("packaging", "jar"), entry.get("sha256", ""))
        for entry in tomllib.loads(lock.read_text("utf-8"))["dependencies"]
    ]  # fmt: skip
    for jar in jars:
        if not jar.sha256:
            raise EngineError(f"engine lock '{lock.stem}': {jar.artifact} has no SHA-256; "
                              "write it again with tools/lock_engine.py.")  # fmt: skip
    return jars
